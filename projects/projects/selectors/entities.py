"""What a third-party entity works on or has given its opinion on, as it counts today."""

from django.db.models import Q, QuerySet

from partners.people.models.people import Visitor
from projects.assessments.models.assessments import Validation, Verification

NOTHING = Q(pk__in=[])


def validations_of(user: Visitor) -> QuerySet[Validation]:
    """Validations that count today for the entities of a person."""
    return Validation.objects.counting().filter(tpe__in=_own(user)).order_by()


def verifications_of(user: Visitor) -> QuerySet[Verification]:
    """Verifications that count today for the entities of a person."""
    return Verification.objects.counting().filter(tpe__in=_own(user)).order_by()


def _own(user: Visitor) -> set[int]:
    found: set[int] = user.organisation_ids("tpe") if user.is_authenticated else set()
    return found


def validating(user: Visitor, path: str) -> Q:
    """The condition that a validation at the end of the path counts for an entity of the person."""
    return Q(**{f"{path}__in": validations_of(user).values("pk")}) if _own(user) else NOTHING


def verifying(user: Visitor, path: str) -> Q:
    """The condition that a verification at the end of the path counts for an entity of the person."""
    return Q(**{f"{path}__in": verifications_of(user).values("pk")}) if _own(user) else NOTHING


def assessing(user: Visitor, project: str = "") -> Q:
    """The condition that an entity of the person assesses the project that the path leads to, as `project__`."""
    of_design = validating(user, f"{project}designs__validations")
    return of_design | verifying(user, f"{project}monitoring_reports__verifications")
