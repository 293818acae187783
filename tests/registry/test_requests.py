"""Units move when one representative proposes and another approves, and all checks hold both times."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from common.refusals import Refused
from partners.people.models.people import User
from registry.book import ledger
from registry.checks.requests import Wanted
from registry.models import Account, Representative, TransactionRequest, TransferLimit, TrustedAccount
from registry.models.accounts import has_right_check_digits, number_for
from registry.models.holders import ChangeKind
from registry.selectors import holdings
from registry.selectors import requests as selectors
from registry.services import accounts, representatives, requests
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories.partners import person
from tests.factories.registry import an_account, two_holders, units_in
from workflow.notices.models import Notice
from workflow.notices.services import notices
from workflow.steps.selectors import inbox

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return two_holders(1000)


def propose(it: SimpleNamespace, quantity: int = 100, **changes: Any) -> TransactionRequest:
    sender = changes.pop("sender", it.sender)
    values: dict[str, Any] = {
        "account_id": sender.pk,
        "kind": "transfer",
        "receiver": it.receiver.number,
        "by": it.participant,
        "at": NOON,
    }
    if "units" not in changes:
        changes["units"] = requests.choose(account=sender, quantity=quantity)
    return requests.propose(**values | changes)


def approve(it: SimpleNamespace, request: TransactionRequest, **changes: Any) -> TransactionRequest:
    return requests.approve(**{"request_id": request.pk, "by": it.participant2, "at": NOON} | changes)


def test_a_transfer_off_the_trusted_list_runs_a_day_after_its_approval(it: SimpleNamespace) -> None:
    request = approve(it, propose(it))
    assert request.state == "delayed"
    assert requests.execute_all_due(by=it.system, at=NOON + DAY - timedelta(minutes=1)) == 0
    assert requests.execute_all_due(by=it.system, at=NOON + DAY) == 1
    assert (holdings.balance(it.sender), holdings.balance(it.receiver)) == (900, 100)


def test_who_acts_for_the_receiving_account_hears_of_incoming_credits(it: SimpleNamespace) -> None:
    approve(it, propose(it))
    receivers = {one.user for one in it.receiver.representatives.select_related("user")}
    incoming = Notice.objects.filter(what="registry.account.receive")
    assert not incoming.exists(), "nothing came in yet"
    requests.execute_all_due(by=it.system, at=NOON + DAY)
    assert {notice.user for notice in incoming} == receivers
    notice = incoming[0]
    assert notice.paper == it.receiver.paper
    assert notices.reason(notice).startswith(f"100 t-CO2 · {it.sender.number} → {it.receiver.number} · TR-")
    assert notices.task(notice, "Asia/Tokyo") == ""


def test_the_other_representatives_hear_of_every_change_of_them(it: SimpleNamespace) -> None:
    newcomer = person("participant", it.sender.holder)
    change = representatives.ask(
        account_id=it.sender.pk,
        kind=ChangeKind.ADD,
        user=newcomer,
        may_propose=True,
        by=it.participant,
        at=NOON,
    )
    told = Notice.objects.filter(what="registry.representativechange.ask", paper=change.paper)
    assert it.participant2 in {notice.user for notice in told}


def told_of(deed: str, it: SimpleNamespace) -> set[User]:
    """Who got a notice of a deed on the sending account, with the account that it names."""
    notices = Notice.objects.filter(what=f"registry.account.{deed}", paper=it.sender.paper)
    assert all(it.receiver.number in str(notice.details["said"]) for notice in notices)
    return {notice.user for notice in notices}


def test_a_transfer_to_a_trusted_account_runs_at_once(it: SimpleNamespace) -> None:
    listed = accounts.trust(account_id=it.sender.pk, number=it.receiver.number, by=it.participant, at=NOON)
    later = NOON + timedelta(days=7)
    assert approve(it, propose(it, at=later), at=later).state == "delayed", "nobody else has approved the entry"
    assert told_of("trust", it) == {it.participant2}, "and not whoever did it"
    with pytest.raises(Refused, match="TRS-04"):
        accounts.approve_trust(trusted_id=listed.pk, by=it.participant, at=NOON)
    listed = accounts.approve_trust(trusted_id=listed.pk, by=it.participant2, at=NOON)
    assert str(listed.active_on) == "2026-06-05"  # four days on which both sides work
    with pytest.raises(Refused, match="TRS-03"):
        accounts.approve_trust(trusted_id=listed.pk, by=it.participant2, at=NOON)
    with pytest.raises(IntegrityError, match="trusted_account_two_persons"), transaction.atomic():
        TrustedAccount.objects.filter(pk=listed.pk).update(approved_by=it.participant)
    assert approve(it, propose(it, at=later), at=later).state == "completed"
    accounts.distrust(trusted_id=listed.pk, by=it.participant, at=later)
    assert told_of("approve_trust", it) == {it.participant}
    assert told_of("distrust", it) == {it.participant2}
    assert approve(it, propose(it, at=later), at=later).state == "delayed"


def test_a_retirement_runs_at_once_and_is_final(it: SimpleNamespace) -> None:
    request = approve(it, propose(it, kind="retirement", receiver=it.retirement.number))
    assert request.state == "completed"
    assert holdings.balance(it.retirement) == 100
    with pytest.raises(Refused, match="TRF-09"):
        propose(it, units=[], sender=it.retirement)


def test_whoever_proposes_never_approves_here_or_in_the_database(it: SimpleNamespace) -> None:
    request = propose(it)
    with pytest.raises(Refused, match="MOV-02"):
        approve(it, request, by=it.participant)
    with pytest.raises(IntegrityError, match="request_two_persons"), transaction.atomic():
        TransactionRequest.objects.filter(pk=request.pk).update(approved_by=it.participant)
    assert approve(it, request).state == "delayed"


def stranger(it: SimpleNamespace) -> User:
    return person("participant", it.japanese_company)


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("TRF-01", lambda it: propose(it, receiver=it.receiver.number[:-1] + "x")),
        ("TRF-01", lambda it: propose(it, receiver="JP-120-00012")),
        ("TRF-02", lambda it: propose(it, receiver=number_for("JP", "entity", 999_999))),
        ("TRF-05", lambda it: propose(it, receiver=it.sender.number)),
        ("TRF-06", lambda it: propose(it, receiver=it.retirement.number)),
        ("TRF-06", lambda it: propose(it, kind="retirement")),
        ("TRF-09", lambda it: propose(it, by=it.outsider)),
        ("TRF-09", lambda it: propose(it, by=stranger(it))),
        ("TRF-10", lambda it: propose(it, quantity=0)),
        ("TRF-10", lambda it: propose(it, units=[])),
        ("TRF-15", lambda it: propose(it, quantity=1001)),
    ],
)
def test_what_is_wrong_with_a_proposal_is_said_by_number(it: SimpleNamespace, number: str, wrong: Any) -> None:
    with pytest.raises(Refused, match=number):
        wrong(it)
    assert TransactionRequest.objects.count() == 0
    propose(it)


def test_an_account_number_finds_every_single_typing_error(it: SimpleNamespace) -> None:
    number = it.sender.number
    assert has_right_check_digits(number)
    for place, character in enumerate(number):
        for other in "0123456789":
            if character.isdigit() and other != character:
                assert not has_right_check_digits(number[:place] + other + number[place + 1 :])


def test_accounts_of_two_registries_do_not_trade(it: SimpleNamespace) -> None:
    abroad = an_account(it, it.local_company, country=it.country)
    with pytest.raises(Refused, match="TRF-07"):
        propose(it, receiver=abroad.number)


@pytest.mark.parametrize(("which", "number"), [("sender", "TRF-03"), ("receiver", "TRF-04")])
def test_a_suspended_account_neither_sends_nor_receives_not_even_what_was_approved(
    it: SimpleNamespace, which: str, number: str
) -> None:
    before = approve(it, propose(it))
    accounts.suspend(account_id=getattr(it, which).pk, note="Court order", by=it.registry_officer, at=NOON)
    with pytest.raises(Refused, match=number):
        propose(it)
    assert requests.execute_all_due(by=it.system, at=NOON + DAY) == 0
    before.refresh_from_db()
    assert (before.state, before.failed_check) == ("terminated", number)
    assert holdings.balance(it.sender) == 1000


def test_a_suspended_person_neither_proposes_nor_approves(it: SimpleNamespace) -> None:
    request = propose(it)
    it.participant2.suspended_at = NOON
    it.participant2.save()
    with pytest.raises(Refused, match="MOV-02"):
        approve(it, request)
    with pytest.raises(Refused, match="TRF-09"):
        propose(it, by=it.participant2)


def test_units_in_an_open_request_are_not_promised_twice(it: SimpleNamespace) -> None:
    first = propose(it, 700)
    units = [Wanted(leg.lot_id, leg.first, leg.last) for leg in first.legs.all()]
    with pytest.raises(Refused, match="TRF-12"):
        propose(it, units=units)
    with pytest.raises(Refused, match="TRF-15"):
        propose(it, 301)
    second = propose(it, 300)
    assert {leg.first for leg in second.legs.all()} == {701}


def test_limits_hold_for_one_transfer_and_for_the_day(it: SimpleNamespace) -> None:
    with past_the_rights(TransferLimit):
        TransferLimit.objects.create(registry="JP", most_per_transfer=300, most_per_day=500)
    with pytest.raises(Refused, match="TRF-13"):
        propose(it, 301)
    propose(it, 300)
    with pytest.raises(Refused, match="TRF-14"):
        propose(it, 201)
    propose(it, 200)
    propose(it, 300, at=NOON + DAY)


def test_the_oldest_vintage_goes_first(it: SimpleNamespace) -> None:
    units_in(it.sender, 50, vintage=2019)
    chosen = requests.choose(account=it.sender, quantity=60)
    assert [each.quantity_tco2e for each in chosen] == [50, 10]


def test_a_delayed_transfer_is_cancelled_until_two_hours_before_it_runs(it: SimpleNamespace) -> None:
    late, early = approve(it, propose(it)), approve(it, propose(it))
    requests.cancel(request_id=early.pk, by=it.participant, at=NOON + DAY - timedelta(hours=2))
    with pytest.raises(Refused, match="TRF-17"):
        requests.cancel(request_id=late.pk, by=it.participant, at=NOON + DAY - timedelta(hours=1, minutes=59))


def test_what_nobody_approves_expires(it: SimpleNamespace) -> None:
    request = propose(it)
    assert requests.expire_unapproved(by=it.system, at=NOON + 7 * DAY) == 0
    assert requests.expire_unapproved(by=it.system, at=NOON + 8 * DAY) == 1
    with pytest.raises(Refused, match="MOV-01"):
        approve(it, request, at=NOON + 8 * DAY)


def test_a_rejection_has_a_reason_and_frees_the_units(it: SimpleNamespace) -> None:
    request = propose(it, 1000)
    with pytest.raises(Refused, match="TRF-16"):
        requests.reject(request_id=request.pk, note=" ", by=it.participant2, at=NOON)
    requests.reject(request_id=request.pk, note="Wrong buyer", by=it.participant2, at=NOON)
    propose(it, 1000)


def test_approving_twice_is_refused_and_posts_once(it: SimpleNamespace) -> None:
    request = approve(it, propose(it, kind="cancellation", receiver=it.cancellation.number))
    with pytest.raises(Refused, match="MOV-01"):
        approve(it, request)
    assert holdings.balance(it.cancellation) == 100


def test_the_inbox_of_a_person_holds_what_they_may_approve(it: SimpleNamespace) -> None:
    request = propose(it)
    assert list(selectors.to_approve(it.participant2)) == [request]
    assert not selectors.to_approve(it.participant).exists()
    assert not selectors.to_approve(it.outsider).exists()


def test_with_one_representative_left_nothing_moves(it: SimpleNamespace) -> None:
    Account.objects.filter(pk=it.sender.pk).update(opened_by=None)  # as one of published history, which the database
    Representative.objects.filter(user=it.participant2).update(ended_on=NOON.date())  # lets stand without people
    with pytest.raises(Refused, match="TRF-08"):
        propose(it)


def test_a_project_or_registry_that_is_blocked_ends_what_was_approved(it: SimpleNamespace) -> None:
    request = approve(it, propose(it))
    ledger.set_block(scope="project", name="TH014", blocked=True)
    requests.execute_all_due(by=it.system, at=NOON + DAY)
    request.refresh_from_db()
    assert (request.state, request.failed_check) == ("terminated", "TRF-19")


def test_a_transfer_waits_for_others_than_its_proposer(it: SimpleNamespace) -> None:
    step = inbox.open_step(propose(it))
    assert step is not None
    assert step in inbox.waiting_for(it.participant2)
    assert step not in inbox.waiting_for(it.participant)
    assert step in inbox.asked_by(it.participant)
    assert step in inbox.waiting_for_office(it.participant)
