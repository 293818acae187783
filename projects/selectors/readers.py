"""Who sees which papers: one rule for all, told the path from the paper to its project."""

from typing import Any

from django.db.models import Q, QuerySet

from partners import permissions
from projects.models import ProjectParticipant

NOTHING = Q(pk__in=[])


def readers(user: Any, *, project: str, public: Q, tpe: str = "", drafts: Q = NOTHING, circulated: Q = NOTHING) -> Q:
    """The condition under which a person may read a paper.

    Args:
        project: path to the project's key, as `project` or `design__project`.
        public: papers that everybody may read.
        tpe: path to the organisation of the third-party entity.
        drafts: papers that only their own parties read.
        circulated: papers that committee members and governments of the country read.
    """
    if not user.is_authenticated:
        return public
    if permissions.holds(user, "auditor"):
        return ~NOTHING
    own = ProjectParticipant.objects.filter(organisation__in=user.organisation_ids("participant"), ended_on=None)
    may = public | Q(**{f"{project}__in": own.values("project")})
    if tpe:
        may |= Q(**{f"{tpe}__in": user.organisation_ids("tpe")}) & ~drafts
    for held in user.held:
        country = Q() if held.country_id is None else Q(**{_country(project): held.country_id})
        if held.role == "secretariat":
            may |= country & ~drafts
        elif held.role in {"committee", "government"}:
            may |= country & circulated
    return may


def _country(project: str) -> str:
    return "country" if project == "pk" else f"{project}__country"


def narrowed[Rows: QuerySet[Any]](rows: Rows, may: Q) -> Rows:
    """The rows under a condition, each once."""
    return rows.filter(pk__in=rows.model._default_manager.filter(may).values("pk"))
