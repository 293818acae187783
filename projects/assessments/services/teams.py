"""The team of an assessment and each member's declaration of impartiality."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.refusals import Refused
from common.text import plain, shows
from partners.people.models.people import User
from projects.assessments import checks
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.models.teams import TeamMember, TeamRole


def begin(assessment: Validation | Verification, *, by: User, at: datetime) -> None:
    """Who accepts the work leads the team and declares impartiality by accepting, until another lead is named."""
    TeamMember.objects.create(
        **_of(assessment),
        name=by.name,
        role=TeamRole.LEAD,
        user=by,
        no_consultancy=True,
        no_ownership=True,
        no_involvement=True,
        declared_at=at,
        declared_by=by,
    )
    assessment.impartiality_declared_at = at


def _of(assessment: Validation | Verification) -> dict[str, Validation | Verification]:
    return {"validation" if isinstance(assessment, Validation) else "verification": assessment}


def _locked(assessment: Validation | Verification, by: User) -> Validation | Verification:
    locked = type(assessment).objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    checks.at_work(locked, by)
    return locked


def _keep(assessment: Validation | Verification, deed: str, *, member: TeamMember, by: User, at: datetime) -> None:
    """The assessment counts as declared while it has a lead and nobody's declaration is missing."""
    members = list(assessment.members.all())
    whole = all(one.declared_at for one in members) and any(one.role == TeamRole.LEAD for one in members)
    assessment.impartiality_declared_at = at if whole else None
    assessment.save(update_fields=["impartiality_declared_at"])
    after = {"assessment": assessment.paper_id, "member": member.pk, "role": member.role}
    events.record(f"projects.project.{deed}", subject=assessment.project, by=by, at=at, after=after)


@transaction.atomic
def add(
    *,
    assessment: Validation | Verification,
    name: str,
    role: TeamRole,
    user: User | None = None,
    by: User,
    at: datetime,
) -> TeamMember:
    """Take a member into the team; they declare next. A new lead takes the place of the one before.

    Raises: Refused TPE-11 (403), TPE-12 (409), TPE-20 (no name), TPE-21 (not of this entity).
    """
    locked = _locked(assessment, by)
    if not (shows(name) or user):
        raise Refused("TPE-20", _("Give the member’s name."), field="name")
    if user is not None and locked.tpe_id not in user.organisation_ids("tpe"):
        raise Refused("TPE-21", _("This person does not act for your entity."), field="user")
    if role == TeamRole.LEAD:
        locked.members.filter(role=TeamRole.LEAD).update(role=TeamRole.AUDITOR)
    member = TeamMember.objects.create(**_of(locked), name=plain(name) or str(user), role=role, user=user)
    _keep(locked, "add_team_member", member=member, by=by, at=at)
    return member


@transaction.atomic
def remove(*, member_id: int, by: User, at: datetime) -> None:
    """Take a member off the team. Raises Refused TPE-11 (403), TPE-12 (409), TPE-22 (the lead stays)."""
    member = TeamMember.objects.select_related("validation", "verification").get(pk=member_id)
    locked = _locked(member.assessment, by)
    if member.role == TeamRole.LEAD:
        raise Refused("TPE-22", _("Name another lead first: a team has one."), status=409)
    gone = TeamMember(pk=member.pk, role=member.role)
    member.delete()
    _keep(locked, "remove_team_member", member=gone, by=by, at=at)


@transaction.atomic
def declare(
    *, member_id: int, no_consultancy: bool, no_ownership: bool, no_involvement: bool, by: User, at: datetime
) -> TeamMember:
    """A member declares, or the lead for a member; all three points, or the member does not work here.

    Raises: Refused TPE-11 (403), TPE-12 (409), TPE-23 (403, neither the member nor the lead), TPE-24 (a point open).
    """
    member = TeamMember.objects.select_related("validation", "verification").get(pk=member_id)
    locked = _locked(member.assessment, by)
    lead = locked.members.filter(role=TeamRole.LEAD, user=by).exists()
    if member.user_id != by.pk and not lead:
        raise Refused("TPE-23", _("The member declares, or the lead of the team for the member."), status=403)
    if not (no_consultancy and no_ownership and no_involvement):
        raise Refused(
            "TPE-24",
            _("Who cannot declare all three points does not work on this project: take the person off the team."),
            field="no_consultancy",
        )
    member.no_consultancy = member.no_ownership = member.no_involvement = True
    member.declared_at, member.declared_by = at, by
    member.save()
    _keep(locked, "declare_impartiality", member=member, by=by, at=at)
    return member
