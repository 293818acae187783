"""Both co-chairs confirm; whoever has an interest takes no part; a course is taken by both sides together."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from committee.decisions.models import Answer, AnswerKind, Confirmation, Course, Decision, Outcome
from committee.decisions.selectors import consensus
from committee.decisions.services import answers, courses, decisions
from committee.items import services as desk
from common.refusals import Refused
from partners.people.models.people import User
from partners.people.models.seats import CommitteeMember
from partners.people.services import committees
from tests.conftest import NOON
from tests.factories.committee import a_bundle
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_pin
from workflow.steps.selectors import inbox

DAY = timedelta(days=1)
AGREE, NO_OBJECTION, OBJECT = AnswerKind.AGREE, AnswerKind.NO_OBJECTION, AnswerKind.OBJECT


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation()
    it.decision = a_bundle(it)
    it.first, it.second = it.decision.items.all()
    return it


def answer(it: SimpleNamespace, by: User, kind: AnswerKind = NO_OBJECTION, *, days: int = 0, reason: str = "") -> None:
    answers.give(decision_id=it.decision.pk, answer=kind, reason=reason, by=by, at=NOON + days * DAY)


def everybody_answers(it: SimpleNamespace) -> None:
    for member in (it.japan_chair, it.japan_member, it.partner_chair, it.partner_member):
        answer(it, member)


def confirm(it: SimpleNamespace, by: User, *, days: int = 0) -> Confirmation:
    return answers.confirm(decision_id=it.decision.pk, by=by, at=NOON + days * DAY)


def direct(it: SimpleNamespace, by: User, course: Course, **values: Any) -> None:
    courses.direct(
        decision_id=it.decision.pk, course=course, note=values.pop("note", "As discussed."), by=by, at=NOON, **values
    )


def state(decision: Decision) -> str:
    return str(Decision.objects.get(pk=decision.pk).state)


def declare(it: SimpleNamespace, by: User, item: Any, has_interest: bool = True) -> None:
    desk.declare(item_id=item.pk, has_interest=has_interest, description="Earlier advice.", by=by, at=NOON)


def test_nobody_objecting_is_not_enough_until_both_co_chairs_confirm(it: SimpleNamespace) -> None:
    everybody_answers(it)
    confirm(it, it.japan_chair)
    assert state(it.decision) == "circulated"
    confirm(it, it.partner_chair)
    assert state(it.decision) == "adopted"
    assert set(it.decision.items.values_list("outcome", flat=True)) == {Outcome.APPROVED}


def test_nobody_confirms_what_nobody_of_the_side_has_answered(it: SimpleNamespace) -> None:
    answer(it, it.partner_member)
    with pytest.raises(Refused, match="DEC-13"):
        confirm(it, it.japan_chair)
    seat = CommitteeMember.objects.get(user=it.japan_chair)
    with pytest.raises(IntegrityError, match="nobody of the side has answered"), transaction.atomic():
        Confirmation.objects.create(decision=it.decision, member=seat, side="japan", at=NOON)
    assert Confirmation.objects.count() == 0
    answer(it, it.japan_member)
    assert confirm(it, it.japan_chair).side == "japan"


def test_what_a_member_has_answered_leaves_their_inbox(it: SimpleNamespace, client: Client) -> None:
    step = inbox.open_step(it.decision)
    assert step is not None
    answer(it, it.japan_member)
    answer(it, it.japan_chair)
    assert step not in inbox.waiting_for(it.japan_member)
    assert step in inbox.asked_by(it.japan_member), "it stands under what waits for others"
    assert step in inbox.waiting_for(it.japan_chair), "the side is not confirmed yet"
    confirm(it, it.japan_chair)
    assert step not in inbox.waiting_for(it.japan_chair)
    assert step in inbox.waiting_for(it.partner_chair)
    client.force_login(it.japan_member)
    page = client.get(it.decision.get_absolute_url()).content.decode()
    assert "Nothing more is awaited of you" in page
    assert str(it.partner_member) in page
    for chair in (it.japan_chair, it.partner_chair):
        direct(it, chair, Course.REVISE)
    decisions.circulate(decision_id=it.decision.pk, by=it.officer, at=NOON + DAY)
    assert inbox.open_step(it.decision) in inbox.waiting_for(it.japan_member), "the revised text is answered anew"


def test_the_confirmation_shows_what_is_confirmed_and_closes_with_the_decision(
    it: SimpleNamespace, client: Client
) -> None:
    everybody_answers(it)
    client.force_login(it.japan_chair)
    address = f"{it.decision.get_absolute_url()}confirm/"
    page = client.get(address).content.decode()
    for word in (str(it.first), str(it.second), str(it.partner_member), "No objection"):
        assert word in page
    confirm(it, it.japan_chair)
    confirm(it, it.partner_chair)
    closed = client.get(address)
    assert closed.status_code == 409
    assert "Confirm for my government" not in closed.content.decode()


@pytest.mark.parametrize(("who", "number"), [("japan_member", "DEC-09"), ("officer", "DEC-04"), ("auditor", "DEC-04")])
def test_only_a_co_chair_confirms(it: SimpleNamespace, who: str, number: str) -> None:
    answer(it, it.japan_member)
    with pytest.raises(Refused, match=number):
        confirm(it, getattr(it, who))
    assert confirm(it, it.japan_chair).side == "japan"
    with pytest.raises(Refused, match="DEC-11"):
        confirm(it, it.japan_chair)
    assert Confirmation.objects.count() == 1


def test_a_co_chair_who_objects_takes_the_confirmation_back(it: SimpleNamespace) -> None:
    answer(it, it.japan_chair, AGREE)
    assert Confirmation.objects.get().withdrawn_at is None
    answer(it, it.japan_chair, OBJECT, reason="Chapter 3.")
    assert Confirmation.objects.get().withdrawn_at == NOON
    with pytest.raises(Refused, match="DEC-10"):
        confirm(it, it.japan_chair)


def test_an_alternate_confirms_for_the_co_chair_in_the_named_days_only(it: SimpleNamespace) -> None:
    stand_in = CommitteeMember.objects.get(user=it.japan_member)
    committees.name_alternate(
        committee=it.committee,
        stand_in=stand_in,
        first=NOON.date(),
        last=(NOON + 2 * DAY).date(),
        by=it.japan_chair,
        at=NOON,
    )
    answer(it, it.japan_member)
    with pytest.raises(Refused, match="DEC-09"):
        confirm(it, it.japan_member, days=3)
    given = confirm(it, it.japan_member, days=2)
    assert given.acts_for is not None
    assert given.acts_for.user == it.japan_chair


def test_alternates_are_named_by_co_chairs_for_their_own_side(it: SimpleNamespace) -> None:
    own, other = (CommitteeMember.objects.get(user=who) for who in (it.japan_member, it.partner_member))
    span = {"first": NOON.date(), "last": NOON.date(), "committee": it.committee, "at": NOON}
    for by, stand_in, number in (
        (it.officer, own, "CMT-06"),
        (it.japan_member, own, "CMT-07"),
        (it.japan_chair, other, "CMT-08"),
    ):
        with pytest.raises(Refused, match=number):
            committees.name_alternate(stand_in=stand_in, by=by, **span)
    with pytest.raises(Refused, match="CMT-09"):
        committees.name_alternate(stand_in=own, by=it.japan_chair, **(span | {"last": (NOON - DAY).date()}))
    committees.name_alternate(stand_in=own, by=it.japan_chair, **span)
    with pytest.raises(Refused, match="CMT-10"):
        committees.name_alternate(stand_in=own, by=it.japan_chair, **span)


def test_a_declared_interest_in_one_item_leaves_the_answer_on_the_others(it: SimpleNamespace) -> None:
    declare(it, it.japan_member, it.first)
    answer(it, it.japan_member, OBJECT, reason="The second matter is unclear.")
    first, second = consensus.standings(it.decision)
    assert [member.user for member, _why in first.apart] == [it.japan_member]
    assert first.objects == []
    assert [member.user for member in second.objects] == [it.japan_member]


def test_who_has_an_interest_in_everything_is_kept_out_here_and_in_the_database(it: SimpleNamespace) -> None:
    for item in (it.first, it.second):
        declare(it, it.japan_chair, item)
    seat = CommitteeMember.objects.get(user=it.japan_chair)
    with pytest.raises(Refused, match="DEC-05"):
        answer(it, it.japan_chair, AGREE)
    with pytest.raises(Refused, match="DEC-05"):
        confirm(it, it.japan_chair)
    with pytest.raises(IntegrityError, match="answer_without_interest"), transaction.atomic():
        Answer.objects.create(decision=it.decision, member=seat, answer=AGREE, at=NOON)
    with pytest.raises(IntegrityError, match="confirmation_without_interest"), transaction.atomic():
        Confirmation.objects.create(decision=it.decision, member=seat, side="japan", at=NOON)
    assert (Answer.objects.count(), Confirmation.objects.count()) == (0, 0)
    declare(it, it.japan_chair, it.first, has_interest=False)
    answer(it, it.japan_chair, AGREE)
    assert Answer.objects.count() == 1


def test_a_yearly_declaration_excludes_where_that_organisation_takes_part(it: SimpleNamespace) -> None:
    it.first.interested.add(it.japanese_company)
    committees.declare_for_year(
        committee=it.committee,
        organisations=[it.japanese_company],
        description="Shares.",
        by=it.partner_member,
        at=NOON,
    )
    first, second = consensus.standings(it.decision)
    assert [member.user for member, _why in first.apart] == [it.partner_member]
    assert second.apart == []
    with pytest.raises(Refused, match="CMT-11"):
        committees.declare_for_year(
            committee=it.committee, organisations=[it.japanese_company], description=" ", by=it.japan_member, at=NOON
        )


def test_where_the_rules_want_it_a_yearly_declaration_comes_before_the_answer(it: SimpleNamespace) -> None:
    it.rulebook.rules |= {"conflict.yearly_declaration": True}
    it.rulebook.save()
    with pytest.raises(Refused, match="COI-04"):
        answer(it, it.japan_member)
    committees.declare_for_year(committee=it.committee, organisations=[], description="", by=it.japan_member, at=NOON)
    answer(it, it.japan_member)
    assert Answer.objects.count() == 1


def test_a_side_left_without_anybody_is_named_and_the_item_waits(it: SimpleNamespace) -> None:
    for who in (it.japan_chair, it.japan_member):
        declare(it, who, it.first)
    answer(it, it.japan_chair, AGREE)
    answer(it, it.partner_chair, AGREE)
    assert [str(side) for side in consensus.standings(it.decision)[0].empty] == ["japan"]
    assert decisions.conclude_closed_windows(by=it.system, at=NOON + 11 * DAY) == 0
    direct(it, it.japan_chair, Course.SPLIT, item_id=it.first.pk)
    direct(it, it.partner_chair, Course.SPLIT, item_id=it.first.pk)
    it.first.refresh_from_db()
    assert it.first.came_from == it.decision
    assert it.first.decision.state == "prepared"
    assert decisions.conclude_closed_windows(by=it.system, at=NOON + 11 * DAY) == 1
    assert state(it.decision) == "adopted"


def test_a_course_is_taken_only_when_both_sides_want_the_same(it: SimpleNamespace) -> None:
    direct(it, it.japan_chair, Course.REVISE)
    direct(it, it.partner_chair, Course.POSTPONE)
    assert state(it.decision) == "circulated"
    direct(it, it.japan_chair, Course.POSTPONE)
    assert state(it.decision) == "postponed"


def test_answers_on_the_old_text_do_not_count_for_the_revised_one(it: SimpleNamespace) -> None:
    everybody_answers(it)
    for chair in (it.japan_chair, it.partner_chair):
        direct(it, chair, Course.REVISE)
    assert state(it.decision) == "prepared"
    decisions.circulate(decision_id=it.decision.pk, by=it.officer, at=NOON + DAY)
    it.decision.refresh_from_db()
    assert all(seat.answer is None for seat in consensus.seats(it.decision))
    for member, chair in ((it.japan_member, it.japan_chair), (it.partner_member, it.partner_chair)):
        with pytest.raises(Refused, match="DEC-13"):
            confirm(it, chair, days=1)
        answer(it, member, days=1)
        confirm(it, chair, days=1)
    assert state(it.decision) == "circulated"


def test_both_co_chairs_may_let_it_end_without_adoption(it: SimpleNamespace) -> None:
    for chair in (it.japan_chair, it.partner_chair):
        direct(it, chair, Course.NOT_ADOPT, note="Not mature.")
    it.decision.refresh_from_db()
    assert (state(it.decision), it.decision.conclusion_note) == ("not_adopted", "Not mature.")
    assert set(it.decision.items.values_list("outcome", flat=True)) == {Outcome.NOT_APPROVED}


@pytest.mark.parametrize(
    ("who", "course", "values", "number"),
    [
        ("japan_member", Course.REVISE, {}, "CRS-02"),
        ("officer", Course.REVISE, {}, "CRS-02"),
        ("japan_chair", Course.REVISE, {"note": " "}, "CRS-03"),
        ("japan_chair", Course.SPLIT, {}, "CRS-04"),
    ],
)
def test_a_wrong_course_is_refused_by_number(
    it: SimpleNamespace, who: str, course: Course, values: dict[str, Any], number: str
) -> None:
    with pytest.raises(Refused, match=number):
        direct(it, getattr(it, who), course, **values)
    assert it.decision.directions.count() == 0


def test_what_both_co_chairs_withdraw_sends_its_paper_back_to_the_secretariat(it: SimpleNamespace) -> None:
    pin = a_pin(it, with_committee=True)
    assert pin.decision_item is not None
    it.decision = pin.decision_item.decision
    for chair in (it.japan_chair, it.partner_chair):
        direct(it, chair, Course.WITHDRAW)
    pin.refresh_from_db()
    assert (state(it.decision), pin.state) == ("withdrawn", "submitted")
    with pytest.raises(Refused, match="CRS-01"):
        direct(it, it.japan_chair, Course.WITHDRAW)
