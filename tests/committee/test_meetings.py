"""A meeting has an agenda, outcomes item by item, and stands when both co-chairs have confirmed them."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from committee.decisions.models import Course, Decision, DecisionItem, Outcome
from committee.decisions.services import answers, courses
from committee.meetings import services as meetings
from committee.meetings.services import Said
from common.models import Event
from common.refusals import Refused
from tests.conftest import NOON
from tests.factories.committee import a_bundle, a_meeting, an_arrangement
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_pin
from workflow.steps.models import WaitingStep

AFTER = NOON + timedelta(days=20)


def said_by(meeting: Decision, **outcomes: str) -> dict[int, Said]:
    """An outcome for each item by its title, the others approved."""
    found = {}
    for point in meeting.points.all():
        outcome = outcomes.get(point.title.replace(" ", "_"), "approved") if point.item_id else ""
        found[point.pk] = Said(outcome, "As both sides agreed." if outcome not in {"", "approved"} else "")
    return found


def record(it: SimpleNamespace, meeting: Decision, **outcomes: str) -> None:
    meetings.record(decision_id=meeting.pk, said=said_by(meeting, **outcomes), by=it.officer, at=AFTER)


def both_confirm(it: SimpleNamespace, meeting: Decision) -> None:
    for chair in (it.japan_chair, it.partner_chair):
        answers.confirm(decision_id=meeting.pk, by=chair, at=AFTER)


def test_meetings_of_a_country_are_counted_on(it: SimpleNamespace) -> None:
    first, second = a_meeting(it), a_meeting(it)
    assert (first.ordinal, second.ordinal) == (1, 2)
    assert second.number == "TH-JC-MEETING-02"
    assert a_meeting(a_country_in_operation("ID")).ordinal == 1
    with pytest.raises(IntegrityError, match="meeting_ordinal_once"), transaction.atomic():
        Decision.objects.create(number="X", country=it.country, form="meeting", ordinal=1, state="agenda")


def test_each_item_has_its_own_outcome(it: SimpleNamespace) -> None:
    meeting = a_meeting(it, "Plan A", "Plan B", "Plan C", "Plan D", convened=True)
    record(it, meeting, Plan_B="revised", Plan_C="not_approved", Plan_D="postponed")
    answers.confirm(decision_id=meeting.pk, by=it.japan_chair, at=AFTER)
    assert Decision.objects.get(pk=meeting.pk).state == "recorded"
    answers.confirm(decision_id=meeting.pk, by=it.partner_chair, at=AFTER)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.decided_on) == ("adopted", AFTER.date())
    assert {str(i.title): i.outcome for i in meeting.items.all()} == {
        "Plan A": Outcome.APPROVED,
        "Plan B": Outcome.REVISED,
        "Plan C": Outcome.NOT_APPROVED,
    }
    postponed = DecisionItem.objects.get(title__values__name="Plan D")
    assert (postponed.outcome, postponed.came_from, postponed.decision.state) == ("", meeting, "prepared")
    assert meeting.points.get(item=postponed).outcome == Outcome.POSTPONED


def test_a_meeting_that_approves_nothing_adopts_nothing(it: SimpleNamespace) -> None:
    meeting = a_meeting(it, "Plan A", convened=True)
    record(it, meeting, Plan_A="not_approved")
    both_confirm(it, meeting)
    assert Decision.objects.get(pk=meeting.pk).state == "not_adopted"


def test_a_postponed_pin_is_put_on_the_agenda_and_decided_there(it: SimpleNamespace) -> None:
    pin = a_pin(it, with_committee=True)
    assert pin.decision_item is not None
    electronic = pin.decision_item.decision
    for chair in (it.japan_chair, it.partner_chair):
        courses.direct(decision_id=electronic.pk, course=Course.POSTPONE, note="To be discussed.", by=chair, at=NOON)
    meeting = a_meeting(it, "Plan A")
    meetings.take_items(decision_id=meeting.pk, item_ids=[pin.decision_item.pk], by=it.officer, at=NOON)
    assert Decision.objects.get(pk=electronic.pk).state == "withdrawn"
    meetings.convene(decision_id=meeting.pk, by=it.officer, at=NOON)
    record(it, meeting)
    pin.refresh_from_db()
    assert pin.state == "with_committee"
    both_confirm(it, meeting)
    pin.refresh_from_db()
    assert pin.state == "no_objection"


def test_only_what_waits_is_taken_over(it: SimpleNamespace) -> None:
    meeting, circulated, waiting = a_meeting(it), a_bundle(it, "One"), a_bundle(it, "Two", circulated=False)
    elsewhere = a_bundle(a_country_in_operation("ID"), "Three", circulated=False)
    for decision in (circulated, elsewhere):
        with pytest.raises(Refused, match="MTG-06"):
            meetings.take_items(decision_id=meeting.pk, item_ids=[decision.items.get().pk], by=it.officer, at=NOON)
    meetings.take_items(decision_id=meeting.pk, item_ids=[waiting.items.get().pk], by=it.officer, at=NOON)
    assert [p.title for p in meeting.points.all()] == ["Opening", "Cooperation plan", "Two"]
    both = a_bundle(it, "Three", "Four", circulated=False)
    item = both.items.get(title__values__name="Three")
    meetings.take_items(decision_id=meeting.pk, item_ids=[item.pk], by=it.officer, at=NOON)
    waiting_on = {step.paper: str(step.paper.title) for step in WaitingStep.objects.filter(done_at=None)}
    assert waiting_on[both.paper] == "Four"
    assert waiting_on[meeting.paper] == "Cooperation plan; Two; Three"


def test_points_change_places_and_leave(it: SimpleNamespace) -> None:
    meeting = a_meeting(it, "Plan A")
    last = meeting.points.last()
    assert last is not None
    meetings.move_up(point_id=last.pk, by=it.officer, at=NOON)
    assert [p.title for p in meeting.points.all()] == ["Plan A", "Opening"]
    meetings.remove_point(point_id=last.pk, by=it.officer, at=NOON)
    assert [(p.position, p.title) for p in meeting.points.all()] == [(1, "Opening")]
    assert DecisionItem.objects.get(title__values__name="Plan A").decision.state == "prepared"


@pytest.mark.parametrize(
    ("deed", "number"),
    [
        (lambda it, m: meetings.add_point(decision_id=m.pk, title=" ", by=it.officer, at=NOON), "MTG-05"),
        (lambda it, m: meetings.add_point(decision_id=m.pk, title="A", by=it.japan_chair, at=NOON), "MTG-01"),
        (lambda it, m: meetings.record(decision_id=m.pk, said={}, by=it.officer, at=NOON), "MTG-08"),
        (lambda it, m: meetings.record(decision_id=m.pk, said={}, by=it.officer, at=AFTER), "MTG-09"),
        (lambda it, m: answers.confirm(decision_id=m.pk, by=it.japan_chair, at=AFTER), "DEC-08"),
        (
            lambda it, m: meetings.arrange(
                decision_id=m.pk, arrangement=an_arrangement((NOON - timedelta(2)).date()), by=it.officer, at=NOON
            ),
            "MTG-03",
        ),
    ],
)
def test_a_wrong_deed_is_refused_by_number(it: SimpleNamespace, deed: Any, number: str) -> None:
    meeting = a_meeting(it)
    events = Event.objects.count()
    with pytest.raises(Refused, match=number):
        deed(it, meeting)
    assert Event.objects.count() == events


def test_only_the_secretariat_prepares_a_meeting(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="MTG-01"):
        meetings.prepare(country=it.country, arrangement=an_arrangement(), by=it.auditor, at=NOON)
    assert Decision.objects.count() == 0


def test_an_empty_agenda_is_not_convened_and_a_convened_one_does_not_change(it: SimpleNamespace) -> None:
    empty = meetings.prepare(country=it.country, arrangement=an_arrangement(), by=it.officer, at=NOON)
    with pytest.raises(Refused, match="MTG-07"):
        meetings.convene(decision_id=empty.pk, by=it.officer, at=NOON)
    convened = a_meeting(it, convened=True)
    with pytest.raises(Refused, match="MTG-02"):
        meetings.add_point(decision_id=convened.pk, title="Late", by=it.officer, at=NOON)
    assert convened.points.count() == 2


def test_an_outcome_other_than_plain_approval_needs_its_reasons(it: SimpleNamespace) -> None:
    meeting = a_meeting(it, "Plan A", convened=True)
    bare = {point: Said(said.outcome) for point, said in said_by(meeting, Plan_A="revised").items()}
    with pytest.raises(Refused, match="MTG-10"):
        meetings.record(decision_id=meeting.pk, said=bare, by=it.officer, at=AFTER)
    assert Decision.objects.get(pk=meeting.pk).state == "convened"


def test_a_correction_makes_confirmations_fall(it: SimpleNamespace) -> None:
    meeting = a_meeting(it, held=True)
    answers.confirm(decision_id=meeting.pk, by=it.japan_chair, at=AFTER)
    meetings.correct(decision_id=meeting.pk, by=it.officer, at=AFTER)
    record(it, meeting)
    answers.confirm(decision_id=meeting.pk, by=it.partner_chair, at=AFTER)
    assert Decision.objects.get(pk=meeting.pk).state == "recorded"
    answers.confirm(decision_id=meeting.pk, by=it.japan_chair, at=AFTER)
    assert Decision.objects.get(pk=meeting.pk).state == "adopted"


def test_the_items_of_a_cancelled_meeting_go_on(it: SimpleNamespace) -> None:
    meeting = a_meeting(it, "Plan A", convened=True)
    courses.cancel(decision_id=meeting.pk, note="A storm.", by=it.officer, at=NOON)
    item = DecisionItem.objects.get(title__values__name="Plan A")
    assert (Decision.objects.get(pk=meeting.pk).state, item.decision.state) == ("withdrawn", "prepared")
    assert item.came_from == meeting


def test_a_meeting_is_cancelled_by_the_secretariat_with_reasons_before_it_is_held(it: SimpleNamespace) -> None:
    meeting, held = a_meeting(it), a_meeting(it, held=True)
    for decision, by, note, number in (
        (meeting, it.japan_chair, "A storm.", "CRS-06"),
        (meeting, it.officer, " ", "CRS-03"),
        (held, it.officer, "A storm.", "CRS-07"),
    ):
        with pytest.raises(Refused, match=number):
            courses.cancel(decision_id=decision.pk, note=note, by=by, at=NOON)
    assert Decision.objects.get(pk=meeting.pk).state == "agenda"
