"""Nobody concludes for a side but that side: neither an officer for a committee, nor one registry for the other."""

from types import SimpleNamespace

import pytest
from django.test import Client

from committee.decisions.models import AnswerKind, Course, Decision
from committee.decisions.services import answers, courses, decisions, withdrawals
from committee.decisions.states import DecisionState
from committee.designations.models import DesignationReview
from committee.designations.services import reviews
from common.machines import Move, moves_of
from common.refusals import Refused
from partners.people.models.people import Role, User
from registry.selectors import suspensions
from tests.architecture.moves import MACHINES
from tests.conftest import NOON
from tests.factories.committee import a_bundle
from tests.factories.partners import a_country_in_operation, person
from tests.factories.registry import an_account, units_in

# What takes a paper back to the desk that brought it; nothing is decided by that.
TAKES_BACK = {"take_back"}


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation()
    it.officer2 = person(Role.SECRETARIAT, it.jcma)
    return it


def as_(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def state(decision: Decision) -> str:
    return Decision.objects.get(pk=decision.pk).state


def test_one_officer_does_not_conclude_what_was_circulated(it: SimpleNamespace, client: Client) -> None:
    decision = a_bundle(it)
    sent = as_(client, it.officer).post(f"/decisions/{decision.number}/reject/", {"note": "The co-chairs said so."})
    assert (sent.status_code, state(decision)) == (404, "circulated")


def test_one_co_chair_does_not_and_both_do(it: SimpleNamespace, client: Client) -> None:
    decision = a_bundle(it)
    page, words = f"/decisions/{decision.number}/course/", {"course": "not_adopt", "note": "Too early."}
    for chair, then in ((it.japan_chair, "circulated"), (it.partner_chair, "not_adopted")):
        assert as_(client, chair).post(page, words).status_code == 302
        assert state(decision) == then
    assert Decision.objects.get(pk=decision.pk).conclusion_note == "Too early."


def test_no_person_ends_a_decision_by_a_move_of_its_own(it: SimpleNamespace) -> None:
    ends = {DecisionState.ADOPTED, DecisionState.NOT_ADOPTED}
    open_to_people = [
        name
        for name, move in moves_of(Decision).items()
        if move.target in ends and move.who(SimpleNamespace(country_id=it.country.pk), it.officer)
    ]
    assert open_to_people == []


OUTCOMES = [
    (model, move)
    for model in MACHINES.values()
    for move in moves_of(model).values()
    if "with_committee" in move.source and not move.by_page and move.name not in TAKES_BACK
]


@pytest.mark.parametrize("move", [move for _, move in OUTCOMES], ids=[f"{m.__name__}-{v.name}" for m, v in OUTCOMES])
def test_what_the_committee_decides_about_a_paper_is_no_officers_move(it: SimpleNamespace, move: Move) -> None:
    paper = SimpleNamespace(country_id=it.country.pk, state="with_committee")
    assert not move.who(paper, it.officer)
    assert move.who(paper, it.system)


def test_the_outcomes_are_found() -> None:
    assert len(OUTCOMES) > 15


@pytest.mark.parametrize("who", ["partner_member", "japan_chair"])
def test_what_a_member_has_answered_is_not_withdrawn_by_an_officer(
    it: SimpleNamespace, client: Client, who: str
) -> None:
    decision, kept = a_bundle(it), a_bundle(it)
    answers.give(decision_id=decision.pk, answer=AnswerKind.AGREE, by=getattr(it, who), at=NOON)
    as_(client, it.officer)
    sent = client.post(f"/decisions/{decision.number}/withdraw/", {"note": "A mistake."})
    assert (sent.status_code, state(decision)) == (409, "circulated")
    assert "WDR-05" in sent.content.decode()
    assert client.post(f"/decisions/{kept.number}/withdraw/", {"note": "A mistake."}).status_code == 302
    for chair in (it.japan_chair, it.partner_chair):
        courses.direct(decision_id=decision.pk, course=Course.WITHDRAW, note="Out of date.", by=chair, at=NOON)
    assert state(decision) == "withdrawn"


def test_nor_what_a_co_chair_has_directed(it: SimpleNamespace) -> None:
    decision = a_bundle(it)
    courses.direct(decision_id=decision.pk, course=Course.POSTPONE, note="Later.", by=it.partner_chair, at=NOON)
    with pytest.raises(Refused, match="WDR-05"):
        withdrawals.withdraw(decision_id=decision.pk, note="A mistake.", by=it.officer, at=NOON)


def test_a_review_that_a_member_opened_is_not_closed_by_an_officer(it: SimpleNamespace, client: Client) -> None:
    designation = it.tpe.designations.get()
    review = reviews.open_review(designation_id=designation.pk, grounds="Late.", by=it.partner_member, at=NOON)
    page = f"/designation-reviews/{review.pk}/close/"
    sent = as_(client, it.officer).post(page, {"note": "Unfounded."})
    assert (sent.status_code, DesignationReview.objects.get().state) == (403, "opened")
    assert as_(client, it.partner_member).post(page, {"note": "Settled."}).status_code == 302
    assert DesignationReview.objects.get().state == "closed"


def test_japans_officer_stops_no_registry_of_the_partner(it: SimpleNamespace, client: Client) -> None:
    """Neither with a role named for that country: the registry is the partner's own."""
    units_in(an_account(it, it.local_company, country=it.country), 5)
    words = {"scope": "registry", "name": "TH", "reason": "I say so.", "confirm": "yes"}
    for officer in (it.registry_officer, person(Role.REGISTRY, it.jcma, it.country)):
        assert as_(client, officer).post("/registry/desk/", words).status_code == 403
    assert suspensions.in_force() == []
    assert as_(client, it.partner_registry_officer).post("/registry/desk/", words).status_code == 302


def test_only_the_platform_declines_in_the_name_of_both(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="MOV-02"):
        decisions.decline(a_bundle(it), note="No.", by=it.officer, at=NOON)
