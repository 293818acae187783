"""An identity ends with its transaction; what is made up or kept is worth nothing (no situation is made here)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from common import identity
from partners.people.selectors import people
from tests import database
from tests.conftest import NOON

SAID = "select identity_person() from set_config('jcm.identity', %s, true)"


def _ask(statement: str, values: Sequence[Any] = ()) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("question", ["identity_person()", "identity_instant()"])
def test_nobody_acts_where_nobody_was_assumed(db: None, question: str) -> None:
    with pytest.raises(DatabaseError, match="identity_unknown"):
        _ask(f"select {question}")


def test_an_identity_ends_with_its_transaction(transactional_db: None) -> None:
    with transaction.atomic():
        identity.assume(by=people.system(), at=NOON)
    with pytest.raises(DatabaseError, match="identity_unknown"):
        _ask("select identity_person()")


def test_an_identity_kept_from_another_transaction_is_worth_nothing(transactional_db: None) -> None:
    with transaction.atomic():
        identity.assume(by=people.system(), at=NOON)
        kept = _ask("select current_setting('jcm.identity')")
        proved = identity.proof(by=people.system(), at=NOON)
    with pytest.raises(DatabaseError, match="identity_unknown"):
        _ask(SAID, [kept])
    with pytest.raises(DatabaseError, match="identity_unproven"):
        _ask("select identity_assume(%s, %s, %s)", proved)


def test_after_a_transaction_that_failed_the_next_is_proved_anew(transactional_db: None) -> None:
    system = people.system()
    with transaction.atomic():
        identity.assume(by=system, at=NOON)
        transaction.set_rollback(True)
    with transaction.atomic():
        with transaction.atomic():
            identity.assume(by=system, at=NOON)
            transaction.set_rollback(True)
        identity.assume(by=system, at=NOON)
        assert _ask("select identity_person()") == system.pk


@pytest.mark.parametrize(
    "said",
    ["", "1", "1|2026-06-01 12:00:00+00|", "1|2026-06-01 12:00:00+00|0000", "x|y|z", "1|infinity|0", "|||", "9" * 40],
)
def test_a_setting_written_by_hand_is_nobody(db: None, said: str) -> None:
    with pytest.raises(DatabaseError, match="identity_unknown"):
        _ask(SAID, [said])


@pytest.mark.parametrize(
    ("person", "instant", "proof"),
    [(None, NOON, "0"), (1, None, "0"), (1, NOON, None), (1, "infinity", ""), (-1, NOON, "0" * 64), (2**62, NOON, "")],
)
def test_nothing_made_up_is_believed(db: None, person: Any, instant: Any, proof: Any) -> None:
    with pytest.raises(DatabaseError, match="identity_unproven"):
        _ask("select identity_assume(%s, %s, %s)", [person, instant, proof])


@pytest.mark.parametrize("statement", ["select identity_proof(1, now())", "select inner_pad from identity_key"])
def test_the_run_time_role_reads_no_key_and_makes_no_proof(db: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        _ask(statement)


def test_a_proof_wants_a_transaction(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="there is none"):
        identity.proof(by=people.system(), at=NOON)


def test_migrating_again_heals_a_changed_secret_key(
    transactional_db: None, admin_connection: psycopg.Connection, noon: datetime, settings: Any
) -> None:
    settings.SECRET_KEY = "another key, long enough for this test"
    with pytest.raises(DatabaseError, match="identity_unproven"), transaction.atomic():
        identity.assume(by=people.system(), at=noon)
    kept = admin_connection.execute("select inner_pad, outer_pad from identity_key").fetchone()
    assert kept
    with database.as_owner():
        identity.install(using="default")
    with transaction.atomic():
        identity.assume(by=people.system(), at=noon)
    admin_connection.execute("update identity_key set inner_pad = %s, outer_pad = %s", kept)
