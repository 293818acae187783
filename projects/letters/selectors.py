"""Letters about projects, as those between whom they went read them."""

from django.db.models import Q, QuerySet

from partners.organisations.models import Organisation, Side
from partners.people.models.people import Visitor
from partners.permissions import holds
from projects.letters.models import Correspondent, Letter
from projects.papers.selectors.readers import narrowed, taking_part
from projects.permissions import CORRESPONDENTS
from projects.projects.models import Project
from projects.projects.selectors import entities

JCMA = Correspondent.SECRETARIAT


def _rows() -> QuerySet[Letter]:
    return Letter.objects.select_related("project__country", "project__rulebook", "by", "file", "answers")


def visible_to(user: Visitor) -> QuerySet[Letter]:
    """The letters that went from or to this person's side; auditors read all.

    JCMA is Japan's secretariat, the government the partner country's own; entities are those that assess the project.
    """
    if not user.is_authenticated:
        return _rows().none()
    if holds(user, "auditor"):
        return _rows()
    may = Q(pk__in=[])
    for held in user.held:
        if (held.role, held.organisation.side) in {("secretariat", Side.JAPAN), ("government", Side.PARTNER)}:
            may |= _of(held.role) & (Q() if held.country_id is None else Q(project__country=held.country_id))
    may |= _of("participant") & Q(project__in=taking_part(user).values("project"))
    return narrowed(_rows(), may | _of("tpe") & entities.assessing(user, "project__"))


def _of(role: str) -> Q:
    return Q(from_role=role) | Q(to_role=role)


def side_of(project: Project, user: Visitor) -> str:
    """On which side of the correspondence this person writes: a role, or "" for none."""
    return next((role for role, is_of in CORRESPONDENTS.items() if is_of(project, user)), "")


def addressees(project: Project, side: str) -> list[tuple[str, str]]:
    """To whom this side may write: JCMA to all that there are, everybody else to JCMA."""
    if side != JCMA:
        return [(JCMA.value, str(JCMA.label))]
    there = {
        "participant": bool(project.participant_ids()),
        "tpe": bool(project.party_ids("tpe")),
        "government": _has_government(project),
    }
    return [(role, str(Correspondent(role).label)) for role, is_there in there.items() if is_there]


def _has_government(project: Project) -> bool:
    return Organisation.objects.filter(kind="government", side="partner", country_id=project.country_id).exists()
