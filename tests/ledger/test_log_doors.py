"""The log's tables are written by the sequencer's own functions: the run-time role forges nothing in them."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
import rfc8785
from django.db import DatabaseError, connection, transaction

from committee.decisions.models import AnswerKind
from committee.decisions.services import answers, decisions
from committee.decisions.services.decisions import Proposal
from common import identity
from partners.people.models.people import User
from registry.models import LogCheckpoint, LogEntry, LogStatement
from registry.selectors import log
from registry.tlog import notes, tree
from registry.tlog.notes import Checkpoint, SignerKey
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation
from tests.factories.registry import LOG_KEY, a_signed_log
from tests.ledger.test_doors import issue, opened

FORGED = {
    "statement": "INSERT INTO registry_logstatement (body, paper_id, at) VALUES ('{}', 1, now())",
    "entry": "INSERT INTO registry_logentry (position, transaction_id, part, body, leaf_hash)"
    " SELECT 1, max(id), 2, '{}', sha256('') FROM book_transaction",
    "hash": "INSERT INTO registry_loghash (level, number, hash) VALUES (1, 0, sha256(''))",
    "head": "INSERT INTO registry_logcheckpoint (size, root, note, made_at) VALUES (2, sha256(''), 'note', now())",
    "key": "INSERT INTO registry_logkey (verifier, since) VALUES ('registry.test/log+00000000+AAAA', now())",
    "cosignature": "INSERT INTO registry_logcosignature (checkpoint_id, witness, line, signed_at)"
    " VALUES (1, 'w+00000000+AAAA', 'line', now())",
}


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


DOORS = {
    "another person sequences": ("log_written_by_system", "select log_sequence(10)"),
    "another person signs": ("log_written_by_system", "select log_sign(1, 'note', '{}')"),
    "another person cosigns": ("log_written_by_system", "select log_cosign(1, 'w', 'line', now())"),
}


@pytest.mark.parametrize("what", DOORS)
def test_nobody_but_the_system_works_on_the_log(it: SimpleNamespace, what: str) -> None:
    name, statement = DOORS[what]
    with pytest.raises(DatabaseError) as refused:
        _run_as(it.officer, statement)
    assert refused.value.__cause__.diag.constraint_name == name  # type: ignore[union-attr]  # psycopg's
    with pytest.raises(DatabaseError, match="identity_unknown"), transaction.atomic():
        _run(statement)


def _as_system(it: SimpleNamespace, statement: str, *values: Any) -> str:
    with pytest.raises(DatabaseError) as refused:
        _run_as(it.system, statement, *values)
    return str(refused.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]  # psycopg's


def test_a_head_is_of_the_entries_that_stand_and_larger_than_before(it: SimpleNamespace) -> None:
    sign = "select log_sign(%s, %s, %s)"
    assert _as_system(it, sign, 1, LogCheckpoint.objects.get().note, []) == "log_head_is_of_entries", "size stands"
    with transaction.atomic():
        issue(it.a, 5, key="more", issuance=2)
        identity.assume(by=it.system, at=NOON)
        _run("select log_sequence(10)")
    root = tree.root(log.read, 2)
    note = notes.sign(Checkpoint("registry.test/log", 2, root).text, [LOG_KEY])
    forged = notes.sign(Checkpoint("registry.test/log", 2, bytes(32)).text, [LOG_KEY])
    other = SignerKey("registry.test/log", bytes(32)).verifier
    assert _as_system(it, sign, 2, forged, []) == "log_head_is_of_entries", "another root"
    assert _as_system(it, sign, 2, note, [str(other)]) == "log_key_has_signed", "a key that signed nothing"
    assert log.verifier_keys() == [str(LOG_KEY.verifier)]


def test_an_unsigned_head_is_found(it: SimpleNamespace) -> None:
    with transaction.atomic():
        issue(it.a, 5, key="more", issuance=2)
        identity.assume(by=it.system, at=NOON)
        _run("select log_sequence(10)")
        note = Checkpoint("registry.test/log", 2, tree.root(log.read, 2)).text + "\nnobody\n"
        _run("select log_sign(%s, %s, %s)", 2, note, [])
    assert log.differences() == "the head of 2 entries bears no signature of a key of the log"


def test_a_statement_is_of_a_decision_that_is_concluded_in_the_same_transaction(it: SimpleNamespace) -> None:
    proposal = Proposal("rules", 'Guidelines "ver"\t02.0 案', "JCM_TH_GL_PDD")
    decision = decisions.prepare(country=it.country, proposals=[proposal], by=it.officer, at=NOON)
    assert _as_system(it, "select log_state(%s)", decision.pk) == "log_statement_of_decision", "not concluded"
    decisions.circulate(decision_id=decision.pk, by=it.officer, at=NOON)
    for member in (it.japan_chair, it.partner_chair, it.japan_member, it.partner_member):
        answers.give(decision_id=decision.pk, answer=AnswerKind.AGREE, by=member, at=NOON)
    told = LogStatement.objects.get()
    assert rfc8785.dumps(json.loads(told.body)).decode() == told.body, "canonical JSON"
    assert _as_system(it, "select log_state(%s)", decision.pk) == "log_statement_of_decision", "concluded before"


def test_entries_have_no_gap_and_hashes_are_those_of_the_tree(it: SimpleNamespace) -> None:
    for number in range(300):
        issue(it.a, 1, key=f"more-{number}", project=f"TH{number}")
    a_signed_log(it)
    assert list(LogEntry.objects.order_by("position").values_list("position", flat=True)) == list(range(301))
    head = LogCheckpoint.objects.latest("size")
    leaves = [bytes(each) for each in LogEntry.objects.order_by("position").values_list("leaf_hash", flat=True)]
    assert tree.fold(leaves) == bytes(head.root) == tree.root(log.read, 301)
    assert log.differences() == ""


def _run_as(who: User, statement: str, *values: Any) -> None:
    with transaction.atomic():
        identity.assume(by=who, at=NOON)
        _run(statement, *values)


def _run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
