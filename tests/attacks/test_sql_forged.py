"""A forged state is found, whoever made it: here a superuser who switches every trigger off."""

from io import StringIO
from types import SimpleNamespace

import psycopg
import pytest
from django.core.management import CommandError, call_command

from common import events
from partners.organisations.models import Organisation
from partners.people.selectors import people
from registry.book import ledger
from registry.book.ledger import Leg, Range
from tests.conftest import NOON
from tests.ledger.test_doors import issue, opened, rows

pytestmark = pytest.mark.django_db(transaction=True)


def _post(key: str, first: int, last: int, sender: int, receiver: int) -> str:
    """A posting as the book itself would write it, with the hash of its content, but asked by nobody."""
    return f"""
      insert into book_transaction (kind, key, request_hash, posted_at, reason) values ('transfer', '{key}',
        sha256(convert_to('transfer|' || (select min(id) from book_lot) || ':{first}-{last}:{sender}>{receiver}|',
          'UTF8')),
        now(), '');
      insert into book_movement (transaction_id, lot_id, units, from_account_id, to_account_id)
        select max(t.id), min(l.id), '[{first},{last + 1})', {sender}, {receiver} from book_transaction t, book_lot l;
      update book_holding set account_id = {receiver} where units = '[{first},{last + 1})'
    """


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A thousand units: 1-500 free, 501-600 frozen, 601-700 with B, 901-1000 retired; B was blocked for a while."""
    it = SimpleNamespace(a=opened("A"), b=opened("B"), retired=opened("R", "retirement"))
    issue(it.a, 1000)
    it.lot = rows("select id from book_lot")[0][0]
    for kind, first, last, to in (("retirement", 901, 1000, it.retired), ("transfer", 601, 700, it.b)):
        ledger.post(kind=kind, key=f"k{first}", legs=[Leg(it.lot, first, last, it.a, to)], at=NOON)
    ledger.set_block(scope="account", name="B", blocked=True)
    ledger.set_block(scope="account", name="B", blocked=False)
    back = [Leg(it.lot, 601, 700, it.b, it.a)]
    ledger.post(kind="transfer", key="k601-back", legs=back, at=NOON)
    ledger.post(kind="transfer", key="again", legs=[Leg(it.lot, 601, 700, it.a, it.b)], at=NOON)
    lifted = ledger.freeze(key="lifted", ranges=[Range(it.lot, 1, 10)], reason="court order", at=NOON)
    ledger.unfreeze(key="free", answers=lifted, reason="lifted", at=NOON)
    ledger.post(kind="transfer", key="part", legs=[Leg(it.lot, 501, 600, it.a, it.b)], at=NOON)
    it.frozen = ledger.freeze(key="freeze", ranges=[Range(it.lot, 501, 600)], reason="court order", at=NOON)
    it.office = Organisation.objects.create(name="Office", kind="jcma", side="japan")
    events.record("partners.organisation.test", subject=it.office, by=people.system(), at=NOON)
    return it


def verify() -> str:
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    return out.getvalue()


def test_an_honest_state_is_whole(it: SimpleNamespace) -> None:
    assert "The book is whole: 6 transactions, 6 movements" in verify()


FORGED = {
    "a block that was never set": ("insert into book_block values ('account', 'A')", "account A: its block"),
    "a movement of frozen units": ("{frozen}", "were frozen by transaction"),
    "a freeze that came after is moved before": (
        "update book_freeze set transaction_id = (select min(id) from book_transaction)",
        "no transaction of freezing",
    ),
    "a freeze is taken away": ("delete from book_freeze where units = '[501,601)'", "a freeze that froze"),
    "the end of a freeze is made up": (
        "update book_transaction set reason = 'because' where kind = 'unfreeze'",
        "a unfreeze that froze or freed",
    ),
    "a block is back-dated": (
        (
            "insert into book_block_change (scope, name, blocked, after_transaction)"
            " select 'registry', 'JP', true, min(id) from book_transaction"
        ),
        "registry JP was blocked",
    ),
    "retired units come back": ("{back}", "transfer does not fit"),
    "a movement has no transaction": (
        (
            "insert into book_movement (transaction_id, lot_id, units, to_account_id)"
            " select 999999, id, '[1,2)', 1 from book_lot"
        ),
        "there is no transaction 999999",
    ),
    "a movement of no lot": ("update book_movement set lot_id = 999999 where units = '[601,701)'", "no lot 999999"),
    "a movement to an account that there is not": ("{to_nobody}", "transfer does not fit from holding to None"),
    "a movement from an account that there is not": ("{from_nobody}", "transfer does not fit from None to holding"),
    "a holding of an account that there is not": (
        "update book_holding set account_id = 999999 where upper(units) = 701",
        "the book says",
    ),
    "a holding of nothing": (
        (
            "insert into book_holding (lot_id, account_id, units) select lot_id, account_id, 'empty' from book_holding"
            " limit 1"
        ),
        "are held but were never moved",
    ),
    "a holding of no lot": ("update book_holding set lot_id = 999999 where upper(units) = 701", "the book says"),
    "a kind that there is not": ("update book_transaction set kind = 'gift' where key = 'again'", "of no known kind"),
    "an answer is taken away": (
        "update book_transaction set answers = null where kind = 'unfreeze'",
        "lacks or should not have what it answers",
    ),
    "a posting in the name of a request": (
        "update book_transaction set key = 'request:77' where key = 'again'",
        "request TR-000077 did not lead to it",
    ),
    "a row is changed without history": ("update partners_organisation set name = 'Other'", "partners_organisation"),
    "a row stands without history": (
        "update common_change set row_key = '0' where table_name = 'partners_organisation'",
        "partners_organisation",
    ),
    "a row goes without history": ("delete from partners_organisation", "partners_organisation"),
    "a line of history is forged": (
        (
            "insert into common_change (table_name, row_key, deed, before, after, at, transaction, database_role)"
            " select table_name, row_key, 'update', '{{}}', '{{\"name\": \"Mine\"}}', at, transaction, database_role"
            " from common_change where table_name = 'partners_organisation'"
        ),
        "partners_organisation",
    ),
    "an event is forged": (
        (
            "insert into common_event (what, paper_id, person_id, by_id, at, before, after, transaction)"
            " select 'partners.user.invite', paper_id, person_id, by_id, at, before, after, transaction"
            " from common_event"
        ),
        "common_event",
    ),
    "an event is taken away": ("delete from common_event", "common_event"),
    "an event bears another name": ("update common_event set by_id = 0", "common_event"),
}


@pytest.mark.parametrize(("statement", "found"), FORGED.values(), ids=FORGED.keys())
def test_a_forged_state_is_found(
    it: SimpleNamespace, admin_connection: psycopg.Connection, statement: str, found: str
) -> None:
    verify()
    admin_connection.execute("set session_replication_role = replica")
    forged = statement.format(
        frozen=_post("frozen", 501, 600, it.b, it.a),
        back=_post("back", 901, 1000, it.retired, it.a),
        to_nobody=_post("to nobody", 601, 700, it.b, 999999),
        from_nobody=_post("from nobody", 601, 700, 999999, it.b),
    )
    admin_connection.execute(forged)
    with pytest.raises(CommandError, match=found):
        verify()


def test_a_movement_of_a_blocked_account_is_found(it: SimpleNamespace, admin_connection: psycopg.Connection) -> None:
    ledger.set_block(scope="account", name="B", blocked=True)
    admin_connection.execute("set session_replication_role = replica")
    admin_connection.execute(_post("blocked", 601, 700, it.b, it.a))
    with pytest.raises(CommandError, match="account B was blocked"):
        verify()
