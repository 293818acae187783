"""Whatever is suspended, wherever it stands in a transaction of any kind: neither asked for nor posted until lifted."""

from types import SimpleNamespace
from typing import Any

import pytest

from common.refusals import Refused
from registry.book import ledger
from registry.checks.requests import Wanted
from registry.models import Account, OfficerRequest, TransactionRequest
from registry.selectors import holdings
from registry.services import accounts, officer_requests, requests, suspensions
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from tests.conftest import NOON
from tests.factories.registry import a_registry_with_officers, an_account, units_in

ASKED_BY_HOLDERS = ("transfer", "inter_registry", "retirement", "cancellation")
ASKED_BY_THE_REGISTRY = ("set_aside", "release", "reversal", "correction")
KINDS = (*ASKED_BY_HOLDERS, *ASKED_BY_THE_REGISTRY)
# Where the suspension lies: the number when it is asked for, and the number of the book itself.
PLACES = {
    "sender": ("TRF-03", "LDG-06"),
    "receiver": ("TRF-04", "LDG-06"),
    "lot": ("TRF-19", "LDG-07"),
    "project": ("TRF-19", "LDG-05"),
    "registry": ("TRF-19", "LDG-04"),
    "registry of the receiver": ("TRF-19", "LDG-04"),
}
# A reversal is judged by the book; a buffer that is suspended is no open buffer of the registry.
OTHERWISE = {("reversal", "sender"): "LDG-06", ("reversal", "receiver"): "LDG-06", ("set_aside", "receiver"): "ACC-09"}
CASES = [
    (kind, place)
    for kind in KINDS
    for place in PLACES
    if place != "registry of the receiver" or kind == "inter_registry"
]


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_registry_with_officers(100)
    it.abroad = an_account(it, it.local_company, country=it.country)
    it.third = an_account(it, it.japanese_company)
    units_in(it.abroad, 5)
    it.rulebook.rules["transfer.between_registries"] = True
    it.rulebook.save()
    held = holdings.of(it.sender)[0]
    it.lot, it.serial = ledger.LotId(held.lot_id), str(held.serial)
    return it


def ends(it: SimpleNamespace, kind: str) -> tuple[Account, Account]:
    """From which account to which a transaction of the kind goes here."""
    found: dict[str, tuple[Account, Account]] = {
        "transfer": (it.sender, it.receiver),
        "inter_registry": (it.sender, it.abroad),
        "retirement": (it.sender, it.retirement),
        "cancellation": (it.sender, it.cancellation),
        "set_aside": (it.sender, it.buffer),
        "release": (it.buffer, it.sender),
        "reversal": (it.receiver, it.sender),
        "correction": (it.receiver, it.third),
    }
    return found[kind]


def post(it: SimpleNamespace, kind: str, answers: ledger.TransactionId | None = None) -> ledger.TransactionId:
    """Straight into the book."""
    sender, receiver = (ledger.AccountId(account.book_id or 0) for account in ends(it, kind))
    leg = ledger.Leg(it.lot, 1, 10, sender, receiver)
    return ledger.post(kind=kind, key=f"test-{kind}", legs=[leg], at=NOON, answers=answers, reason="Test")


def answered(it: SimpleNamespace, kind: str) -> ledger.TransactionId | None:
    """The transaction that one of this kind answers, posted."""
    before = {"release": "set_aside", "reversal": "transfer", "correction": "transfer"}.get(kind)
    return post(it, before) if before else None


def ask(it: SimpleNamespace, kind: str, answers: ledger.TransactionId | None) -> OfficerRequest | TransactionRequest:
    sender, receiver = ends(it, kind)
    if kind in ASKED_BY_HOLDERS:
        return requests.propose(
            account_id=sender.pk,
            kind=kind,
            receiver=receiver.number,
            units=[Wanted(it.lot, 1, 10)],
            by=it.participant,
            at=NOON,
        )
    names = {"account": sender.number} if kind in {"set_aside", "correction"} else {}
    names |= {"receiver": receiver.number} if kind == "correction" else {}
    chosen = Selection(serials=["JCM-TH-JP-1-10"]) if names else Selection()
    wish = Wish(kind=kind, reason="Test", answers=answers, selection=chosen, **names)
    return officer_requests.propose(wish=wish, by=it.registry_officer, at=NOON)


