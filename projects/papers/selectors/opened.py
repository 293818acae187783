"""Each kind of paper with the rows that a person may open: the contract with whatever tells of papers elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from projects.assessments.selectors import assessments
from projects.changes import selectors as requests
from projects.designs import selectors as designs
from projects.inputs import selectors as inputs
from projects.letters import selectors as letters
from projects.methodologies import selectors as methodologies
from projects.modalities import selectors as modalities
from projects.monitoring import selectors as monitoring
from projects.pins import selectors as pins
from projects.projects.selectors import projects
from projects.references import selectors as references
from projects.registrations.selectors import registrations
from projects.sustainability import selectors as sustainability

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
