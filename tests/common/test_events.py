"""Events are written once and never change."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from common import events
from common.models import Event
from partners.people.selectors import people
from tests.conftest import NOON

FORGED = "insert into common_event (what, by_id, at, before, after) values ('a.b.c', 1, now(), '{}', '{}')"


@pytest.mark.parametrize(
    "statement",
    [FORGED, "update common_event set what = 'x.y.z'", "delete from common_event", "truncate common_event"],
    ids=["insert", "update", "delete", "truncate"],
)
def test_the_run_time_role_neither_writes_nor_changes_an_event(db: None, statement: str) -> None:
    system = people.system()
    events.record("partners.user.test", subject=system, by=system, at=NOON)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert not Event.objects.filter(what="a.b.c").exists()
    assert Event.objects.filter(what="partners.user.test").count() == 1


def test_the_owner_of_the_tables_cannot_change_an_event_either(
    transactional_db: None, owner_connection: psycopg.Connection
) -> None:
    system = people.system()
    events.record("partners.user.test", subject=system, by=system, at=NOON)
    for statement in ("update common_event set what = 'x.y.z'", "delete from common_event", "truncate common_event"):
        with pytest.raises(psycopg.Error, match="event_stays"):
            owner_connection.execute(statement)


def test_an_event_bears_what_was_proved(db: None) -> None:
    system = people.system()
    events.record("partners.user.test", subject=system, by=system, at=NOON, after={"name": "Ō"})
    event = Event.objects.get(what="partners.user.test")
    assert (event.by, event.at, event.after) == (system, NOON, {"name": "Ō"})
    assert event.transaction
