"""Many hands at once: nothing is spent twice, and every answer agrees with the books."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from common.refusals import Refused
from registry.book import ledger
from registry.book.ledger import Leg
from registry.selectors import audit
from tests.conftest import NOON
from tests.ledger.test_doors import issue, opened, rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HANDS, TRANSFERS = 16, 10_000


def at_once[Answer](work: Callable[[int], Answer], hands: int) -> list[Answer]:
    """Run one worker a hand, each with a connection of its own."""

    def one(number: int) -> Answer:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(one, range(hands)))


def test_ten_thousand_contended_transfers_lose_and_double_nothing(transactional_db: None) -> None:
    accounts = [opened(f"H{n}") for n in range(4)]
    for n, account in enumerate(accounts):
        issue(account, 200, key=f"issue{n}", issuance=n + 1)
    lots = [
        (number, first, last) for number, first, last in rows("select id, lower(units), upper(units) - 1 from book_lot")
    ]

    refused: set[str] = set()

    def work(hand: int) -> list[tuple[bool, Leg]]:
        dice = random.Random(hand)  # noqa: S311  a repeatable game
        done = []
        for n in range(TRANSFERS // HANDS):
            lot, first, last = dice.choice(lots)
            start = dice.randint(first, last)
            sender, receiver = dice.sample(accounts, 2)
            leg = Leg(lot, start, min(last, start + dice.randint(0, 3)), sender, receiver)
            try:
                ledger.post(kind="transfer", key=f"{hand}-{n}", legs=[leg], at=NOON)
                done.append((True, leg))
            except Refused as refusal:
                refused.add(refusal.number)
                done.append((False, leg))
        return done

    answers = [answer for hand in at_once(work, HANDS) for answer in hand]
    assert len(answers) == TRANSFERS
    assert refused == {"LDG-13"}
    posted = [leg for went, leg in answers if went]
    assert len(posted) == rows("select count(*) from book_transaction where kind = 'transfer'")[0][0]
    assert 0 < len(posted) < TRANSFERS
    assert rows("select sum(upper(units) - lower(units)) from book_holding")[0][0] == 800
    assert audit.verify().difference == ""


def test_the_same_units_asked_for_by_sixteen_go_to_one(transactional_db: None) -> None:
    seller, buyers = opened("S"), [opened(f"B{n}") for n in range(HANDS)]
    issue(seller, 1000)
    lot = rows("select id from book_lot")[0][0]

    def buy(hand: int) -> bool:
        leg = Leg(lot, 1, 1000, seller, buyers[hand])
        try:
            ledger.post(kind="transfer", key=f"buy{hand}", legs=[leg], at=NOON)
        except Refused:
            return False
        return True

    assert sum(at_once(buy, HANDS)) == 1
    assert rows("select sum(upper(units) - lower(units)) from book_holding")[0][0] == 1000


def test_one_request_sent_sixteen_times_is_posted_once(transactional_db: None) -> None:
    seller, buyer = opened("S"), opened("B")
    issue(seller, 1000)
    lot = rows("select id from book_lot")[0][0]

    def send(_hand: int) -> int:
        leg = Leg(lot, 1, 10, seller, buyer)
        return ledger.post(kind="transfer", key="one request", legs=[leg], at=NOON)

    assert len(set(at_once(send, HANDS))) == 1
    assert rows("select count(*) from book_movement")[0][0] == 2


@pytest.fixture
def naive(transactional_db: None, admin_connection: Any) -> Iterator[None]:
    """A book as many are written: a balance that is read, judged and written back."""
    admin_connection.execute("create table naive_block (owner text primary key, credits bigint)")
    admin_connection.execute("insert into naive_block values ('seller', 1000)")
    admin_connection.execute("grant all on naive_block to jcm_runtime")
    yield
    admin_connection.execute("drop table naive_block")


def test_without_our_book_the_same_race_spends_twice(naive: None) -> None:
    """The control: if this did not go wrong, the tests above would prove nothing."""

    def buy(hand: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("select credits, pg_sleep(0.05) from naive_block where owner = 'seller'")
            found = cursor.fetchone()
            if found is None or found[0] < 1000:
                return False
            cursor.execute("insert into naive_block values (%s, 1000)", [f"buyer{hand}"])
            cursor.execute("update naive_block set credits = 0 where owner = 'seller'")
        return True

    assert sum(at_once(buy, 4)) > 1
    assert rows("select sum(credits) from naive_block")[0][0] > 1000
