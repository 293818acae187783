"""What can happen to one account at one moment: each deed is prepared, then done by whoever comes first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Barrier
from types import SimpleNamespace
from typing import Any

from django.db import connection

from common.refusals import Refused
from partners.people.models.people import User
from registry.book import ledger
from registry.checks.requests import Wanted
from registry.models import Account, OfficerRequest, Representative, TransactionRequest, TrustedAccount
from registry.models.accounts import number_for
from registry.selectors import holdings, suspensions
from registry.services import accounts, applications, officer_requests, representatives, requests
from registry.services import suspensions as stops
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from tests.conftest import NOON
from tests.factories.partners import person

PATIENCE = 30  # seconds until a race that hangs fails; nothing is measured by it
UNITS = 20
LATER = NOON + timedelta(days=2)


@dataclass
class Case:
    """An account of two people, with units or empty, and what was made ready about it.

    `giver` and `taker` are the ends of whatever moves: an account with units gives, an empty one takes.
    """

    it: SimpleNamespace
    account: Account
    giver: Account
    taker: Account
    lot: ledger.LotId
    first: int
    ready: dict[str, Any] = field(default_factory=dict)

    def units(self, part: int) -> list[Wanted]:
        """Two units of their own for each part."""
        return [Wanted(self.lot, self.first + 2 * part, self.first + 2 * part + 1)]

    def serials(self, part: int) -> Selection:
        return Selection(serials=[f"JCM-TH-JP-{self.units(part)[0].first}-{self.units(part)[0].last}"])


def a_case(it: SimpleNamespace, names: tuple[str, str]) -> Case:
    """A new account for a race of two deeds, with what each needs; what the other makes impossible is left out."""
    empty = not NEED_EMPTY.isdisjoint(names)
    account, other = _an_account(it), _an_account(it)
    giver, taker = (other, account) if empty else (account, other)
    lot, first = _units_from_store(it, giver)
    case = Case(it, account, giver, taker, lot, first)
    TrustedAccount.objects.create(
        account=giver,
        receiver=taker,
        added_by=it.participant,
        added_at=NOON,
        approved_by=it.participant2,
        approved_at=NOON,
        active_on=date(2026, 1, 1),
    )
    for name in sorted(set(names), key=list(DEEDS).index):
        prepare = DEEDS[name].prepare
        with suppress(Refused):
            if prepare is not None:
                prepare(case)
    return case


def _an_account(it: SimpleNamespace) -> Account:
    it.accounts += 1
    number = number_for("JP", "entity", 1000 + it.accounts)
    account = Account.objects.create(
        number=number,
        registry="JP",
        kind="entity",
        holder=it.japanese_company,
        name=f"Raced {it.accounts}",
        applied_by=it.system,
        applied_at=NOON,
        state="open",
        opened_at=NOON,
        book_id=ledger.open_account(number=number, registry="JP", purpose="holding"),
    )
    for user in (it.participant, it.participant2):
        Representative.objects.create(
            account=account, user=user, may_propose=True, may_approve=True, since=date(2026, 1, 1)
        )
    return account


def _units_from_store(it: SimpleNamespace, giver: Account) -> tuple[ledger.LotId, int]:
    """Units out of the one lot in which all races take place."""
    first, it.next_unit = it.next_unit, it.next_unit + UNITS
    leg = ledger.Leg(it.lot, first, first + UNITS - 1, ledger.AccountId(it.store.book_id), book(giver))
    ledger.post(kind="transfer", key=f"fill {giver.pk}", legs=[leg], at=NOON)
    return it.lot, first


def book(account: Account) -> ledger.AccountId:
    return ledger.AccountId(account.book_id or 0)


def _propose(case: Case, kind: str, receiver: Account, part: int) -> TransactionRequest:
    return requests.propose(
        account_id=case.giver.pk,
        kind=kind,
        receiver=receiver.number,
        units=case.units(part),
        by=case.it.participant,
        at=NOON,
    )


def _ask(case: Case, **values: Any) -> OfficerRequest:
    return officer_requests.propose(wish=Wish(reason="Court", **values), by=case.it.registry_officer, at=NOON)


def _post(case: Case, kind: str, ends: tuple[Account, Account], part: int) -> ledger.TransactionId:
    units = case.units(part)[0]
    leg = ledger.Leg(case.lot, units.first, units.last, book(ends[0]), book(ends[1]))
    return ledger.post(kind=kind, key=f"{kind} {case.account.pk}", legs=[leg], at=NOON)


def _request(case: Case) -> None:
    if "request" not in case.ready:
        case.ready["request"] = _propose(case, "transfer", case.taker, 0).pk


def _retirement(case: Case) -> None:
    case.ready["retirement"] = _propose(case, "retirement", case.it.retirement, 1).pk


def _due(case: Case) -> None:
    asked = _propose(case, "transfer", case.it.receiver, 2)
    requests.approve(request_id=asked.pk, by=case.it.participant2, at=NOON)
    case.ready["due"] = asked.pk


def _freeze(case: Case) -> None:
    case.ready["freeze"] = _ask(case, kind="freeze", selection=case.serials(0)).pk


def _unfreeze(case: Case) -> None:
    units = case.units(3)[0]
    frozen = ledger.freeze(
        key=f"freeze {case.account.pk}",
        ranges=[ledger.Range(case.lot, units.first, units.last)],
        reason="Court",
        at=NOON,
    )
    case.ready["unfreeze"] = _ask(case, kind="unfreeze", answers=frozen).pk


def _set_aside(case: Case) -> None:
    case.ready["set_aside"] = _ask(case, kind="set_aside", account=case.giver.number, selection=case.serials(4)).pk


def _release(case: Case) -> None:
    posted = _post(case, "set_aside", (case.giver, case.it.buffer), 5)
    case.ready["release"] = _ask(case, kind="release", answers=posted).pk


def _reversal(case: Case) -> None:
    """Units come back to the giver; where the account is empty, to the account."""
    ends = (case.giver, case.taker)
    if case.account.pk == case.taker.pk:
        _post(case, "transfer", ends, 6)
        back = ledger.Leg(case.lot, case.units(6)[0].first, case.units(6)[0].last, book(ends[1]), book(ends[0]))
        posted = ledger.post(kind="transfer", key=f"back {case.account.pk}", legs=[back], at=NOON)
    else:
        posted = _post(case, "transfer", ends, 6)
    case.ready["reverse"] = _ask(case, kind="reversal", answers=posted).pk


def _change(case: Case) -> None:
    case.ready["change"] = representatives.ask(
        account_id=case.account.pk,
        kind="add",
        user=case.it.colleague,
        may_approve=True,
        by=case.it.participant,
        at=NOON,
    ).pk


def _listed(case: Case) -> None:
    case.ready["listed"] = accounts.trust(
        account_id=case.account.pk, number=case.it.receiver.number, by=case.it.participant, at=NOON
    ).pk


def _suspended(case: Case) -> None:
    accounts.suspend(account_id=case.account.pk, note="Court", by=case.it.registry_officer, at=NOON)


def _closing(case: Case) -> None:
    applications.ask_to_close(account_id=case.account.pk, note="Not used", by=case.it.participant, at=NOON)


def _officer(case: Case, name: str) -> object:
    return officer_requests.approve(request_id=case.ready.get(name, 0), by=_who(case.it.second_officer), at=NOON)


def _who(user: User) -> User:
    """The person as this hand reads them: no two hands share an object."""
    return User.objects.get(pk=user.pk)


def _unstopped(case: Case) -> None:
    if any(block.scope == "registry" for block in suspensions.in_force()):
        stops.resume(scope="registry", name="JP", note="Settled", by=case.it.registry_officer, at=NOON)


@dataclass(frozen=True)
class Deed:
    """What somebody does, what must be there before, and what is put right after it."""

    act: Callable[[Case], object]
    prepare: Callable[[Case], None] | None = None
    after: Callable[[Case], None] | None = None


# In the order in which they are prepared: what changes the account's state comes last.
DEEDS: dict[str, Deed] = {
    "approve": Deed(
        lambda case: requests.approve(request_id=case.ready.get("request", 0), by=_who(case.it.participant2), at=NOON),
        _request,
    ),
    "reject": Deed(
        lambda case: requests.reject(
            request_id=case.ready.get("request", 0), note="No", by=_who(case.it.participant2), at=NOON
        ),
        _request,
    ),
    "cancel": Deed(
        lambda case: requests.cancel(request_id=case.ready.get("request", 0), by=_who(case.it.participant), at=NOON),
        _request,
    ),
    "propose": Deed(
        lambda case: requests.propose(
            account_id=case.giver.pk,
            kind="transfer",
            receiver=case.taker.number,
            units=case.units(7),
            by=_who(case.it.participant),
            at=NOON,
        )
    ),
    "retire": Deed(
        lambda case: requests.approve(
            request_id=case.ready.get("retirement", 0), by=_who(case.it.participant2), at=NOON
        ),
        _retirement,
    ),
    "execute_due": Deed(
        lambda case: requests.execute_due(request_id=case.ready.get("due", 0), by=_who(case.it.system), at=LATER), _due
    ),
    "freeze": Deed(lambda case: _officer(case, "freeze"), _freeze),
    "unfreeze": Deed(lambda case: _officer(case, "unfreeze"), _unfreeze),
    "set_aside": Deed(lambda case: _officer(case, "set_aside"), _set_aside),
    "release": Deed(lambda case: _officer(case, "release"), _release),
    "reverse": Deed(lambda case: _officer(case, "reverse"), _reversal),
    "representatives": Deed(
        lambda case: representatives.confirm(
            change_id=case.ready.get("change", 0), by=_who(case.it.registry_officer), at=NOON
        ),
        _change,
    ),
    "trust": Deed(
        lambda case: accounts.trust(
            account_id=case.account.pk, number=case.it.abroad.number, by=_who(case.it.participant), at=NOON
        )
    ),
    "approve_trust": Deed(
        lambda case: accounts.approve_trust(
            trusted_id=case.ready.get("listed", 0), by=_who(case.it.participant2), at=NOON
        ),
        _listed,
    ),
    "distrust": Deed(
        lambda case: accounts.distrust(trusted_id=case.ready.get("listed", 0), by=_who(case.it.participant), at=NOON),
        _listed,
    ),
    "suspend": Deed(
        lambda case: accounts.suspend(
            account_id=case.account.pk, note="Court", by=_who(case.it.registry_officer), at=NOON
        )
    ),
    "reinstate": Deed(
        lambda case: accounts.reinstate(
            account_id=case.account.pk, note="Settled", by=_who(case.it.registry_officer), at=NOON
        ),
        _suspended,
    ),
    "ask_to_close": Deed(
        lambda case: applications.ask_to_close(
            account_id=case.account.pk, note="Not used", by=_who(case.it.participant), at=NOON
        )
    ),
    "keep_open": Deed(
        lambda case: applications.keep_open(
            account_id=case.account.pk, note="Used again", by=_who(case.it.registry_officer), at=NOON
        ),
        _closing,
    ),
    "close": Deed(
        lambda case: applications.close(account_id=case.account.pk, by=_who(case.it.registry_officer), at=NOON),
        _closing,
    ),
    "stop_registry": Deed(
        lambda case: stops.suspend(
            scope="registry", name="JP", reason="Court", by=_who(case.it.registry_officer), at=NOON
        ),
        after=_unstopped,
    ),
}
NEED_EMPTY = {"ask_to_close", "keep_open", "close"}
OF_THE_REGISTRY = ("freeze", "unfreeze", "set_aside", "release", "reverse")


def done(case: Case, name: str) -> str:
    """Do it; `done`, or how it was refused. Anything else that happens is a fault and is raised."""
    try:
        DEEDS[name].act(case)
    except Refused as refusal:
        return f"refused {refusal.status}"
    return "done"


def let_go(hands: ThreadPoolExecutor, number: int) -> None:
    """Every hand lets its connection go, so that the server counts what it did."""
    meet = Barrier(number)

    def close() -> None:
        meet.wait(PATIENCE)
        connection.close()

    for each in [hands.submit(close) for _ in range(number)]:
        each.result()


def state_of(case: Case) -> tuple[object, ...]:
    """All that the two deeds can have changed. Which check ended a request is the book's or ours, as it comes."""
    asked = TransactionRequest.objects.filter(sender=case.giver).order_by("pk").values_list("state", flat=True)
    named = [case.ready[name] for name in OF_THE_REGISTRY if name in case.ready]
    by_registry = OfficerRequest.objects.filter(pk__in=named).order_by("pk")
    with_units = [holdings.balance(account) for account in (case.giver, case.taker)]
    case.account.refresh_from_db()
    return (
        case.account.state,
        tuple(asked),
        tuple(by_registry.values_list("kind", "state")),
        tuple(with_units),
        case.account.representatives.filter(ended_on=None).count(),
        case.account.trusted.filter(removed_at=None).count(),
    )


def a_store(it: SimpleNamespace) -> SimpleNamespace:
    """What all races share: a lot in a store, people of every office, and an account outside the trusted list."""
    held = holdings.of(it.sender)[0]
    it.lot, it.next_unit, it.store, it.accounts = ledger.LotId(held.lot_id), held.first, it.sender, 0
    it.colleague = person("participant", it.japanese_company)
    it.abroad = it.cancellation
    return it
