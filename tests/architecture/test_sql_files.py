"""The database is what the SQL files say: nothing edited without a migration, nothing changed by hand."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection
from psycopg import sql

from common import sql_files
from common.sql_files import InstallSql, installing, last_of, made_by, removing, text_of
from tests import catalogue, database

FILES = list(dict.fromkeys((each.operation.app, each.operation.file) for each in sql_files.installations()))
KEYS_FROM_OUTSIDE = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname) FROM pg_constraint
WHERE contype = 'f' AND confrelid::regclass::text = ANY (%(tables)s) AND conrelid::regclass::text <> ALL (%(tables)s)
"""
TABLES = [made.name for app, file in FILES for made in made_by(text_of(app, file)) if made.kind == "TABLE"]


def test_the_book_stands_in_files() -> None:
    assert [file for app, file in FILES if app == "registry"][:3] == [
        "book/tables.sql",
        "book/functions.sql",
        "book/stops.sql",
    ]


@pytest.mark.parametrize(("app", "file"), FILES)
def test_an_edited_file_has_its_migration(app: str, file: str) -> None:
    last = last_of(app, file)
    digest = sql_files.digest_of(text_of(app, file))
    assert last.operation.digest == digest, (
        f'{app}/{file} was edited after {last.migration}. Write a migration with InstallSql("{app}", "{file}", '
        f'"{digest}", again=True); what changes tables needs its ALTER before it (docs/changing-the-database.md).'
    )


@pytest.mark.parametrize(("app", "file"), FILES)
def test_a_file_makes_only_what_it_can_make_again(app: str, file: str) -> None:
    things = made_by(text_of(app, file))
    assert [made for made in things if made.kind == "TRIGGER" and not made.table] == []
    assert len({(made.kind, made.name, made.table) for made in things}) == len(things)


@contextmanager
def scratch() -> Iterator[psycopg.Connection]:
    """A copy of the database in which nothing of the files is left; its owner's connection."""
    name = f"scratch_{uuid.uuid4().hex[:8]}"
    tested = connection.settings_dict["NAME"]
    connection.close()
    with psycopg.connect(settings.DATABASE_OWNER_URL, dbname="postgres", autocommit=True) as server:
        make = sql.SQL("create database {} template {}")
        server.execute(make.format(sql.Identifier(name), sql.Identifier(tested)))
        try:
            with psycopg.connect(settings.DATABASE_OWNER_URL, dbname=name, autocommit=True) as owner:
                yield owner
        finally:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def test_the_database_is_what_the_files_make(transactional_db: None) -> None:
    with database.owner() as present:
        installed = catalogue.of(present, TABLES)
    with scratch() as owner:
        for (statement,) in owner.execute(KEYS_FROM_OUTSIDE, {"tables": TABLES}).fetchall():
            owner.execute(statement)
        for app, file in reversed(FILES):
            if app != "common":  # its functions stand behind triggers and defaults of every table: installed over
                owner.execute(removing(text_of(app, file)).encode())
        for app, file in FILES:
            owner.execute(installing(text_of(app, file)).encode())
        written = catalogue.of(owner, TABLES)
    assert catalogue.differences(written, installed) == []


def test_nothing_stands_in_the_database_that_no_file_makes(db: None) -> None:
    files = [path for app in apps.get_app_configs() for path in Path(app.path).rglob("*.sql")]
    named = {statement["name"] for path in files for statement in sql_files.MAKES.finditer(path.read_text())}
    with database.owner() as present:
        there = {thing.split()[1].partition("(")[0] for thing in catalogue.of(present, [])}
    assert there - named == set()


HANDS = {
    "create or replace function book_hold_lots(p_lots bigint[]) returns void language sql as ''": "book_hold_lots",
    "alter function book_post reset lock_timeout": "function book_post",
    "grant execute on function book_pass to jcm_runtime": "function book_pass",
    "create function book_back_door() returns void language sql as ''": "function book_back_door",
    "alter table book_holding disable trigger book_judge_holding": "trigger book_judge_holding of book_holding",
    "drop trigger book_past_stays on book_movement": "trigger book_past_stays of book_movement",
    "alter table book_holding drop constraint book_unit_in_one_place": "constraint book_unit_in_one_place",
    "alter table book_lot alter project drop not null": "column book_lot.project",
    "drop index book_movement_of_unit": "index book_movement_of_unit",
    "create or replace view log_account as select id, number, registry as place from book_account": "view log_account",
}


@pytest.mark.parametrize(("deed", "seen"), HANDS.items())
def test_a_change_by_hand_is_seen(db: None, deed: str, seen: str) -> None:
    connection.close()
    with database.owner() as owner:
        before = catalogue.of(owner, TABLES)
        owner.execute("begin")
        owner.execute(deed.encode())
        changed = catalogue.differences(before, catalogue.of(owner, TABLES))
        owner.execute("rollback")
    assert any(line.startswith(seen) or seen in line.partition(":")[0] for line in changed), changed


def test_a_file_that_could_not_run_again_is_refused() -> None:
    for statement in ("CREATE TABLE mine (id int);", "CREATE FUNCTION mine() RETURNS int AS '';", "CREATE INDEX mine"):
        with pytest.raises(ValueError, match="could not be installed again"):
            made_by(statement)


def test_a_comment_at_the_margin_needs_no_migration() -> None:
    text = "-- Why.\nCREATE OR REPLACE VIEW mine AS\n  SELECT 1; -- said\n"
    assert sql_files.digest_of(text) == sql_files.digest_of(text.replace("-- Why.", "-- Why, and how."))
    assert sql_files.digest_of(text) != sql_files.digest_of(text.replace("said", "told"))


def test_what_a_file_made_is_taken_back_in_the_other_order() -> None:
    text = (
        "CREATE TABLE IF NOT EXISTS mine (id int);\nCREATE OR REPLACE FUNCTION kept() RETURNS trigger AS '';\n"
        "CREATE TRIGGER kept BEFORE UPDATE OF id ON mine FOR EACH ROW EXECUTE FUNCTION kept();"
    )
    assert removing(text).splitlines() == [
        "DROP TRIGGER IF EXISTS kept ON mine;",
        "DROP ROUTINE IF EXISTS kept;",
        "DROP TABLE IF EXISTS mine;",
    ]
    assert installing(text).startswith("DROP TRIGGER IF EXISTS kept ON mine;\nCREATE TABLE")


def test_what_cannot_be_installed_is_a_fault_where_no_later_migration_installs_it(db: None, tmp_path: Path) -> None:
    (tmp_path / "mine.sql").write_text("CREATE OR REPLACE VIEW mine AS SELECT 1 FROM what_there_is_not;")
    operation = InstallSql("registry", str(tmp_path / "mine.sql"), "")
    with pytest.raises(ProgrammingError, match="what_there_is_not"), connection.schema_editor() as editor:
        operation.database_forwards("registry", editor, None, None)


def test_an_installation_says_what_it_does() -> None:
    assert InstallSql("registry", "book/tables.sql", "").describe() == "Install registry/book/tables.sql"
