"""The book's doors: what goes in comes out whole; what must not happen is refused by name and changes nothing."""

from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from common.refusals import Refused
from registry.book import ledger
from registry.book.ledger import Leg, NewLot, Range, Share
from tests.conftest import NOON


def opened(number: str, purpose: str = "holding", registry: str = "JP") -> ledger.AccountId:
    return ledger.open_account(number=number, registry=registry, purpose=purpose)


@pytest.fixture
def it(db: None) -> SimpleNamespace:
    """Two holders, the terminal accounts and a lot of 1,000 units that lies with the first."""
    it = SimpleNamespace(a=opened("A"), b=opened("B"))
    it.retired, it.cancelled, it.buffer = (
        opened("R", "retirement"),
        opened("C", "cancellation"),
        opened("U", "buffer"),
    )
    it.abroad = opened("T", registry="TH")
    issue(it.a, 1000)
    it.lot = rows("select id from book_lot")[0][0]
    return it


def issue(to: ledger.AccountId, quantity: int, key: str = "issue", **changes: Any) -> ledger.TransactionId:
    values: dict[str, Any] = {
        "host": "TH",
        "registry": "JP",
        "numbering": "jcm",
        "project": "TH014",
        "issuance": 1,
        "vintage": 2021,
        "shares": (Share(to, ledger.Tonnes(quantity)),),
    }
    return ledger.issue(key=key, lots=[NewLot(**values | changes)], at=NOON)


def move(it: SimpleNamespace, first: int, last: int, *, to: Any = None, **changes: Any) -> ledger.TransactionId:
    leg = Leg(it.lot, first, last, changes.pop("sender", it.a), to or it.b)
    values: dict[str, Any] = {"kind": "transfer", "key": f"{first}-{last}", "legs": [leg], "at": NOON}
    return ledger.post(**values | changes)


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def holdings() -> list[tuple[Any, ...]]:
    return rows(
        "select a.number, lower(h.units), upper(h.units) - 1 from book_holding h"
        " join book_account a on a.id = h.account_id order by 2"
    )


def test_a_part_moves_and_the_rest_stays(it: SimpleNamespace) -> None:
    move(it, 301, 400)
    assert holdings() == [("A", 1, 300), ("B", 301, 400), ("A", 401, 1000)]


def test_adjacent_ranges_in_one_account_are_one_holding_again(it: SimpleNamespace) -> None:
    move(it, 301, 400)
    move(it, 401, 500)
    move(it, 201, 300)
    assert holdings() == [("A", 1, 200), ("B", 201, 500), ("A", 501, 1000)]
    move(it, 201, 500, sender=it.b, to=it.a, key="back")
    assert holdings() == [("A", 1, 1000)]


def test_the_same_key_with_the_same_content_gives_the_first_answer(it: SimpleNamespace) -> None:
    assert move(it, 1, 10) == move(it, 1, 10)
    assert len(rows("select 1 from book_movement")) == 2


def test_several_legs_post_all_or_none(it: SimpleNamespace) -> None:
    good, bad = Leg(it.lot, 1, 10, it.a, it.b), Leg(it.lot, 2000, 2001, it.a, it.b)
    with pytest.raises(Refused, match="LDG-13"):
        ledger.post(kind="transfer", key="both", legs=[good, bad], at=NOON)
    assert holdings() == [("A", 1, 1000)]
    assert not rows("select 1 from book_transaction where key = 'both'")


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("LDG-13", lambda it: move(it, 990, 1001)),
        ("LDG-13", lambda it: move(it, 1, 1, sender=it.b, to=it.a)),
        ("LDG-14", lambda it: move(it, 1, 10, to=it.a)),
        ("LDG-09", lambda it: move(it, 1, 10, to=it.abroad)),
        ("LDG-09", lambda it: move(it, 1, 10, to=it.retired)),
        ("LDG-09", lambda it: move(it, 1, 10, kind="retirement")),
        ("LDG-08", lambda it: move(it, 1, 10, to=999_999)),
        ("LDG-02", lambda it: move(it, 1, 10, legs=[])),
        ("LDG-03", lambda it: issue(it.a, 0, key="nothing")),
        ("LDG-01", lambda it: move(it, 1, 10, key="issue")),
        ("LDG-21", lambda _: opened("A")),
        ("LDG-22", lambda _: ledger.open_series(host="TH", registry="JP", numbering="jcm", opened_at=7)),
    ],
)
def test_what_must_not_happen_is_refused_by_number_and_changes_nothing(
    it: SimpleNamespace, number: str, wrong: Any
) -> None:
    before = holdings()
    with pytest.raises(Refused, match=number):
        wrong(it)
    assert holdings() == before
    move(it, 1, 10)  # the same units move when asked rightly


def test_legs_lock_in_order_whatever_order_the_caller_gives(it: SimpleNamespace) -> None:
    legs = [Leg(it.lot, 21, 30, it.a, it.b), Leg(it.lot, 1, 10, it.a, it.b)]
    posted = ledger.post(kind="transfer", key="legs", legs=legs, at=NOON)
    assert ledger.post(kind="transfer", key="legs", legs=legs[::-1], at=NOON) == posted
    as_given = "{21,1}", "{30,10}", f"{{{it.a},{it.a}}}", f"{{{it.b},{it.b}}}"
    with pytest.raises(DatabaseError, match="in order"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select book_post('transfer', 'other', now(), %s, %s, %s, %s, %s, null, '')",
            [f"{{{it.lot},{it.lot}}}", *as_given],
        )


