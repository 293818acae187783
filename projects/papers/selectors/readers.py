"""Who sees which papers: one rule for all, told the path from the paper to its project."""

from typing import Any

from django.db.models import Q, QuerySet

from common import clock
from partners import permissions
from partners.people.models.people import Visitor
from partners.permissions.visitors import organisations_of
from projects.projects.models import ProjectParticipant

NOTHING = Q(pk__in=[])


def readers(
    user: Visitor, *, project: str, public: Q, entities: Q = NOTHING, drafts: Q = NOTHING, circulated: Q = NOTHING
) -> Q:
    """The condition under which a person may read a paper.

    Args:
        project: path to the project's key, as `project` or `design__project`.
        public: papers that everybody may read.
        entities: papers that third-party entities read, as `selectors.entities` says it of this person.
        drafts: papers that only their own parties read.
        circulated: papers that committee members and governments of the country read.
    """
    if not user.is_authenticated:
        return public
    if permissions.holds(user, "auditor"):
        return ~NOTHING
    may = public | Q(**{f"{project}__in": taking_part(user).values("project")})
    may |= entities & ~drafts
    for held in user.held:
        country = Q() if held.country_id is None else Q(**{_country(project): held.country_id})
        if held.role == "secretariat":
            may |= country & ~drafts
        elif held.role in {"committee", "government"}:
            may |= country & circulated
    return may


def taking_part(user: Visitor) -> QuerySet[ProjectParticipant]:
    """The projects' participants that are organisations of a person today, as participants."""
    open_ones = Q(ended_on=None) | Q(ended_on__gt=clock.today())
    return ProjectParticipant.objects.filter(open_ones, organisation__in=organisations_of(user, "participant"))


def _country(project: str) -> str:
    return "country" if project == "pk" else f"{project}__country"


def narrowed[Rows: QuerySet[Any]](rows: Rows, may: Q) -> Rows:
    """The rows under a condition, each once."""
    return rows.filter(pk__in=rows.model._default_manager.filter(may).values("pk"))
