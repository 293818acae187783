"""Who acts is proved to the database, for one transaction, and cannot be said by the run-time role itself."""

from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from common import events, identity
from common.models import Event
from tests.conftest import NOON

SAID = "select identity_person() from set_config('jcm.identity', %s, true)"


def _ask(statement: str, values: Sequence[Any] = ()) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def test_the_database_knows_who_was_assumed_and_when(it: SimpleNamespace) -> None:
    identity.assume(by=it.officer, at=NOON)
    assert (_ask("select identity_person()"), _ask("select identity_instant()")) == (it.officer.pk, NOON)


def test_the_last_one_assumed_acts(it: SimpleNamespace) -> None:
    identity.assume(by=it.officer, at=NOON)
    identity.assume(by=it.participant, at=NOON + timedelta(microseconds=1))
    assert _ask("select identity_person()") == it.participant.pk
    assert _ask("select identity_instant()") == NOON + timedelta(microseconds=1)


def test_a_proof_of_one_person_is_none_of_another(it: SimpleNamespace) -> None:
    _person, instant, proof = identity.proof(by=it.officer, at=NOON)
    for person, at in ((it.participant.pk, instant), (it.officer.pk, instant + timedelta(microseconds=1))):
        with pytest.raises(DatabaseError, match="identity_unproven"):
            _ask("select identity_assume(%s, %s, %s)", [person, at, proof])


def test_a_request_acts_as_its_own_person_or_as_the_system(it: SimpleNamespace) -> None:
    request = RequestFactory().get("/")
    request.user = it.participant
    with identity.within(request):
        identity.assume(by=it.participant, at=NOON)
        identity.assume(by=it.system, at=NOON)
        with pytest.raises(identity.OtherPersonError):
            events.record("partners.user.test", subject=it.officer, by=it.officer, at=NOON)
    assert not Event.objects.filter(what="partners.user.test").exists()
    identity.assume(by=it.officer, at=NOON)
