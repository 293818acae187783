"""What a project's page tells of the cycle: its steps and the reports of its entities, in few questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from common.days import day
from projects.assessments.selectors import assessments
from projects.changes import selectors as requests
from projects.changes.models import PostRegistrationChange
from projects.designs.states import DesignState
from projects.monitoring.models import MonitoringReport
from projects.papers.states import RequestState
from projects.projects.models import Project
from projects.projects.selectors.projects import PUBLIC_DESIGN_STATES, PUBLIC_PIN_STATES
from projects.registrations.models import RegistrationRequest


@dataclass(frozen=True)
class Step:
    """A step of the cycle on a project's page. `on` None with `is_done` means: done, the day is not published."""

    label: str
    on: date | None
    is_done: bool
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Report:
    """The published report of an entity: of a validation or a verification, made from its data."""

    label: str
    subject: str
    url: str


@dataclass(frozen=True)
class Story:
    """The steps of the cycle in order, the entities' published reports, the approved changes."""

    steps: Sequence[Step]
    reports: Sequence[Report]
    changes: Sequence[PostRegistrationChange]


def story(project: Project) -> Story:
    """What everybody may read of a project's way; what is not reached has no day and is not done."""
    designs = list(_designs(project))
    verified = list(_verified(project))
    changes = list(requests.changes_of(project)) if project.registered_on else []
    first = next((one for one in designs if one.change_id is None and one.renewal_id is None), None)
    steps = [
        *_pin_steps(project),
        *_design_steps(project, first),
        Step(
            _("Registered by the Joint Committee"),
            project.registered_on,
            project.registered_on is not None or project.state == "registered",
            url=_decision_url(project, first),
            note=project.registered_as_published if project.registered_on is None else "",
        ),
        *(_change_step(change) for change in changes if change.state == RequestState.IN_FORCE),
        *(_monitoring_step(report) for report in verified),
        *([Step(project.get_state_display(), project.ended_on, is_done=True)] if project.ended_on else []),
    ]
    return Story(steps, [*_validation_reports(designs), *_verification_reports(verified)], changes)


def _designs(project: Project) -> "QuerySet[Any]":
    """The published designs, newest first, each with its published validation and the decision that registered it."""
    validation = assessments.public_validations().filter(design=OuterRef("pk")).order_by().values("pk")[:1]
    registered = RegistrationRequest.objects.filter(design=OuterRef("pk"), state="registered").order_by()
    return (
        project.designs.filter(state__in=PUBLIC_DESIGN_STATES)
        .select_related("project", "input_call")
        .annotate(
            validation_id=Subquery(validation),
            registered_by=Subquery(registered.values("decision_item__decision__number")[:1]),
        )
    )


def _verified(project: Project) -> "QuerySet[Any]":
    """The verified reports, each with its published verification."""
    verification = assessments.public_verifications().filter(report=OuterRef("pk")).order_by().values("pk")[:1]
    rows = project.monitoring_reports.filter(state="verified").select_related("project")
    return rows.annotate(verification_id=Subquery(verification))


def _decision_url(project: Project, design: Any) -> str:
    """Where the decision on the registration stands, if it was made here."""
    if design is None or project.registered_on is None or not design.registered_by:
        return ""
    return reverse("committee:decision-page", args=[design.registered_by])


def _pin_steps(project: Project) -> list[Step]:
    pin = project.pins.filter(state__in=PUBLIC_PIN_STATES).first()
    if pin is None:
        needs_pin = project.rulebook is not None and project.rulebook.rule("pin.required")
        return [Step(_("Both governments answer the PIN"), None, is_done=False)] if needs_pin else []
    return [
        Step(_("PIN sent to the partner government"), pin.sent_to_partner_government_on, is_done=True),
        Step(
            _("PIN answered: %(outcome)s") % {"outcome": pin.get_state_display()},
            pin.decided_on,
            is_done=True,
            url=pin.get_absolute_url(),
        ),
    ]


def _design_steps(project: Project, design: Any) -> list[Step]:
    if design is None and project.is_imported:
        return []  # registration implies them, but no record proves them: nothing is invented
    if design is None:
        return [
            Step(_("PDD published, public inputs"), None, is_done=False),
            Step(_("Validated by a third-party entity"), None, is_done=False),
        ]
    published = design.published_at.date() if design.published_at else None
    call = getattr(design, "input_call", None)
    return [
        Step(_("PDD published"), published, is_done=True, url=design.get_absolute_url()),
        Step(
            _("Public inputs closed"),
            call.closes_on if call else None,
            design.inputs_closed_at is not None,
            url=call.get_absolute_url() if call else "",
        ),
        Step(_("Validated by a third-party entity"), design.validated_on, design.state == DesignState.VALIDATED),
    ]


def _change_step(change: PostRegistrationChange) -> Step:
    return Step(
        _("Change %(number)s: %(kind)s") % {"number": change.number, "kind": change.get_kind_display()},
        change.in_force_from,
        is_done=True,
        url=change.get_absolute_url(),
    )


def _period(report: MonitoringReport) -> dict[str, str]:
    return {"first": day(report.period_starts_on), "last": day(report.period_ends_on)}


def _monitoring_step(report: MonitoringReport) -> Step:
    label = _("Monitoring period %(first)s to %(last)s verified") % _period(report)
    return Step(label, report.verified_on, is_done=True, url=report.get_absolute_url())


def _validation_reports(designs: Sequence[Any]) -> list[Report]:
    return [
        Report(
            _("Validation report"),
            _("PDD version %(number)s") % {"number": one.version},
            reverse("projects:validation-pdf", args=[pk, "public"]),
        )
        for one in reversed(designs)
        if (pk := one.validation_id)
    ]


def _verification_reports(verified: Sequence[Any]) -> list[Report]:
    return [
        Report(
            _("Verification report"),
            _("%(first)s to %(last)s") % _period(one),
            reverse("projects:verification-pdf", args=[pk, "public"]),
        )
        for one in verified
        if (pk := one.verification_id)
    ]