def suspend(it: SimpleNamespace, kind: str, place: str) -> Any:
    """Suspend; gives back how to lift it."""
    if place in {"sender", "receiver"}:
        account = ends(it, kind)[place == "receiver"]
        officer = it.registry_officer if account.country_id is None else it.partner_registry_officer
        accounts.suspend(account_id=account.pk, note="Court", by=officer, at=NOON)
        return lambda: accounts.reinstate(account_id=account.pk, note="Settled", by=officer, at=NOON)
    scope = place.split(" ", maxsplit=1)[0]
    name = {"lot": it.serial, "project": "TH014", "registry": "JP"}[scope]
    officer = it.registry_officer
    if place == "registry of the receiver":
        name, officer = it.country.iso2, it.partner_registry_officer
    key = suspensions.suspend(scope=scope, name=name, reason="Review", by=officer, at=NOON)
    return lambda: suspensions.resume(scope=scope, name=key, note="Settled", by=officer, at=NOON)


@pytest.mark.parametrize(("kind", "place"), CASES)
def test_what_is_suspended_moves_in_no_kind_of_transaction_until_it_is_lifted(
    it: SimpleNamespace, kind: str, place: str
) -> None:
    answers = answered(it, kind)
    before = (holdings.balance(ends(it, kind)[0]), holdings.balance(ends(it, kind)[1]))
    lift = suspend(it, kind, place)
    when_asked, by_the_book = PLACES[place]
    with pytest.raises(Refused) as refused:
        ask(it, kind, answers)
    assert refused.value.number == OTHERWISE.get((kind, place), when_asked)
    with pytest.raises(Refused) as not_posted:
        post(it, kind, answers)
    assert not_posted.value.number == by_the_book
    assert before == (holdings.balance(ends(it, kind)[0]), holdings.balance(ends(it, kind)[1]))
    lift()
    assert ask(it, kind, answers).state == "awaiting_approval"
    post(it, kind, answers)


@pytest.mark.parametrize(("scope", "number"), [("account", "LDG-06"), ("project", "LDG-05"), ("registry", "LDG-04")])
def test_nothing_is_issued_into_what_is_suspended(it: SimpleNamespace, scope: str, number: str) -> None:
    name = {"account": it.sender.number, "project": "TH014", "registry": "JP"}[scope]
    ledger.set_block(scope=scope, name=name, blocked=True)
    with pytest.raises(Refused, match=number):
        units_in(it.sender, 5)
    ledger.set_block(scope=scope, name=name, blocked=False)
    units_in(it.sender, 5)


@pytest.mark.parametrize("kind", ASKED_BY_HOLDERS)
@pytest.mark.parametrize("who", ["proposer", "approver"])
def test_a_suspended_person_takes_no_part_in_any_kind(it: SimpleNamespace, kind: str, who: str) -> None:
    asked = ask(it, kind, None)
    person = it.participant if who == "proposer" else it.participant2
    person.suspended_at = NOON
    person.save()
    with pytest.raises(Refused) as refused:
        ask(it, kind, None) if who == "proposer" else requests.approve(request_id=asked.pk, by=person, at=NOON)
    assert refused.value.number == ("TRF-09" if who == "proposer" else "MOV-02")


def test_a_freeze_moves_nothing_and_is_possible_during_a_suspension(it: SimpleNamespace) -> None:
    suspend(it, "transfer", "registry")
    wish = Wish(kind="freeze", reason="Court", selection=Selection(serials=["JCM-TH-JP-1-10"]))
    asked = officer_requests.propose(wish=wish, by=it.registry_officer, at=NOON)
    assert officer_requests.approve(request_id=asked.pk, by=it.second_officer, at=NOON).state == "completed"
