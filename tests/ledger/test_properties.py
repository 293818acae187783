"""The book against a simple model: thousands of random steps, and after each one both say the same."""

from collections.abc import Iterator
from typing import Any, override

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from common.refusals import Refused
from registry.book import ledger
from registry.book.ledger import Leg, NewLot, Range, Share
from registry.selectors import audit
from tests.conftest import NOON
from tests.ledger.test_doors import rows

HOLDERS = ("A", "B", "C")
unit = st.integers(1, 60)
holder = st.sampled_from(HOLDERS)


class Book(RuleBasedStateMachine):
    """The model is a dictionary: unit of a lot -> who has it."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.owner: dict[tuple[int, int], str] = {}
        self.frozen: dict[int, set[tuple[int, int]]] = {}
        self.retired: list[tuple[int, list[Leg]]] = []
        self.blocked: set[str] = set()
        self.keys = iter(range(1_000_000))

    @override
    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize()
    def open_accounts(self) -> None:
        self.ids = {name: ledger.open_account(number=name, registry="JP", purpose="holding") for name in HOLDERS}
        self.ids["R"] = ledger.open_account(number="R", registry="JP", purpose="retirement")
        self.names = {number: name for name, number in self.ids.items()}
        self.issue("A", 20)

    @rule(to=holder, quantity=st.integers(1, 20))
    def issue(self, to: str, quantity: int) -> None:
        if to in self.blocked:
            return
        shares = (Share(self.ids[to], ledger.Tonnes(quantity)),)
        lot = NewLot("TH", "JP", "jcm", "TH014", 1, 2021, shares)
        ledger.issue(key=f"i{next(self.keys)}", lots=[lot], at=NOON)
        number, first = rows("select id, lower(units) from book_lot order by id desc limit 1")[0]
        self.owner |= {(number, first + n): to for n in range(quantity)}

    def _try(self, expected: bool, **posting: Any) -> int | None:
        """Post; whether it goes through must be what the model says."""
        before = dict(self.owner)
        try:
            number = ledger.post(at=NOON, key=f"k{next(self.keys)}", **posting)
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
                cursor.execute("set constraints all deferred")
        except Refused:
            assert not expected, f"{posting} was refused, the model allows it"
            assert self.owner == before
            return None
        assert expected, f"{posting} went through, the model refuses it"
        return number

    def _may(self, lot: int, first: int, last: int, sender: str, receiver: str) -> bool:
        units = [(lot, n) for n in range(first, last + 1)]
        held = all(self.owner.get(each) == sender for each in units)
        still = not any(each in frozen for frozen in self.frozen.values() for each in units)
        return held and still and sender != receiver and not {sender, receiver} & self.blocked and first <= last

    @rule(data=st.data(), sender=holder, receiver=st.sampled_from((*HOLDERS, "R")), length=st.integers(1, 12))
    def move(self, data: st.DataObject, sender: str, receiver: str, length: int) -> None:
        lot, first = data.draw(st.sampled_from(sorted(self.owner)))
        last = first + length - 1
        leg = Leg(ledger.LotId(lot), first, last, self.ids[sender], self.ids[receiver])
        kind = "retirement" if receiver == "R" else "transfer"
        number = self._try(self._may(lot, first, last, sender, receiver), kind=kind, legs=[leg])
        if number is not None:
            self.owner |= {(lot, n): receiver for n in range(first, last + 1)}
            if receiver == "R":
                self.retired.append((number, [leg]))

    @rule()
    def reverse_a_retirement(self) -> None:
        if not self.retired:
            return
        number, legs = self.retired.pop()
        back = [Leg(leg.lot, leg.first, leg.last, leg.receiver, leg.sender) for leg in legs]
        sender, receiver = "R", self.names[legs[0].sender]
        may = self._may(legs[0].lot, legs[0].first, legs[0].last, sender, receiver)
        posting = {"kind": "reversal", "legs": back, "answers": ledger.TransactionId(number), "reason": "typing error"}
        if self._try(may, **posting) is not None:
            self.owner |= {(legs[0].lot, n): receiver for n in range(legs[0].first, legs[0].last + 1)}

    @rule(data=st.data())
    def freeze(self, data: st.DataObject) -> None:
        lot, first = data.draw(st.sampled_from(sorted(self.owner)))
        ranges = [Range(ledger.LotId(lot), first, first)]
        number = ledger.freeze(key=f"f{next(self.keys)}", ranges=ranges, reason="review", at=NOON)
        self.frozen[number] = {(lot, first)}

    @rule()
    def unfreeze(self) -> None:
        if self.frozen:
            number, _units = self.frozen.popitem()
            named = ledger.TransactionId(number)
            ledger.unfreeze(key=f"u{next(self.keys)}", answers=named, reason="done", at=NOON)

    @rule(name=holder)
    def block_or_lift(self, name: str) -> None:
        self.blocked ^= {name}
        ledger.set_block(scope="account", name=name, blocked=name in self.blocked)

    @invariant()
    def both_say_the_same(self) -> None:
        told = {
            (lot, n): number
            for lot, number, first, last in rows(
                "select h.lot_id, a.number, lower(h.units), upper(h.units) - 1 from book_holding h"
                " join book_account a on a.id = h.account_id"
            )
            for n in range(first, last + 1)
        }
        assert told == self.owner

    @invariant()
    def no_two_holdings_of_one_account_touch(self) -> None:
        query = (
            "select 1 from book_holding a join book_holding b on a.lot_id = b.lot_id and a.account_id = b.account_id"
            " and upper(a.units) = lower(b.units)"
        )
        assert not rows(query)


@pytest.fixture
def steps(db: None) -> Iterator[None]:
    yield
    assert audit.verify().difference == ""


def test_the_book_agrees_with_a_simple_model(steps: None) -> None:
    run_state_machine_as_test(
        Book,
        settings=settings(
            max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
