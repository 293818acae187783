"""The Joint Committee decides by consensus of both sides; nobody decides for the other side."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from committee.decisions.models import Answer, AnswerKind, Decision, Outcome
from committee.decisions.services import answers, decisions
from committee.decisions.services.decisions import Proposal
from common.refusals import Refused
from partners.people.models.people import User
from partners.people.models.seats import CommitteeMember
from tests.conftest import NOON
from tests.factories.committee import not_adopted
from tests.factories.partners import a_country_in_operation, appoint, person

AGREE, NO_OBJECTION, OBJECT = AnswerKind.AGREE, AnswerKind.NO_OBJECTION, AnswerKind.OBJECT


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """A country in operation with a circulated decision on a rule."""
    it = a_country_in_operation()
    it.decision = decisions.prepare(
        country=it.country, proposals=[Proposal("rules", "Guidelines ver02.0")], by=it.officer, at=NOON
    )
    decisions.circulate(decision_id=it.decision.pk, by=it.officer, at=NOON)
    return it


def answer(it: SimpleNamespace, by: User, kind: AnswerKind, *, days: int = 0, reason: str = "") -> None:
    answers.give(decision_id=it.decision.pk, answer=kind, reason=reason, by=by, at=NOON + timedelta(days=days))


def state(it: SimpleNamespace) -> str:
    return str(Decision.objects.get(pk=it.decision.pk).state)


def test_it_is_adopted_at_once_when_all_members_agree(it: SimpleNamespace) -> None:
    for member in (it.japan_chair, it.partner_chair, it.japan_member):
        answer(it, member, AGREE)
        assert state(it) == "circulated"
    answer(it, it.partner_member, NO_OBJECTION)
    assert state(it) == "adopted"
    item = it.decision.items.get()
    assert item.outcome == Outcome.APPROVED


def test_after_the_window_the_assent_of_both_co_chairs_is_enough(it: SimpleNamespace) -> None:
    answer(it, it.japan_chair, AGREE)
    answer(it, it.partner_chair, AGREE)
    assert decisions.conclude_closed_windows(by=it.system, at=NOON + timedelta(days=10)) == 0
    assert decisions.conclude_closed_windows(by=it.system, at=NOON + timedelta(days=11)) == 1
    assert state(it) == "adopted"


def test_after_the_window_one_co_chair_is_not_enough(it: SimpleNamespace) -> None:
    answer(it, it.japan_chair, AGREE)
    answer(it, it.partner_chair, NO_OBJECTION)
    assert decisions.conclude_closed_windows(by=it.system, at=NOON + timedelta(days=11)) == 0
    assert state(it) == "circulated"


def test_an_objection_stops_it_until_the_member_changes_their_mind(it: SimpleNamespace) -> None:
    for member in (it.japan_chair, it.partner_chair, it.japan_member):
        answer(it, member, AGREE)
    answer(it, it.partner_member, OBJECT, reason="The text of chapter 3 is unclear.")
    assert decisions.conclude_closed_windows(by=it.system, at=NOON + timedelta(days=11)) == 0
    answer(it, it.partner_member, AGREE, days=12)
    assert state(it) == "adopted"
    assert Answer.objects.filter(member__user=it.partner_member).count() == 2


def test_an_objection_needs_reasons_here_and_in_the_database(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="DEC-06"):
        answer(it, it.japan_member, OBJECT, reason="  ")
    seat = CommitteeMember.objects.get(user=it.japan_member)
    with pytest.raises(IntegrityError, match="objection_has_reason"), transaction.atomic():
        Answer.objects.create(decision=it.decision, member=seat, answer=OBJECT, reason="", at=NOON)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("who", ["officer", "participant", "government_japan_officer", "auditor"])
def test_only_members_answer(it: SimpleNamespace, who: str) -> None:
    with pytest.raises(Refused, match="DEC-04"):
        answer(it, getattr(it, who), AGREE)
    assert Answer.objects.count() == 0


def test_a_member_whose_organisation_takes_part_neither_answers_nor_counts(it: SimpleNamespace) -> None:
    it.decision.items.get().interested.add(it.japanese_company)
    appoint(it.japan_member, it.japanese_company, "participant")
    with pytest.raises(Refused, match="DEC-05"):
        answer(it, it.japan_member, AGREE)
    for member in (it.japan_chair, it.partner_chair, it.partner_member):
        answer(it, member, AGREE)
    assert state(it) == "adopted"


def test_a_concluded_decision_takes_no_answers(it: SimpleNamespace) -> None:
    not_adopted(it, it.decision.pk, "Both sides agreed to rework it.", at=NOON)
    assert it.decision.items.get().outcome == Outcome.NOT_APPROVED
    with pytest.raises(Refused, match="DEC-03") as refusal:
        answer(it, it.japan_chair, AGREE)
    assert refusal.value.status == 409


def test_a_decision_is_not_rejected_without_a_reason(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="CRS-03"):
        not_adopted(it, it.decision.pk, " ", at=NOON)
    assert state(it) == "circulated"


def test_circulating_twice_is_refused(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="MOV-01") as refusal:
        decisions.circulate(decision_id=it.decision.pk, by=it.officer, at=NOON)
    assert refusal.value.status == 409


def test_only_the_secretariat_of_the_country_prepares(it: SimpleNamespace) -> None:
    elsewhere = a_country_in_operation("ID")
    officer_elsewhere = person("secretariat", it.jcma, elsewhere.country)
    proposals = [Proposal("rules", "Guidelines")]
    with pytest.raises(Refused, match="DEC-02"):
        decisions.prepare(country=it.country, proposals=proposals, by=officer_elsewhere, at=NOON)
    made = decisions.prepare(country=elsewhere.country, proposals=proposals, by=officer_elsewhere, at=NOON)
    assert made.number == "ID-JC-2026-001"


def test_the_numbers_of_a_country_run_on(it: SimpleNamespace) -> None:
    second = decisions.prepare(country=it.country, proposals=[Proposal("rules", "More")], by=it.officer, at=NOON)
    assert [it.decision.number, second.number] == ["TH-JC-2026-001", "TH-JC-2026-002"]
