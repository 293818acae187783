"""Situations after registration: changes and what they lead to."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from committee.decisions.services import forwarding
from projects.assessments.services import validations
from projects.changes import services as changes
from projects.changes.models import PostRegistrationChange
from projects.changes.questions import COMPLETENESS as CHANGE_POINTS
from projects.designs.models import ProjectDesign
from projects.designs.services import designs, revisions
from projects.endings import services as endings
from projects.endings.models import Deregistration, ProjectWithdrawal
from projects.endings.questions import COMPLETENESS as PROJECT_WITHDRAWAL_POINTS
from projects.papers.services import documents
from projects.projects.models import Project
from projects.renewals import services as renewals
from projects.renewals.models import CreditingPeriodRenewal
from projects.renewals.questions import COMPLETENESS as RENEWAL_POINTS
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories.addresses import Address, pk, slug
from tests.factories.projects import REPORT, a_file, a_registered_project, the_committee_agrees
from workflow.papers import services as papers


def change_values(kind: str = "design", **values: Any) -> dict[str, Any]:
    """Whatever a whole request for a change says."""
    deviation = {"ends_on": date(2022, 3, 31), "conservativeness": "Days without a meter count as zero."}
    return (
        {
            "kind": kind,
            "summary": "A second inverter is added.",
            "reason": "The first one is overloaded.",
            "starts_on": date(2022, 3, 1),
            "applicability": "All criteria are still met.",
            "effect": "Reductions rise by two per cent.",
            "declares_true": True,
        }
        | (deviation if kind == "deviation" else {})
        | values
    )


def a_change(
    it: SimpleNamespace,
    project: Project | None = None,
    *,
    kind: str = "design",
    submitted: bool = False,
    with_committee: bool = False,
    approved: bool = False,
    at: datetime = NOON,
    **values: Any,
) -> PostRegistrationChange:
    """A request for a change in draft, or as far as is asked."""
    project = project or a_registered_project(it, at=at)
    change = changes.start(project_id=project.pk, by=it.participant, at=at)
    papers.save_draft(paper=change, values=change_values(kind, **values), by=it.participant, at=at)
    if submitted or with_committee or approved:
        papers.submit(paper=change, by=it.participant, at=at)
    if with_committee or approved:
        ticks = ticked(CHANGE_POINTS)
        forwarding.forward(paper=change, completeness=ticks, by=it.officer, at=at)
    change = PostRegistrationChange.objects.get(pk=change.pk)
    if approved and change.decision_item is not None:
        the_committee_agrees(it, change.decision_item, at)
    return PostRegistrationChange.objects.get(pk=change.pk)


def submit_revised(it: SimpleNamespace, design: ProjectDesign, at: datetime = NOON, **values: Any) -> ProjectDesign:
    """Write, submit and pass on a revised PDD."""
    designs.save_draft(design_id=design.pk, values=values, by=it.participant, at=at)
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=at)
    papers.submit(paper=design, by=it.participant, at=at)
    return designs.pass_on(design_id=design.pk, by=it.officer, at=at)


def validate_revised(
    it: SimpleNamespace, design: ProjectDesign, *, positive: bool = True, at: datetime = NOON
) -> ProjectDesign:
    """The entity gives its opinion on a revised PDD."""
    validation = validations.assign(design_id=design.pk, tpe=it.tpe, by=it.participant, at=at)
    validations.accept(validation_id=validation.pk, impartial=True, by=it.auditor_of_tpe, at=at)
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=at)
    documents.attach(paper=validation, slot="validation_report", complete=a_file(), by=it.auditor_of_tpe, at=at)
    validations.conclude(validation_id=validation.pk, positive=positive, by=it.auditor_of_tpe, at=at)
    return ProjectDesign.objects.get(pk=design.pk)


def a_revised_design(
    it: SimpleNamespace,
    change: PostRegistrationChange | None = None,
    *,
    submitted: bool = False,
    validated: bool = False,
    at: datetime = NOON,
    **values: Any,
) -> ProjectDesign:
    """The revised PDD of an approved change, in draft or as far as is asked."""
    change = change or a_change(it, approved=True, at=at)
    design = revisions.start_for_change(change_id=change.pk, by=it.participant, at=at)
    if submitted or validated:
        design = submit_revised(it, design, at, **values)
    if validated:
        design = validate_revised(it, design, at=at)
    return design


RENEWABLE = {"crediting_period.kind": "renewable", "crediting_period.years": 5, "crediting_period.most_years": 15}


def renew_periods(it: SimpleNamespace, **rules: Any) -> None:
    """Let the rulebook of the country renew crediting periods: five years up to fifteen."""
    it.rulebook.rules |= RENEWABLE | {key.replace("__", "."): value for key, value in rules.items()}
    it.rulebook.save()


def a_renewal(
    it: SimpleNamespace,
    project: Project | None = None,
    *,
    updated: bool = True,
    submitted: bool = False,
    with_committee: bool = False,
    approved: bool = False,
    at: datetime = NOON,
) -> CreditingPeriodRenewal:
    """A request for the next crediting period; with `updated` its PDD is validated."""
    renew_periods(it)
    project = project or a_registered_project(it, at=at)
    renewal = renewals.start(project_id=project.pk, by=it.participant, at=at)
    values = {
        "ndc_considered": "Second NDC of 2025",
        "reference_update": "The grid factor falls to 0.43.",
        "validity": "All criteria are met.",
        "declares_true": True,
    }
    papers.save_draft(paper=renewal, values=values, by=it.participant, at=at)
    if updated or submitted or with_committee or approved:
        design = revisions.start_for_renewal(renewal_id=renewal.pk, by=it.participant, at=at)
        validate_revised(it, submit_revised(it, design, at), at=at)
    if submitted or with_committee or approved:
        papers.submit(paper=renewal, by=it.participant, at=at)
    if with_committee or approved:
        forwarding.forward(paper=renewal, completeness=ticked(RENEWAL_POINTS), by=it.officer, at=at)
    renewal = CreditingPeriodRenewal.objects.get(pk=renewal.pk)
    if approved and renewal.decision_item is not None:
        the_committee_agrees(it, renewal.decision_item, at)
    return CreditingPeriodRenewal.objects.get(pk=renewal.pk)


def a_withdrawal(
    it: SimpleNamespace,
    project: Project | None = None,
    *,
    submitted: bool = False,
    with_committee: bool = False,
    approved: bool = False,
    at: datetime = NOON,
) -> ProjectWithdrawal:
    """A request to withdraw a registered project, in draft or as far as is asked."""
    project = project or a_registered_project(it, at=at)
    withdrawal = endings.start_withdrawal(project_id=project.pk, by=it.participant, at=at)
    values = {"reason": "The plant is dismantled.", "all_agree": True, "declares_true": True}
    papers.save_draft(paper=withdrawal, values=values, by=it.participant, at=at)
    documents.attach(paper=withdrawal, slot="evidence", complete=a_file(), by=it.participant, at=at)
    if submitted or with_committee or approved:
        papers.submit(paper=withdrawal, by=it.participant, at=at)
    if with_committee or approved:
        ticks = ticked(PROJECT_WITHDRAWAL_POINTS)
        forwarding.forward(paper=withdrawal, completeness=ticks, by=it.officer, at=at)
    withdrawal = ProjectWithdrawal.objects.get(pk=withdrawal.pk)
    if approved and withdrawal.decision_item is not None:
        the_committee_agrees(it, withdrawal.decision_item, at)
    return ProjectWithdrawal.objects.get(pk=withdrawal.pk)


def a_deregistration(
    it: SimpleNamespace, project: Project | None = None, *, decided: bool = False, at: datetime = NOON
) -> Deregistration:
    """A proposal to de-register a project, before the committee or decided."""
    project = project or a_registered_project(it, at=at)
    proposed = endings.propose_deregistration(
        project_id=project.pk, reasons="The declarations were untrue.", by=it.officer, at=at
    )
    if decided and proposed.decision_item is not None:
        the_committee_agrees(it, proposed.decision_item, at)
    return Deregistration.objects.get(pk=proposed.pk)


def _renewable(it: SimpleNamespace) -> dict[str, object]:
    renew_periods(it)
    return {"slug": a_registered_project(it).slug}


def _handed_in(it: SimpleNamespace) -> dict[str, object]:
    """A revised PDD that waits for the officer."""
    design = a_revised_design(it)
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=NOON)
    papers.submit(paper=design, by=it.participant, at=NOON)
    return {"slug": design.project.slug, "version": design.version}


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "projects.PostRegistrationChange": a_change,
    "projects.CreditingPeriodRenewal": lambda it: a_renewal(it, updated=False),
    "projects.ProjectWithdrawal": a_withdrawal,
    "projects.Deregistration": a_deregistration,
}
ADDRESSES: dict[str, Address] = {
    "projects:change-start": slug(a_registered_project),
    "projects:change-page": pk(a_change, approved=True),
    "projects:change-edit": pk(a_change).plus(section="change"),
    "projects:change-submit": pk(a_change),
    "projects:change-forward": pk(a_change, submitted=True),
    "projects:change-take-note": pk(a_change, kind="correction", submitted=True),
    "projects:change-return": pk(a_change, submitted=True),
    "projects:change-withdraw": pk(a_change, submitted=True),
    "projects:change-revise": pk(a_change, approved=True),
    "projects:design-pass-on": Address(_handed_in),
    "projects:renewal-start": Address(_renewable),
    "projects:renewal-page": pk(a_renewal, approved=True),
    "projects:renewal-edit": pk(a_renewal, updated=False).plus(section="reference"),
    "projects:renewal-submit": pk(a_renewal),
    "projects:renewal-forward": pk(a_renewal, submitted=True),
    "projects:renewal-return": pk(a_renewal, submitted=True),
    "projects:renewal-withdraw": pk(a_renewal, updated=False),
    "projects:renewal-revise": pk(a_renewal, updated=False),
    "projects:withdrawal-start": slug(a_registered_project),
    "projects:withdrawal-page": pk(a_withdrawal, approved=True),
    "projects:withdrawal-edit": pk(a_withdrawal).plus(section="reason"),
    "projects:withdrawal-submit": pk(a_withdrawal),
    "projects:withdrawal-forward": pk(a_withdrawal, submitted=True),
    "projects:withdrawal-return": pk(a_withdrawal, submitted=True),
    "projects:withdrawal-withdraw": pk(a_withdrawal),
    "projects:deregistration-propose": slug(a_registered_project),
    "projects:deregistration-page": pk(a_deregistration, decided=True),
}