def test_terminal_accounts_give_nothing_back_except_by_a_reversal(it: SimpleNamespace) -> None:
    retirement = move(it, 1, 10, to=it.retired, kind="retirement")
    with pytest.raises(Refused, match="LDG-09"):
        move(it, 1, 10, sender=it.retired, to=it.a, key="theft")
    with pytest.raises(Refused, match="LDG-11"):
        move(it, 1, 9, sender=it.retired, to=it.a, kind="reversal", key="part", answers=retirement, reason="error")
    back = {"sender": it.retired, "to": it.a, "kind": "reversal", "answers": retirement, "reason": "error"}
    move(it, 1, 10, key="back", **back)
    assert holdings() == [("A", 1, 1000)]
    with pytest.raises(Refused, match="LDG-15"):
        move(it, 1, 10, key="again", **back)


@pytest.mark.parametrize(
    ("scope", "name", "number"),
    [
        ("account", "A", "LDG-06"),
        ("account", "B", "LDG-06"),
        ("project", "TH014", "LDG-05"),
        ("registry", "JP", "LDG-04"),
        ("lot", "{lot}", "LDG-07"),
    ],
)
def test_what_is_blocked_neither_sends_nor_receives(it: SimpleNamespace, scope: str, name: str, number: str) -> None:
    name = name.format(lot=it.lot)
    ledger.set_block(scope=scope, name=name, blocked=True)
    with pytest.raises(Refused, match=number):
        move(it, 1, 10)
    ledger.set_block(scope=scope, name=name, blocked=False)
    move(it, 1, 10)


def test_frozen_units_stay_until_the_freeze_is_ended(it: SimpleNamespace) -> None:
    frozen = ledger.freeze(key="f", ranges=[Range(it.lot, 5, 6)], reason="court order", at=NOON)
    with pytest.raises(Refused, match="LDG-12"):
        move(it, 1, 10)
    move(it, 7, 10)
    ledger.unfreeze(key="u", answers=frozen, reason="lifted", at=NOON)
    move(it, 5, 6)


def test_numbers_run_on_in_a_series_and_begin_where_it_was_opened(db: None) -> None:
    account = opened("A")
    ledger.open_series(host="TH", registry="JP", numbering="jcm", opened_at=2018)
    issue(account, 1009)
    issue(account, 5, key="next", issuance=2)
    assert rows("select lower(units), upper(units) - 1 from book_lot order by id") == [(2018, 3026), (3027, 3031)]


WRITES = {
    "insert holding": "insert into book_holding (lot_id, account_id, units) values (1, 1, '[5000,5001)')",
    "update holding": "update book_holding set units = '[1,2000)'",
    "delete holding": "delete from book_holding",
    "update movement": "update book_movement set units = '[1,2000)'",
    "delete movement": "delete from book_movement",
    "update transaction": "update book_transaction set reason = 'other'",
    "update lot": "update book_lot set vintage = 2022",
    "update series": "update book_series set next_unit = 1",
    "truncate movement": "truncate book_movement cascade",
    "truncate holding": "truncate book_holding",
}


@pytest.mark.parametrize("statement", WRITES.values(), ids=WRITES.keys())
def test_the_run_time_role_has_no_hands(it: SimpleNamespace, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["owner_connection", "admin_connection"])
@pytest.mark.parametrize("statement", WRITES.values(), ids=WRITES.keys())
def test_neither_owner_nor_superuser_writes_by_hand(
    transactional_db: None, request: pytest.FixtureRequest, who: str, statement: str
) -> None:
    issue(opened("A"), 10)
    hand: psycopg.Connection = request.getfixturevalue(who)
    with pytest.raises(psycopg.errors.CheckViolation) as refusal:
        hand.execute(statement)
    assert refusal.value.diag.constraint_name in {"book_past_stays", "book_written_by_functions"}


@pytest.mark.django_db(transaction=True)
def test_even_with_the_functions_pass_a_unit_cannot_vanish_or_double(
    transactional_db: None, owner_connection: psycopg.Connection
) -> None:
    issue(opened("A"), 10)
    owner_connection.execute("set jcm.book_writes = 'by function'")
    for statement, name in (
        ("delete from book_holding", "book_lot_is_whole"),
        ("update book_holding set units = '[1,5)'", "book_lot_is_whole"),
        (
            "insert into book_holding (lot_id, account_id, units) select lot_id, account_id, '[5,6)' from book_holding",
            "book_unit_in_one_place",
        ),
        ("update book_holding set units = '[1,50)'", "book_holding_within_lot"),
    ):
        with pytest.raises(psycopg.Error) as refusal:
            owner_connection.execute(statement)
        assert refusal.value.diag.constraint_name == name
    assert holdings() == [("A", 1, 10)]
