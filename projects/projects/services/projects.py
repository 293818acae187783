"""Projects: start, participants, withdrawal."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.machines import judge
from common.models import Origin
from common.refusals import Refused
from common.text import plain, shows
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.permissions import holds
from partners.rulebooks.selectors import rulebooks
from partners.scopes.models import SectoralScope
from projects.modalities import checks as modality_checks
from projects.modalities import services as modalities
from projects.modalities.states.modalities import BINDING
from projects.projects.models import Project, ProjectParticipant
from projects.projects.states import ProjectState
from workflow.papers import checks as drafts


@transaction.atomic
def start(
    *,
    country: PartnerCountry,
    title: str,
    representative: Organisation,
    partners: list[Organisation],
    track: str = "JCM",
    sectoral_scope: SectoralScope | None = None,
    origin: Origin = Origin.PLATFORM,
    by: User,
    at: datetime,
) -> Project:
    """Start a project on a track; the track's rulebook in force on that day is pinned to it.

    Raises: Refused PRJ-01 (403) when the person does not act for the representative; PRJ-02 without a title; PRJ-03
    when an organisation is no participant or of another country; RUL-01 without a rulebook in force.
    """
    if representative.pk not in by.organisation_ids("participant"):
        raise Refused("PRJ-01", _("You can start a project for your own organisation only."), status=403)
    if not shows(title):
        raise Refused("PRJ-02", _("Give the project a title."), field="title")
    rulebook = rulebooks.in_force(country.pk, at.date(), track)
    project = Project.objects.create(
        country=country,
        track=rulebook.track,
        title=plain(title),
        rulebook=rulebook,
        sectoral_scope=sectoral_scope,
        origin=origin,
        started_at=at,
    )
    for organisation in dict.fromkeys([representative, *partners]):
        _join(project, organisation, at, focal=organisation == representative)
    events.record("projects.project.start", subject=project, by=by, at=at, after={"state": project.state})
    return project


def _join(project: Project, organisation: Organisation, at: datetime, *, focal: bool = False) -> ProjectParticipant:
    modality_checks.may_take_part(project, organisation, field="partners")
    return ProjectParticipant.objects.create(
        project=project, organisation=organisation, side=organisation.side, is_focal_point=focal, since=at.date()
    )


def _changeable(project_id: int, by: User) -> Project:
    project = Project.objects.select_for_update().get(pk=project_id)
    drafts.participant(project, by)
    if project.state not in {ProjectState.PROPOSED, ProjectState.PLANNED}:
        raise Refused(
            "PRJ-04", _("Participants of a registered project change by a procedure of their own."), status=409
        )
    if project.modalities.filter(state__in=BINDING).exists():
        raise Refused(
            "PRJ-07",
            _("The modalities of communication name the participants: file a change of them instead."),
            status=409,
        )
    return project


@transaction.atomic
def add_participant(*, project_id: int, organisation: Organisation, by: User, at: datetime) -> ProjectParticipant:
    """Take an organisation in, before registration and before modalities are filed.

    Raises: Refused PRJ-03, PRJ-04 and PRJ-07 (409), PRJ-05 (there already).
    """
    project = _changeable(project_id, by)
    if organisation.pk in project.participant_ids():
        raise Refused("PRJ-05", _("This organisation takes part already."), field="organisation")
    joined = _join(project, organisation, at)
    modalities.follow_participants(project=project, by=by, at=at)
    events.record(
        "projects.project.add_participant", subject=project, by=by, at=at, after={"organisation": organisation.pk}
    )
    return joined


@transaction.atomic
def remove_participant(*, project_id: int, organisation: Organisation, by: User, at: datetime) -> None:
    """End a participation, before registration and before modalities are filed.

    Raises: Refused PRJ-04 and PRJ-07 (409), PRJ-06 for the focal point.
    """
    project = _changeable(project_id, by)
    found = project.participants.filter(organisation=organisation, ended_on=None).first()
    if found is None or found.is_focal_point:
        raise Refused("PRJ-06", _("The focal point stays: it speaks for all participants."), field="organisation")
    found.ended_on = at.date()
    found.save()
    modalities.follow_participants(project=project, by=by, at=at)
    events.record(
        "projects.project.remove_participant", subject=project, by=by, at=at, before={"organisation": organisation.pk}
    )


@transaction.atomic
def withdraw(*, project_id: int, note: str, by: User, at: datetime) -> Project:
    """Give a project up before registration. Raises Refused DRF-04 without a reason."""
    project = Project.objects.select_for_update().get(pk=project_id)
    judge(project.withdraw, by=by).commit(at=at, note=drafts.reason_given(note))
    return project


def may_start_anything(user: User) -> bool:
    """True for people who act for a participant."""
    return holds(user, "participant")
