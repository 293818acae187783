"""Every row of the house keeps its history by the database's own triggers, and nobody changes it."""

from datetime import datetime
from types import SimpleNamespace

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from committee.designations.models import Designation
from common import history
from common.models import Change
from partners.organisations.models import Organisation
from partners.people.models.people import User
from tests import database
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_pin
from workflow.papers import services as papers


@pytest.fixture
def it(noon: datetime, db: None) -> SimpleNamespace:
    return a_country_in_operation("TH")


def test_a_row_tells_who_changed_what_in_which_deed(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, submitted=True)
    papers.give_back(paper=pin, note="Say the scale.", by=it.officer, at=noon)
    last = history.of(pin)[-1].change
    assert last.before == {"state": "submitted", "returned_at": None, "return_note": ""}
    assert last.after is not None
    assert last.after | {"returned_at": None} == {
        "state": "returned",
        "returned_at": None,
        "return_note": "Say the scale.",
    }


def test_the_deed_is_found_by_its_transaction(it: SimpleNamespace, transactional_db: None, noon: datetime) -> None:
    """Committed transactions, as in life: a test's own transaction would be one deed in all."""
    pin = a_pin(it, submitted=True)
    papers.give_back(paper=pin, note="Say the scale.", by=it.officer, at=noon)
    deeds = [(entry.event.what, entry.event.by) for entry in history.of(pin) if entry.event]
    assert deeds[-1] == ("projects.projectideanote.return_to_participant", it.officer)
    assert deeds[-2] == ("projects.projectideanote.submit", it.participant)


def test_what_is_done_by_hand_shows_as_such(
    transactional_db: None, owner_connection: psycopg.Connection, noon: datetime
) -> None:
    office = Organisation.objects.create(name="Office", kind="jcma", side="japan")
    owner_connection.execute("update partners_organisation set name = 'Other' where id = %s", [office.pk])
    entry = history.of(office)[-1]
    assert entry.event is None
    assert entry.change.database_role == "jcm_owner"
    assert entry.change.after == {"name": "Other"}


def test_a_password_is_no_part_of_it(it: SimpleNamespace) -> None:
    it.officer.set_password("correct horse")
    it.officer.name = "New Name"
    it.officer.save()
    assert history.of(it.officer)[-1].change.after == {"name": "New Name"}


def test_what_went_is_still_there(it: SimpleNamespace) -> None:
    designation = Designation.objects.filter(organisation=it.tpe).get()
    designation.validation_scopes.remove(1)
    kept = Change.objects.get(table_name="committee_designation_validation_scopes", deed="delete")
    assert kept.before is not None
    assert kept.before["sectoralscope_id"] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update common_change set deed = 'insert'",
        "delete from common_change",
        "truncate common_change",
        "insert into common_change select * from common_change",
    ],
    ids=["update", "delete", "truncate", "insert"],
)
def test_the_run_time_role_cannot_touch_it(it: SimpleNamespace, statement: str) -> None:
    before = Change.objects.count()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Change.objects.count() == before


@pytest.mark.parametrize("statement", ["update common_change set deed = 'insert'", "delete from common_change"])
def test_nor_can_a_superuser(it: SimpleNamespace, admin_connection: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.Error, match="history never changes"):
        admin_connection.execute(statement)


def test_each_table_has_its_trigger(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'history_keep'")
        present = {row[0] for row in cursor.fetchall()}
    wanted = {model._meta.db_table for model in history.kept_models()}
    assert present == wanted
    assert {User._meta.db_table, "projects_projectideanote"} <= wanted


def test_the_triggers_are_put_back_where_one_was_lost(transactional_db: None) -> None:
    with database.as_owner(), connection.cursor() as cursor:
        cursor.execute("drop trigger history_keep on partners_organisation")
        history.install(using="default")
        cursor.execute(
            "select count(*) from pg_trigger where tgname = 'history_keep'"
            " and tgrelid = 'partners_organisation'::regclass"
        )
        assert cursor.fetchone()[0] == 1
