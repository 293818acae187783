"""PINs: what a whole one says, when it comes too late, and what both governments' answer brings about."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from committee.decisions.models import AnswerKind
from committee.decisions.services import answers, forwarding
from common.models import Event
from partners.programmes.models import FinancingProgramme
from projects.pins import selectors
from projects.pins import services as pins
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import COMPLETENESS as PIN_POINTS
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories.committee import not_adopted
from tests.factories.partners import a_country_in_operation, organisation
from tests.factories.projects import DAY, a_pin, pin_values, scope, the_committee_agrees
from tests.projects.refusals import refused
from workflow.notices.models import Notice
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db


def _save(it: SimpleNamespace, pin: ProjectIdeaNote, noon: datetime, **values: Any) -> None:
    papers.save_draft(paper=pin, values=values, by=it.participant, at=noon)


def test_a_pin_starts_a_project_under_the_rulebook_of_that_day(it: SimpleNamespace) -> None:
    pin = a_pin(it)
    assert pin.project.rulebook == it.rulebook
    assert pin.project.participant_ids() == {it.japanese_company.pk, it.local_company.pk}
    assert pin.project.participants.get(is_focal_point=True).organisation == it.japanese_company
    assert pin.reference is None


def test_a_person_starts_projects_for_their_own_organisation_only(it: SimpleNamespace, noon: datetime) -> None:
    with refused("PRJ-01", status=403):
        pins.start(
            country=it.country, title="Other", representative=it.other_company, partners=[], by=it.participant, at=noon
        )


def test_a_participant_is_of_japan_or_of_the_country(it: SimpleNamespace, noon: datetime) -> None:
    elsewhere = a_country_in_operation("ID")
    foreign = organisation(side="partner", country=elsewhere.country)
    with refused("PRJ-03", field="partners"):
        pins.start(
            country=it.country,
            title="Other",
            representative=it.japanese_company,
            partners=[foreign],
            by=it.participant,
            at=noon,
        )


@pytest.mark.parametrize(
    ("number", "values"),
    [
        ("PIN-01", {"title": ""}),
        ("PIN-02", {"location": ""}),
        ("PIN-03", {"technology": ""}),
        ("PIN-04", {"sectoral_scope": None}),
        ("PIN-05", {"contact_email": ""}),
        ("PIN-06", {"estimated_annual_tco2e": Decimal(0)}),
        ("PIN-07", {"other_revenue": None}),
        ("PIN-08", {"need_for_credits": ""}),
        ("PIN-09", {"irr_with_percent": None}),
        ("PIN-10", {"irr_with_percent": Decimal("3.1")}),
        ("PIN-11", {"excels_in_technology": False}),
        ("PIN-12", {"excellence": ""}),
        ("PIN-13", {"ndc_contribution": ""}),
        ("PIN-14", {"spillover": ""}),
        ("PIN-15", {"local_companies": ""}),
        ("PIN-16", {"procurement_starts_on": None, "construction_starts_on": None}),
        ("PIN-17", {"timing_exemption": "changed"}),
        ("PIN-18", {"timing_exemption": "support"}),
        ("PIN-19", {"timing_exemption": "no_equipment"}),
        ("PIN-20", {"japan_role": ""}),
        ("PIN-21", {"japan_contribution": Decimal(0)}),
        ("PIN-22", {"total_cost": Decimal(1)}),
        ("PIN-23", {"method_idea": ""}),
        ("PIN-26", {"forestry_guideline": "JCM_TH_GL_Forestry_ver01.0"}),
        ("PIN-27", {"forestry_guideline": "JCM_TH_GL_Forestry_ver01.0", "forestry_guideline_on": date(2026, 4, 1)}),
        ("PIN-24", {"procurement_starts_on": date(2026, 6, 1)}),
        ("PIN-24", {"construction_starts_on": date(2026, 5, 1)}),
    ],
)
def test_a_pin_that_is_not_whole_is_not_submitted(
    it: SimpleNamespace, noon: datetime, number: str, values: dict[str, Any]
) -> None:
    pin = a_pin(it)
    _save(it, pin, noon, **values)
    with refused(number):
        papers.submit(paper=pin, by=it.participant, at=noon)
    pin.refresh_from_db()
    assert pin.state == "draft"
    _save(it, pin, noon, **pin_values())
    assert papers.submit(paper=pin, by=it.participant, at=noon).state == "submitted"


def test_a_start_before_the_pin_is_questioned_and_an_exemption_answers(it: SimpleNamespace, noon: datetime) -> None:
    started: dict[str, Any] = {"procurement_starts_on": date(2026, 1, 1)}
    changed = a_pin(it, **started, timing_exemption="changed", timing_explanation="The buyer went bankrupt in 2026.")
    assert papers.submit(paper=changed, by=it.participant, at=noon).state == "submitted"
    programme = FinancingProgramme.objects.create(code="X1", ministry="MOE", name="Subsidy", support="Subsidy")
    supported = a_pin(
        it, **started, timing_exemption="support", support_programme=programme, support_decided_on=date(2025, 12, 1)
    )
    papers.submit(paper=supported, by=it.participant, at=noon)
    supported.project.refresh_from_db()
    assert supported.project.financing_programme == programme
    forest = a_pin(
        it,
        procurement_starts_on=None,
        construction_starts_on=None,
        timing_exemption="no_equipment",
        sectoral_scope=scope(14),
    )
    assert papers.submit(paper=forest, by=it.participant, at=noon).state == "submitted"
    assert "under the guideline" in _about_forestry(forest)


@pytest.mark.parametrize(("approved", "said"), [(date(2026, 4, 1), "eligible only if"), (date(2019, 4, 1), "after")])
def test_forestry_that_started_before_its_guideline_is_screened_by_it(
    it: SimpleNamespace, noon: datetime, approved: date, said: str
) -> None:
    forest = a_pin(
        it,
        submitted=True,
        procurement_starts_on=None,
        construction_starts_on=None,
        timing_exemption="no_equipment",
        sectoral_scope=scope(14),
        operation_starts_on=date(2020, 6, 1),
        forestry_guideline="JCM_TH_GL_Forestry_ver01.0",
        forestry_guideline_on=approved,
    )
    assert said in _about_forestry(forest)
    assert not any("forestry" in row.question for row in selectors.screening(a_pin(it), noon.date()))


def _about_forestry(pin: ProjectIdeaNote) -> str:
    return next(row.consequence for row in selectors.screening(pin, NOON.date()) if "forestry" in row.question)


def test_the_day_that_counts_is_when_the_partner_government_gets_it(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, submitted=True, procurement_starts_on=noon.date() + DAY)
    late = noon + 2 * DAY
    confirmed = ticked(PIN_POINTS)
    with refused("PIN-25", field="timing_note"):
        forwarding.forward(paper=pin, completeness=confirmed, by=it.officer, at=late)
    pin = forwarding.forward(
        paper=pin, completeness=confirmed, timing_note="Our check took two days.", by=it.officer, at=late
    )
    assert pin.sent_to_partner_government_on == late.date()
    assert pin.submitted_at is not None
    assert pin.submitted_at.date() == noon.date()
    timing = selectors.timing(pin, late.date())
    assert timing.asks_for_judgement
    assert "3 June 2026" in timing.answer
    assert "2 June 2026" in timing.answer


def test_every_point_is_confirmed_before_a_pin_goes_on(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, submitted=True)
    for key, _label in PIN_POINTS:
        with refused("CMP-01", field=key):
            forwarding.forward(paper=pin, completeness=ticked(PIN_POINTS) | {key: False}, by=it.officer, at=noon)
    pin.refresh_from_db()
    assert pin.state == "submitted"


def test_pins_are_numbered_by_country(it: SimpleNamespace) -> None:
    other = a_country_in_operation("ID")
    assert a_pin(it, with_committee=True).reference == "TH_PIN001"
    assert a_pin(it, with_committee=True).reference == "TH_PIN002"
    assert a_pin(other, with_committee=True).reference == "ID_PIN001"


def test_a_returned_pin_is_completed_and_submitted_again(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, submitted=True)
    with refused("DRF-02", status=409):
        _save(it, pin, noon, title="Changed")
    with refused("DRF-04", field="note"):
        papers.give_back(paper=pin, note=" ", by=it.officer, at=noon)
    papers.give_back(paper=pin, note="Name the site.", by=it.officer, at=noon)
    _save(it, pin, noon, location="Map Ta Phut, Rayong")
    pin = papers.submit(paper=pin, by=it.participant, at=noon)
    assert (pin.state, pin.location) == ("submitted", "Map Ta Phut, Rayong")


def test_a_second_submission_is_refused(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, submitted=True)
    before = Event.objects.count()
    with refused("MOV-01", status=409):
        papers.submit(paper=pin, by=it.participant, at=noon)
    assert Event.objects.count() == before


def test_only_participants_write_and_only_officers_forward(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it)
    with refused("DRF-01", status=403):
        papers.save_draft(paper=pin, values={"title": "X"}, by=it.outsider, at=noon)
    papers.submit(paper=pin, by=it.local_participant, at=noon)
    with refused("MOV-02", status=403):
        forwarding.forward(paper=pin, completeness=ticked(PIN_POINTS), by=it.participant, at=noon)


@pytest.mark.parametrize(
    ("field", "value", "number"),
    [
        ("procurement_starts_on", date(202, 6, 1), "FLD-03"),
        ("japan_contribution", Decimal(-1), "FLD-02"),
        ("japan_currency", "yen", "FLD-02"),
        ("contact_email", "nobody", "FLD-02"),
        ("state", "no_objection", "FLD-01"),
        ("reference", "TH_PIN900", "FLD-01"),
    ],
)
def test_impossible_values_are_not_kept(
    it: SimpleNamespace, noon: datetime, field: str, value: Any, number: str
) -> None:
    pin = a_pin(it)
    with refused(number, field=field):
        _save(it, pin, noon, **{field: value})


def test_the_pin_stays_with_both_governments_until_both_sides_answered(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, with_committee=True)
    assert pin.decision_item is not None
    for member in (it.japan_chair, it.japan_member):
        answers.give(decision_id=pin.decision_item.decision_id, answer=AnswerKind.AGREE, by=member, at=noon)
    pin.refresh_from_db()
    assert pin.state == "with_committee"
    the_committee_agrees_for_the_partner(it, pin, noon)
    pin = ProjectIdeaNote.objects.get(pk=pin.pk)
    assert (pin.state, pin.decided_on, pin.project.state) == ("no_objection", noon.date(), "planned")
    assert Notice.objects.filter(user=it.participant, what="projects.projectideanote.conclude").exists()


def the_committee_agrees_for_the_partner(it: SimpleNamespace, pin: ProjectIdeaNote, noon: datetime) -> None:
    assert pin.decision_item is not None
    for member in (it.partner_chair, it.partner_member):
        answers.give(decision_id=pin.decision_item.decision_id, answer=AnswerKind.AGREE, by=member, at=noon)


def test_an_objection_keeps_the_project_proposed(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, with_committee=True)
    assert pin.decision_item is not None
    not_adopted(it, pin.decision_item.decision_id, "Not in line with the NDC.", at=noon)
    pin = ProjectIdeaNote.objects.get(pk=pin.pk)
    assert (pin.state, pin.outcome_note, pin.project.state) == ("objected", "Not in line with the NDC.", "proposed")


def test_a_draft_is_read_by_its_participants_only(it: SimpleNamespace) -> None:
    pin = a_pin(it)
    for reader, reads in (
        (it.participant, True),
        (it.local_participant, True),
        (it.outsider, False),
        (it.officer, False),
        (it.japan_chair, False),
        (it.government_partner_officer, False),
        (it.auditor, True),
    ):
        assert selectors.visible_to(reader).filter(pk=pin.pk).exists() is reads, reader


def test_the_public_reads_number_and_answer_not_the_figures(it: SimpleNamespace, client: Any) -> None:
    pin = a_pin(it, with_committee=True)
    assert client.get(pin.get_absolute_url()).status_code == 404
    assert pin.decision_item is not None
    the_committee_agrees(it, pin.decision_item, datetime.fromisoformat("2026-06-02T00:00:00+00:00"))
    page = client.get(pin.get_absolute_url()).content.decode()
    assert "TH_PIN001" in page
    assert "No objection" in page
    assert "3,000,000" not in page
    assert "hanako@example.org" not in page
