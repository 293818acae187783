"""Events are written once and never change."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from jcm_platform.common import events
from jcm_platform.common.models import Event
from partners.selectors import people
from tests.conftest import NOON


@pytest.mark.parametrize(
    "statement", ["update common_event set what = 'x.y.z'", "delete from common_event"], ids=["update", "delete"]
)
def test_the_database_refuses_to_change_an_event(db: None, statement: str) -> None:
    system = people.system()
    events.record("partners.user.test", subject=system, by=system, at=NOON)
    with pytest.raises(DatabaseError, match="event_stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.filter(what="partners.user.test").count() == 1


def test_the_owner_of_the_tables_cannot_change_an_event_either(
    transactional_db: None, owner_connection: psycopg.Connection
) -> None:
    system = people.system()
    events.record("partners.user.test", subject=system, by=system, at=NOON)
    with pytest.raises(psycopg.Error, match="event_stays"):
        owner_connection.execute("update common_event set what = 'x.y.z'")
