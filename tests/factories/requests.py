"""Situations after registration: changes and what they lead to."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from projects.checks import completeness
from projects.models import PostRegistrationChange, Project, ProjectDesign
from projects.services import changes, designs, documents, requests, revisions, validations
from tests.conftest import NOON
from tests.factories.projects import (
    REPORT,
    a_file,
    a_registered_project,
    the_committee_agrees,
    ticked,
)


def change_values(kind: str = "design", **values: Any) -> dict[str, Any]:
    """Whatever a whole request for a change says."""
    deviation = {"ends_on": date(2022, 3, 31), "conservativeness": "Days without a meter count as zero."}
    return {
        "kind": kind, "summary": "A second inverter is added.", "reason": "The first one is overloaded.",
        "starts_on": date(2022, 3, 1), "applicability": "All criteria are still met.",
        "effect": "Reductions rise by two per cent.", "declares_true": True,
    } | (deviation if kind == "deviation" else {}) | values  # fmt: skip


def a_change(
    it: SimpleNamespace, project: Project | None = None, *, kind: str = "design", submitted: bool = False,
    with_committee: bool = False, approved: bool = False, at: datetime = NOON, **values: Any,
) -> PostRegistrationChange:  # fmt: skip
    """A request for a change in draft, or as far as is asked."""
    project = project or a_registered_project(it, at=at)
    change = changes.start(project_id=project.pk, by=it.participant, at=at)
    requests.save_draft(request=change, values=change_values(kind, **values), by=it.participant, at=at)
    if submitted or with_committee or approved:
        requests.submit(request=change, by=it.participant, at=at)
    if with_committee or approved:
        ticks = ticked(completeness.CHANGE)
        changes.forward(change_id=change.pk, completeness=ticks, by=it.officer, at=at)
    change = PostRegistrationChange.objects.get(pk=change.pk)
    if approved and change.decision_item is not None:
        the_committee_agrees(it, change.decision_item, at)
    return PostRegistrationChange.objects.get(pk=change.pk)


def submit_revised(it: SimpleNamespace, design: ProjectDesign, at: datetime = NOON, **values: Any) -> ProjectDesign:
    """Write, submit and pass on a revised PDD."""
    designs.save_draft(design_id=design.pk, values=values, by=it.participant, at=at)
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=at)
    designs.submit(design_id=design.pk, by=it.participant, at=at)
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
    it: SimpleNamespace, change: PostRegistrationChange | None = None, *, submitted: bool = False,
    validated: bool = False, at: datetime = NOON, **values: Any,
) -> ProjectDesign:  # fmt: skip
    """The revised PDD of an approved change, in draft or as far as is asked."""
    change = change or a_change(it, approved=True, at=at)
    design = revisions.start_for_change(change_id=change.pk, by=it.participant, at=at)
    if submitted or validated:
        design = submit_revised(it, design, at, **values)
    if validated:
        design = validate_revised(it, design, at=at)
    return design


def _handed_in(it: SimpleNamespace) -> dict[str, object]:
    """A revised PDD that waits for the officer."""
    design = a_revised_design(it)
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=NOON)
    designs.submit(design_id=design.pk, by=it.participant, at=NOON)
    return {"slug": design.project.slug, "version": design.version}


def _pk(make: Callable[[SimpleNamespace], Any]) -> Callable[[SimpleNamespace], dict[str, object]]:
    return lambda it: {"pk": make(it).pk}


def _submitted(it: SimpleNamespace) -> PostRegistrationChange:
    return a_change(it, submitted=True)


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {"projects.PostRegistrationChange": a_change}
ADDRESSES: dict[str, Callable[[SimpleNamespace], dict[str, object]]] = {
    "projects:change-start": lambda it: {"slug": a_registered_project(it).slug},
    "projects:change-page": _pk(lambda it: a_change(it, approved=True)),
    "projects:change-edit": lambda it: {"pk": a_change(it).pk, "section": "change"},
    "projects:change-submit": _pk(a_change),
    "projects:change-forward": _pk(_submitted),
    "projects:change-take-note": _pk(lambda it: a_change(it, kind="correction", submitted=True)),
    "projects:change-return": _pk(_submitted),
    "projects:change-withdraw": _pk(_submitted),
    "projects:change-revise": _pk(lambda it: a_change(it, approved=True)),
    "projects:design-pass-on": _handed_in,
}
