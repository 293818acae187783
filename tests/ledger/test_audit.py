"""The audit finds what was changed behind the book's back, whoever did it."""

from io import StringIO
from types import SimpleNamespace

import psycopg
import pytest
from django.core.management import CommandError, call_command

from registry.book import ledger
from registry.book.ledger import Leg
from registry.selectors import audit
from tests.conftest import NOON
from tests.ledger.test_doors import issue, opened, rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A small history: two issuances, transfers back and forth, a retirement and its reversal."""
    it = SimpleNamespace(a=opened("A"), b=opened("B"), retired=opened("R", "retirement"))
    issue(it.a, 1000)
    issue(it.b, 50, key="second", vintage=None, issuance=2)
    it.lot = rows("select id from book_lot order by id")[0][0]
    for number, (first, last, sender, receiver, kind) in enumerate(
        [
            (1, 100, it.a, it.b, "transfer"),
            (51, 60, it.b, it.a, "transfer"),
            (900, 1000, it.a, it.retired, "retirement"),
        ]
    ):
        made = ledger.post(kind=kind, key=f"m{number}", legs=[Leg(it.lot, first, last, sender, receiver)], at=NOON)
    back = [Leg(it.lot, 900, 1000, it.retired, it.a)]
    ledger.post(kind="reversal", key="back", legs=back, at=NOON, answers=made, reason="typing error")
    return it


def test_an_honest_book_is_whole(it: SimpleNamespace) -> None:
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert "The book is whole: 6 transactions, 6 movements, 1050 t CO2 eq" in out.getvalue()


TAMPERING = {
    "a holding goes to another account": "update book_holding set account_id = (select id from book_account where"
    " number = 'B') where account_id = (select id from book_account where number = 'A') and lower(units) = 51",
    "a holding shrinks": "update book_holding set units = int8range(lower(units), upper(units) - 5)"
    " where lower(units) = 1",
    "a holding is deleted": "delete from book_holding where lower(units) = 51",
    "a movement is redirected, the holding with it": "update book_movement set to_account_id = (select id from"
    " book_account where number = 'R') where from_account_id is not null and lower(units) = 1; update book_holding set"
    " account_id = (select id from book_account where number = 'R') where lower(units) = 1",
    "a movement is deleted": "delete from book_movement where lower(units) = 51",
    "a transaction is rewritten": "update book_transaction set reason = 'court order' where kind = 'reversal'",
    "a kind is rewritten": "update book_transaction set kind = 'cancellation' where kind = 'retirement'",
    "a lot gets another vintage": "update book_lot set vintage = 2022",
    "numbers are reused": "update book_series set next_unit = 5",
}


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING.keys())
def test_a_superuser_who_switches_the_triggers_off_is_found(
    it: SimpleNamespace, admin_connection: psycopg.Connection, statement: str
) -> None:
    assert audit.verify().difference == ""
    admin_connection.execute("set session_replication_role = replica")
    admin_connection.execute(statement)
    with pytest.raises(CommandError, match="The book is NOT whole"):
        call_command("verify_ledger", stdout=StringIO())
