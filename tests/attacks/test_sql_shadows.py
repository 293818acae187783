"""As the run-time role, by SQL: tables of one's own under the names of the house's, so that guards look into those.

Each attack takes all of its steps; what counts is that nothing came of it.
"""

from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from common.refusals import Refused
from registry.book import ledger
from registry.book.ledger import Leg, Range
from tests.conftest import NOON
from tests.factories.registry import an_account
from tests.ledger.test_doors import holdings, issue, opened, rows

EMPTY = "create temp table {0} (like public.{0} including defaults including identity); grant all on {0} to public"


@pytest.fixture
def book(db: None) -> SimpleNamespace:
    """Two holders, and a retirement account with ten of a thousand units."""
    book = SimpleNamespace(a=opened("A"), b=opened("B"), retired=opened("R", "retirement"))
    issue(book.a, 1000)
    book.lot = rows("select id from book_lot")[0][0]
    book.retirement = ledger.post(
        kind="retirement", key="retire", legs=[Leg(book.lot, 991, 1000, book.a, book.retired)], at=NOON
    )
    return book


def tried(*statements: str) -> list[str]:
    """Take every step, whatever became of the one before; returns what the database said to those that failed."""
    said = []
    for statement in statements:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError as error:
            said.append(str(error))
    return said


def moved(book: SimpleNamespace, kind: str = "transfer") -> None:
    """Try to move the first hundred units of A to B."""
    with suppress(Refused, DatabaseError):
        ledger.post(kind=kind, key="moved", legs=[Leg(book.lot, 1, 100, book.a, book.b)], at=NOON)


def test_a_blocked_account_pays_nothing_out(book: SimpleNamespace) -> None:
    ledger.set_block(scope="account", name="A", blocked=True)
    tried(EMPTY.format("book_block"))
    moved(book)
    assert ("B", 1, 100) not in holdings()


def test_frozen_units_stay_where_they_are(book: SimpleNamespace) -> None:
    ledger.freeze(key="freeze", ranges=[Range(book.lot, 1, 100)], reason="court order", at=NOON)
    tried(EMPTY.format("book_freeze"))
    moved(book)
    assert ("B", 1, 100) not in holdings()


def test_retired_units_do_not_come_back_to_anybody(book: SimpleNamespace) -> None:
    tried(
        EMPTY.format("book_movement"),
        "insert into pg_temp.book_movement (transaction_id, lot_id, units, from_account_id, to_account_id) values"
        f" ({book.retirement}, {book.lot}, '[991,1001)', {book.b}, {book.retired})",
    )
    legs = [Leg(book.lot, 991, 1000, book.retired, book.b)]
    with suppress(Refused, DatabaseError):
        ledger.post(kind="reversal", key="back", legs=legs, at=NOON, answers=book.retirement, reason="mine")
    assert ("R", 991, 1000) in holdings()


def test_no_unit_moves_without_a_movement(book: SimpleNamespace) -> None:
    tried(EMPTY.format("book_movement"))
    moved(book)
    with_movement = rows("select count(*) from public.book_movement where to_account_id = " + str(book.b))[0][0]
    assert (("B", 1, 100) in holdings()) == bool(with_movement)


def test_no_unit_moves_without_a_transaction(book: SimpleNamespace) -> None:
    tried(EMPTY.format("book_transaction"), EMPTY.format("book_movement"))
    moved(book)
    posted = rows("select count(*) from public.book_transaction where key = 'moved'")[0][0]
    assert (("B", 1, 100) in holdings()) == bool(posted)


def test_no_row_changes_without_its_history(it: SimpleNamespace) -> None:
    before = rows("select count(*) from public.common_change")[0][0]
    tried(EMPTY.format("common_change"), "update public.partners_organisation set name = 'Taken over'")
    changed = rows("select count(*) from public.partners_organisation where name = 'Taken over'")[0][0]
    assert rows("select count(*) from public.common_change")[0][0] - before == changed


def test_nobody_writes_a_line_of_history(it: SimpleNamespace) -> None:
    before = rows("select count(*) from public.common_change")[0][0]
    tried(
        "create temp table partners_user (id bigint, name text)",
        "create trigger forged after insert on pg_temp.partners_user for each row execute function history_keep('id')",
        "insert into pg_temp.partners_user values (1, 'Forged')",
        "select history_keep()",
        "insert into common_change (table_name, row_key, deed, at, transaction, database_role)"
        " values ('partners_user', '1', 'insert', now(), 'x', 'y')",
    )
    assert rows("select count(*) from public.common_change")[0][0] == before


def test_no_account_loses_its_representatives(it: SimpleNamespace) -> None:
    account = an_account(it, it.japanese_company)
    assert not tried("set constraints all immediate")
    tried(
        EMPTY.format("registry_account"),
        f"""
        update public.registry_representative set ended_on = '2026-06-01' where account_id = {account.pk};
        set constraints all immediate""",
    )
    assert not tried("set constraints all deferred")  # as the module's transaction had it
    assert account.representatives.filter(ended_on=None).count() >= 2


def test_a_search_path_of_ones_own_leads_nowhere(book: SimpleNamespace) -> None:
    ledger.set_block(scope="account", name="A", blocked=True)
    said = tried(
        "create schema mine",
        "set local search_path = pg_temp, public",
        EMPTY.format("book_block"),
        "create function book_refuse_blocked(bigint[], bigint[]) returns void language sql as 'select'",
        "create function pg_temp.book_refuse_blocked(bigint[], bigint[]) returns void language sql as 'select'",
        "create type book_block as (scope text, name text)",
        "create operator public.&& (leftarg = int8range, rightarg = int8range, function = range_adjacent)",
        "create view pg_temp.book_freeze as select 1",
    )
    moved(book)
    assert ("B", 1, 100) not in holdings()
    assert len([words for words in said if "permission denied" in words]) == len(said) == 7  # but for the path itself


@pytest.mark.parametrize(
    "name",
    ["book_block", "book_account", "registry_account", "common_change", "identity_key", "committee_decisionitem"],
)
def test_no_table_of_the_house_is_shadowed(db: None, name: str) -> None:
    (said,) = tried(f"create temp table {name} (id bigint)")
    assert "permission denied to create temporary tables" in said
