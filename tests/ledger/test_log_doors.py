"""The log's tables are written by the sequencer's own functions: whoever has the run-time role forges nothing in them."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from registry.models import LogCheckpoint, LogEntry, LogStatement
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation
from tests.factories.registry import LOG_KEY, a_signed_log
from tests.ledger.test_doors import issue, opened, rows

FORGED = {
    "statement": "INSERT INTO registry_logstatement (body, subject, at) VALUES ('{\"about\":\"decision\"}', 'x', now())",
    "entry": "INSERT INTO registry_logentry (position, transaction_id, part, body, leaf_hash)"
             " SELECT 1, max(id), 2, '{}', sha256('') FROM book_transaction",
    "hash": "INSERT INTO registry_loghash (level, number, hash) VALUES (1, 0, sha256(''))",
    "head": "INSERT INTO registry_logcheckpoint (size, root, note, made_at) VALUES (2, sha256(''), 'note', now())",
    "key": "INSERT INTO registry_logkey (verifier, since) VALUES ('registry.test/log+00000000+AAAA', now())",
    "cosignature": "INSERT INTO registry_logcosignature (checkpoint_id, witness, line, signed_at)"
                   " VALUES (1, 'w+00000000+AAAA', 'line', now())",
}  # fmt: skip


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A log of one entry, signed."""
    it = a_country_in_operation()
    it.a = opened("A")
    issue(it.a, 1000)
    a_signed_log(it)
    return it


@pytest.mark.parametrize("what", FORGED)
def test_the_run_time_role_writes_nothing_of_the_log_by_hand(it: SimpleNamespace, what: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        _run(FORGED[what])


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
