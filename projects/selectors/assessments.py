"""Validations, verifications and findings as their parties see them."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from partners.models import Organisation
from partners.selectors import tpes
from projects.models import Finding, Project, Validation, Verification
from projects.selectors.readers import NOTHING, narrowed, readers

_CONCLUDED = Q(state__in=["positive", "negative"])


def _validations() -> QuerySet[Validation]:
    return Validation.objects.select_related(
        "design__project__country", "design__project__rulebook", "tpe", "designation", "design__input_call"
    )


def _verifications() -> QuerySet[Verification]:
    return Verification.objects.select_related(
        "report__project__country", "report__project__rulebook", "tpe", "designation"
    )


def validations_visible_to(user: Any) -> QuerySet[Validation]:
    """What this person may open: the parties, officers, and once concluded committee and governments."""
    may = readers(user, project="design__project", public=NOTHING, tpe="tpe", circulated=_CONCLUDED)
    return narrowed(_validations(), may)


def verifications_visible_to(user: Any) -> QuerySet[Verification]:
    """What this person may open: the parties, officers, and once concluded committee and governments."""
    may = readers(user, project="report__project", public=NOTHING, tpe="tpe", circulated=_CONCLUDED)
    return narrowed(_verifications(), may)


def findings_visible_to(user: Any) -> QuerySet[Finding]:
    """Findings of the assessments that this person may open."""
    validations = validations_visible_to(user).values("pk")
    verifications = verifications_visible_to(user).values("pk")
    rows = Finding.objects.select_related(
        "validation__design__project__country", "validation__design__project__rulebook", "validation__tpe",
        "verification__report__project__country", "verification__report__project__rulebook", "verification__tpe",
    ).prefetch_related("messages__author", "messages__organisation")  # fmt: skip
    return rows.filter(Q(validation__in=validations) | Q(verification__in=verifications))


def assigned_validations(user: Any) -> QuerySet[Validation]:
    """Validations of a person’s own entities, newest first."""
    return _validations().filter(tpe__in=user.organisation_ids("tpe")).order_by("-assigned_at")


def assigned_verifications(user: Any) -> QuerySet[Verification]:
    """Verifications of a person's own entities, newest first."""
    return _verifications().filter(tpe__in=user.organisation_ids("tpe")).order_by("-assigned_at")


def possible_entities(project: Project, *, function: str, on: date) -> QuerySet[Organisation]:
    """Entities that may assess a project on a day: designated in its country for its scope, not taking part.

    Args:
        function: "validation" or "verification".
    """
    if project.sectoral_scope_id is None:
        return Organisation.objects.none()
    designations = tpes.counting(project.country_id, on, function=function, scope_id=project.sectoral_scope_id)
    return Organisation.objects.filter(pk__in=designations.values("organisation")).exclude(
        pk__in=project.participant_ids()
    )
