"""Changes after registration: each kind's way, what the committee decides, and the revised PDD."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from committee.decisions.services import forwarding, withdrawals
from projects.changes import selectors
from projects.changes import services as changes
from projects.changes.models import PostRegistrationChange
from projects.changes.questions import COMPLETENESS as CHANGE_POINTS
from projects.designs import selectors as design_selectors
from projects.designs.models import ProjectDesign
from projects.designs.services import designs, revisions
from projects.monitoring import services as monitoring
from projects.monitoring.checks import design_of
from projects.papers.services import documents
from projects.projects.models import Project
from scenarios.steps import ticked
from tests.factories.committee import not_adopted
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import (
    a_file,
    a_monitoring_report,
    a_registered_project,
    a_validated_project,
    a_verified_report,
    with_a_spare,
)
from tests.factories.requests import a_change, a_revised_design, change_values, submit_revised, validate_revised
from tests.projects.refusals import broken, refused
from workflow.papers import services as papers
from workflow.steps.selectors import inbox

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


def test_only_participants_of_a_registered_project_ask_for_a_change(it: SimpleNamespace, noon: datetime) -> None:
    project = a_validated_project(it)
    with refused("PRC-01", status=409):
        changes.start(project_id=project.pk, by=it.participant, at=noon)
    project = a_registered_project(it)
    with refused("DRF-03", status=403):
        changes.start(project_id=project.pk, by=it.outsider, at=noon)
    assert changes.start(project_id=project.pk, by=it.local_participant, at=noon).number == 1


@pytest.mark.parametrize(
    ("kind", "change", "number"),
    [
        ("design", {"kind": ""}, "CHG-01"),
        ("design", {"summary": ""}, "CHG-02"),
        ("design", {"reason": ""}, "CHG-03"),
        ("design", {"starts_on": None}, "CHG-04"),
        ("deviation", {"ends_on": None}, "CHG-05"),
        ("deviation", {"ends_on": date(2022, 2, 1)}, "CHG-05"),
        ("deviation", {"conservativeness": ""}, "CHG-06"),
        ("design", {"applicability": ""}, "CHG-07"),
        ("design", {"effect": ""}, "CHG-08"),
        ("crediting_start", {}, "CHG-09"),
        ("design", {"declares_true": False}, "CHG-10"),
        ("design", {"new_crediting_start": date(2021, 1, 1)}, "CHG-11"),
        ("crediting_start", {"new_crediting_start": date(2021, 3, 1)}, "PRC-03"),
        ("deviation", {"starts_on": date(2021, 3, 1), "ends_on": date(2021, 4, 1)}, "PRC-02"),
        ("deviation", {}, None),
        ("design", {}, None),
        ("crediting_start", {"new_crediting_start": date(2021, 1, 1)}, None),
    ],
)
def test_a_whole_request_says_what_its_kind_needs(
    it: SimpleNamespace, noon: datetime, kind: str, change: dict[str, Any], number: str | None
) -> None:
    project = a_registered_project(it)
    a_verified_report(it, project, year=2021)
    asked = a_change(it, project, **({"kind": kind} | change))
    if number is None:
        assert papers.submit(paper=asked, by=it.participant, at=noon).state == "submitted"
        return
    with refused(number):
        papers.submit(paper=asked, by=it.participant, at=noon)
    assert PostRegistrationChange.objects.get(pk=asked.pk).state == "draft"


def test_an_incomplete_request_is_returned_and_comes_again(it: SimpleNamespace, noon: datetime) -> None:
    change = a_change(it, submitted=True)
    with refused("CMP-01", field="methodology"):
        forwarding.forward(
            paper=change,
            completeness=ticked(CHANGE_POINTS) | {"methodology": False},
            by=it.officer,
            at=noon,
        )
    with refused("DRF-04"):
        papers.give_back(paper=change, note=" ", by=it.officer, at=noon)
    papers.give_back(paper=change, note="Which inverter?", by=it.officer, at=noon)
    papers.save_draft(paper=change, values={"summary": "Inverter 2."}, by=it.participant, at=noon)
    assert papers.submit(paper=change, by=it.participant, at=noon).state == "submitted"


def test_a_request_is_withdrawn_until_the_committee_has_decided(it: SimpleNamespace, noon: datetime) -> None:
    change = a_change(it, submitted=True)
    withdrawn = forwarding.withdraw(paper=change, note="Not needed.", by=it.participant, at=noon)
    assert (withdrawn.state, withdrawn.outcome_note) == ("withdrawn", "Not needed.")
    before = a_change(it, change.project, with_committee=True)
    gone = forwarding.withdraw(paper=before, note="Not needed.", by=it.participant, at=noon)
    assert gone.decision_item is not None
    assert (gone.state, gone.decision_item.decision.state) == ("withdrawn", "withdrawn")
    again = a_change(it, change.project, with_committee=True)
    assert again.decision_item is not None
    by = it.officer
    withdrawals.withdraw(decision_id=again.decision_item.decision_id, note="A page is missing.", by=by, at=noon)
    again.refresh_from_db()
    assert again.state == "submitted"
    ticks = ticked(CHANGE_POINTS)
    assert forwarding.forward(paper=again, completeness=ticks, by=by, at=noon).state == "with_committee"
    decided = a_change(it, change.project, kind="deviation", approved=True)
    with refused("MOV-01", status=409):
        forwarding.withdraw(paper=decided, note="Not needed.", by=it.participant, at=noon)


def test_a_deviation_is_in_force_by_the_decision_and_shown_on_its_reports(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it)
    report = a_monitoring_report(it, project, year=2022)
    other = a_monitoring_report(it, project, year=2021)
    change = a_change(it, project, kind="deviation", with_committee=True)
    assert list(selectors.deviations_in(report)) == []
    approved = a_change(it, project, kind="deviation", approved=True)
    assert (approved.state, approved.in_force_from) == ("in_force", date(2022, 3, 1))
    assert list(selectors.deviations_in(report)) == [approved]
    assert list(selectors.deviations_in(other)) == []
    assert list(selectors.reports_touched(change)) == [report]
    page = _as(it.participant).get(report.get_absolute_url()).content.decode()
    assert "Days without a meter count as zero." in page


@pytest.mark.parametrize(
    ("kind", "number", "field"), [("deviation", "MON-21", "deviations_applied"), ("design", "MON-22", "changes_since")]
)
def test_a_report_tells_the_changes_of_its_period(
    it: SimpleNamespace, noon: datetime, kind: str, number: str, field: str
) -> None:
    it.rulebook.rules |= {"change.design": "committee"}  # in force by the decision, without a revised PDD
    it.rulebook.save()
    project = a_registered_project(it)
    before, within = a_monitoring_report(it, project, year=2021), a_monitoring_report(it, project, year=2022)
    assert a_change(it, project, kind=kind, approved=True).state == "in_force"  # in March 2022
    assert papers.submit(paper=before, by=it.participant, at=noon).state == "submitted"
    with refused(number, field=field):
        papers.submit(paper=within, by=it.participant, at=noon)
    within.refresh_from_db()
    assert within.state == "draft"
    told = {field: "As the Joint Committee decided."}
    monitoring.save_draft(report_id=within.pk, values=told, by=it.participant, at=noon)
    assert papers.submit(paper=within, by=it.participant, at=noon).state == "submitted"


def test_a_decision_against_ends_the_request(it: SimpleNamespace, noon: datetime) -> None:
    change = a_change(it, with_committee=True)
    assert change.decision_item is not None
    assert "All criteria are still met." in change.decision_item.proposal
    not_adopted(it, change.decision_item.decision_id, "It does not.", at=noon)
    change.refresh_from_db()
    assert (change.state, change.outcome_note) == ("not_approved", "It does not.")
    with refused("PRC-06", status=409):
        revisions.start_for_change(change_id=change.pk, by=it.participant, at=noon)


def test_a_permanent_change_is_in_force_once_the_revised_pdd_is_validated(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it)
    change = a_change(it, project, approved=True)
    assert (change.state, change.in_force_from) == ("awaiting_validation", None)
    step = inbox.open_step(change)
    assert step is not None
    assert step.role == "participant"
    design = a_revised_design(it, change)
    registered = project.designs.get(version=1)
    assert (design.version, design.sdip, design.years.count()) == (2, registered.sdip, registered.years.count())
    with refused("PRC-07", status=409):
        revisions.start_for_change(change_id=change.pk, by=it.participant, at=noon)
    design = submit_revised(it, design, description="A floating plant of 7 MW.")
    assert design.state == "for_validation"
    assert design_selectors.newest_in_force(project) == registered
    design = validate_revised(it, design)
    change.refresh_from_db()
    assert (change.state, change.in_force_from) == ("in_force", date(2022, 3, 1))
    assert (design.state, design.in_force_from) == ("validated", date(2022, 3, 1))
    assert inbox.open_step(change) is None


def test_a_report_is_judged_by_the_version_in_force_at_the_end_of_its_period(it: SimpleNamespace) -> None:
    project = a_registered_project(it)
    before, after = a_monitoring_report(it, project, year=2021), a_monitoring_report(it, project, year=2022)
    revised = a_revised_design(it, a_change(it, project, approved=True), validated=True)
    assert design_of(before) == project.designs.get(version=1)
    assert design_of(after) == revised
    page = _as(it.participant).get(after.get_absolute_url()).content.decode()
    assert revised.get_absolute_url() in page


def test_a_revision_that_fails_leaves_the_registered_version_and_may_be_tried_again(
    it: SimpleNamespace, noon: datetime
) -> None:
    change = a_change(it, approved=True)
    failed = validate_revised(it, a_revised_design(it, change, submitted=True), positive=False)
    change.refresh_from_db()
    assert (failed.state, change.state) == ("not_validated", "awaiting_validation")
    assert design_selectors.newest_in_force(change.project) == change.project.designs.get(version=1)
    assert revisions.start_for_change(change_id=change.pk, by=it.participant, at=noon).version == 3


def test_jcma_takes_note_of_a_correction_and_of_nothing_else(it: SimpleNamespace, noon: datetime) -> None:
    ticks = ticked(CHANGE_POINTS)
    correction, change = a_change(it, kind="correction", submitted=True), a_change(it, submitted=True)
    with refused("PRC-05", status=409):
        forwarding.forward(paper=correction, completeness=ticks, by=it.officer, at=noon)
    with refused("PRC-04", status=409):
        changes.take_note(change_id=change.pk, completeness=ticks, by=it.officer, at=noon)
    noted = changes.take_note(change_id=correction.pk, completeness=ticks, by=it.officer, at=noon)
    assert (noted.state, noted.in_force_from) == ("in_force", date(2022, 3, 1))


def test_the_rulebook_says_who_settles_a_kind_and_whether_inputs_are_called_for(
    it: SimpleNamespace, noon: datetime
) -> None:
    it.rulebook.rules |= {"change.design": "committee", "change.public_inputs": True}
    it.rulebook.save()
    assert a_change(it, approved=True).state == "in_force"
    design = a_revised_design(it, a_change(it, kind="monitoring_plan", approved=True))
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=noon)
    papers.submit(paper=design, by=it.participant, at=noon)
    with refused("PDD-25", status=409):
        designs.pass_on(design_id=design.pk, by=it.officer, at=noon)
    assert designs.publish(design_id=design.pk, by=it.officer, at=noon).design_id == design.pk


def test_a_revised_pdd_is_not_opened_for_inputs_by_default(it: SimpleNamespace, noon: datetime) -> None:
    design = a_revised_design(it)
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=noon)
    papers.submit(paper=design, by=it.participant, at=noon)
    with refused("PDD-24", status=409):
        designs.publish(design_id=design.pk, by=it.officer, at=noon)


def test_a_new_first_day_of_crediting_is_the_approved_one(it: SimpleNamespace, noon: datetime) -> None:
    change = a_change(it, kind="crediting_start", approved=True, new_crediting_start=date(2021, 1, 1))
    design = a_revised_design(it, change)
    assert design.crediting_period_starts_on == date(2021, 1, 1)
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=noon)
    wrong = {"crediting_period_starts_on": date(2020, 6, 1)}
    designs.save_draft(design_id=design.pk, values=wrong, by=it.participant, at=noon)
    with refused("PRC-08", field="crediting_period_starts_on"):
        papers.submit(paper=design, by=it.participant, at=noon)


def test_the_database_keeps_what_a_change_promises(it: SimpleNamespace) -> None:
    change = a_change(it, kind="deviation", approved=True)
    rows = PostRegistrationChange.objects.filter(pk=change.pk)
    for constraint, values in (
        ("change_kind_known", {"kind": "whim"}),
        ("change_in_force_has_day", {"in_force_from": None}),
        ("change_ends_after_it_starts", {"ends_on": date(2022, 1, 1)}),
        ("change_decided_has_day", {"decided_on": None}),
        ("change_submitted_has_time", {"submitted_at": None}),
    ):
        with broken(constraint):
            rows.update(**values)
    revised = a_revised_design(it)
    with broken("design_one_in_work"):
        ProjectDesign.objects.create(project=revised.project, version=9, change=revised.change)
    with broken("design_in_force_is_validated"):
        ProjectDesign.objects.filter(pk=revised.pk).update(in_force_from=date(2022, 1, 1))


def test_changes_in_force_are_public_and_drafts_are_not(it: SimpleNamespace, client: Client) -> None:
    draft = a_change(it)
    assert client.get(draft.get_absolute_url()).status_code == 404
    project = Project.objects.get(pk=draft.project_id)
    deviation = a_change(it, project, kind="deviation", approved=True)
    assert change_values()["summary"] in client.get(deviation.get_absolute_url()).content.decode()
    assert deviation.get_absolute_url() in client.get(project.get_absolute_url()).content.decode()


def _as(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]  # a person
    return client
