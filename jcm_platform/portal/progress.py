"""How far projects have come, in seven steps from the project idea note to the first credits."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from credits.models import IssuanceRequest
from credits.states.requests import RequestState
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.states.assessments import AssessmentState
from projects.designs.models import ProjectDesign
from projects.designs.states import DesignState
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import MonitoringState
from projects.pins.models import ProjectIdeaNote
from projects.pins.states import PinState
from projects.projects.models import Project

STEPS: dict[str, Promise] = {
    "pin": _("PIN: no objection"),
    "pdd": _("PDD handed in"),
    "validated": _("Validated"),
    "registered": _("Registered"),
    "monitored": _("Monitoring report handed in"),
    "verified": _("Verified"),
    "issued": _("Credits issued"),
}


@dataclass(frozen=True)
class Progress:
    """A project and which of the steps it has taken."""

    project: Project
    steps: Sequence[tuple[Promise, bool]]

    @property
    def reached(self) -> int:
        return sum(is_done for _label, is_done in self.steps)

    @property
    def next_step(self) -> Promise | None:
        """The first step that is not taken yet."""
        return next((label for label, is_done in self.steps if not is_done), None)


def of(projects: QuerySet[Project]) -> list[Progress]:
    """The progress of each of these projects, in one question."""
    mine = OuterRef("pk")
    asked = projects.annotate(
        has_pin=Exists(ProjectIdeaNote.objects.filter(project=mine, state=PinState.NO_OBJECTION)),
        has_pdd=Exists(ProjectDesign.objects.filter(project=mine).exclude(state__in=[DesignState.DRAFT])),
        has_validated=Exists(Validation.objects.filter(design__project=mine, state=AssessmentState.POSITIVE)),
        has_monitored=Exists(MonitoringReport.objects.filter(project=mine).exclude(state=MonitoringState.DRAFT)),
        has_verified=Exists(Verification.objects.filter(report__project=mine, state=AssessmentState.POSITIVE)),
        has_issued=Exists(IssuanceRequest.objects.filter(project=mine, state=RequestState.ISSUED)),
    )
    return [Progress(project, [(label, _took(project, step)) for step, label in STEPS.items()]) for project in asked]


def _took(project: Project, step: str) -> bool:
    if step == "registered":
        return project.registered_on is not None
    took: bool = getattr(project, f"has_{step}")  # as `of` annotates it
    return took
