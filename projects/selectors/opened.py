"""Each kind of paper with the rows that a person may open: the contract with whatever tells of papers elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from projects.selectors import (
    assessments,
    designs,
    inputs,
    letters,
    methodologies,
    modalities,
    monitoring,
    pins,
    projects,
    references,
    registrations,
    requests,
    sustainability,
)

BY_KIND: Mapping[str, Callable[[Any], QuerySet[Any]]] = {
    "creditingperiodrenewal": requests.renewals_visible_to,
    "deregistration": requests.deregistrations_visible_to,
    "finding": assessments.findings_visible_to,
    "inputcall": inputs.visible_to,
    "letter": letters.visible_to,
    "methodologyproposal": methodologies.proposals_visible_to,
    "modalities": modalities.visible_to,
    "monitoringreport": monitoring.visible_to,
    "postregistrationchange": requests.changes_visible_to,
    "project": projects.visible_to,
    "projectdesign": designs.visible_to,
    "projectideanote": pins.visible_to,
    "projectwithdrawal": requests.withdrawals_visible_to,
    "publicinput": inputs.comments_to_judge,
    "referenceassessment": references.visible_to,
    "registrationrequest": registrations.visible_to,
    "sustainabilityreview": sustainability.visible_to,
    "validation": assessments.validations_visible_to,
    "verification": assessments.verifications_visible_to,
}
