"""The run-time role reads and writes what the committed table says, and tries everything else in vain."""

import pytest
from django.db import DatabaseError, connection, transaction

from common import rights
from tests.ledger.test_doors import rows

COLUMN = """
select quote_ident(a.attname) from pg_attribute a
where a.attrelid = '{}'::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = '' limit 1
"""
TRIES = {
    "select": "select {column} from {table} where false",
    "insert": "insert into {table} ({column}) select {column} from {table} where false",
    "update": "update {table} set {column} = {column} where false",
    "delete": "delete from {table} where false",
}
NO = ("permission denied", "into view", "update view", "from view", "GENERATED ALWAYS")
TABLES = sorted(rights.wanted())


def tried(statement: str) -> str:
    """What the database says to a statement; nothing where it lets it pass."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return str(error)
    return ""


def test_the_database_gives_the_rights_of_the_committed_table(db: None) -> None:
    with connection.cursor() as cursor:
        assert dict(rights.present(cursor)) == dict(rights.wanted())


def test_each_line_says_why(db: None) -> None:
    lines = rights.FILE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.rpartition(",")[2].strip()] == []
    assert lines[1:] == sorted(lines[1:], key=lambda line: line.partition(",")[0])


@pytest.mark.parametrize("table", TABLES)
def test_what_is_not_given_is_denied(db: None, table: str) -> None:
    given = rights.wanted()[table]
    column = rows(COLUMN.format(table))[0][0]
    for verb, form in TRIES.items():
        said = tried(form.format(table=table, column=column))
        assert any(words in said for words in NO) == (verb not in given), f"{verb} of {table}: {said}"
    for statement in (
        f"truncate {table}",
        f"alter table {table} disable trigger all",
        f"drop table {table}",
        f"alter table {table} add column mine int",
        f"create trigger mine before insert on {table} for each row execute function history_keep('id')",
        f"create index on {table} ({column})",
        f"lock table {table}",
    ):
        if not (statement.startswith("lock") and given & {"update", "delete"}):
            assert tried(statement), statement


def test_no_sequence_is_open(db: None) -> None:
    assert (
        rows(
            "select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace"
            " and (has_sequence_privilege(oid, 'USAGE') or has_sequence_privilege(oid, 'UPDATE'))"
        )
        == []
    )


DOORS = {
    "address_key",
    "book_freeze_units",
    "book_hold_lots",
    "book_issue",
    "book_lots_of",
    "book_open_account",
    "book_open_series",
    "book_post",
    "book_refuse_blocked",
    "book_set_block",
    "book_unfreeze",
    "event_record",
    "history_fold",
    "identity_assume",
    "identity_instant",
    "identity_person",
    "identity_proved",
    "identity_transaction",
    "log_bodies",
    "log_cosign",
    "log_leaves",
    "log_sequence",
    "log_sign",
    "log_state",
    "log_state_continuation",
    "own_accounts",
    "committee_is_excluded",
}


def test_only_the_doors_are_open(db: None) -> None:
    """A function that is made later is open only where its own file grants it, and then stands here."""
    found = rows(
        "select distinct proname::text from pg_proc p where pronamespace = 'public'::regnamespace"
        " and proname not like 'test\\_%' and has_function_privilege(oid, 'EXECUTE')"
        " and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')"
    )
    assert {name for (name,) in found} == DOORS


@pytest.mark.parametrize(
    "statement",
    [
        "set session_replication_role = replica",
        "set role jcm_owner",
        "set role postgres",
        "set session authorization jcm_owner",
        "reset session authorization; set role postgres",
        "alter role jcm_runtime superuser",
        "create role mine",
        "alter system set fsync = off",
        "create schema mine",
        "create extension file_fdw",
        "create function mine() returns int language sql as 'select 1'",
        "create function pg_temp.mine() returns int language sql as 'select 1'",
        "create table mine (id int)",
        "create temp table mine (id int)",
        "create temp view mine as select 1",
        "create type mine as (id int)",
        "create temp sequence mine",
        "select 1 as id into temp mine",
        "create operator = (leftarg = bigint, rightarg = bigint, function = int8ne)",
        "create cast (text as bigint) with inout as implicit",
        "copy book_holding to program 'id'",
        "copy common_event from program 'id'",
        "copy book_holding to '/tmp/mine'",
        "copy partners_user from '/etc/passwd'",
        "select pg_read_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
        "select pg_ls_dir('/')",
        "create server mine foreign data wrapper x",
        "load '/tmp/mine.so'",
        "do language plpython3u 'pass'",
        "select pg_reload_conf()",
        "grant select on identity_key to jcm_runtime",
        "security label on table book_lot is 'x'",
        "vacuum full book_lot",
        "comment on table book_lot is 'mine'",
        "alter function book_post owner to jcm_runtime",
        "alter database jcm owner to jcm_runtime",
        "create event trigger mine on ddl_command_start execute function history_keep()",
        "create publication mine for all tables",
        "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'checkpointer'",
    ],
)
def test_the_role_has_no_other_powers(db: None, statement: str) -> None:
    before = rows("select current_user::text, session_user::text")
    said = tried(statement)
    assert said or statement.startswith("select pg_terminate")
    assert rows("select current_user::text, session_user::text") == before == [("jcm_runtime", "jcm_runtime")]


@pytest.mark.parametrize(
    "setting", ["jcm.book_writes", "jcm.identity", "pgtrigger.ignore", "row_security", "search_path"]
)
@pytest.mark.parametrize("value", ["by function", "{common_event:event_stays}", "off", "pg_temp", "1|2026-06-01|0"])
def test_no_setting_opens_a_table(db: None, setting: str, value: str) -> None:
    for statement in (
        "update public.common_event set what = 'x'",
        "delete from public.common_event",
        "delete from public.book_holding",
        "update public.committee_answer set id = id",
        "delete from public.credits_issuedlot",
        "delete from public.workflow_paperversion",
        "insert into public.book_block values ('account', 'A')",
        "delete from public.partners_rulebook",
        "delete from public.committee_designationspell",
    ):
        with transaction.atomic():
            tried(f"select set_config('{setting}', '{value}', true)")
            said = tried(statement)
            transaction.set_rollback(True)
        assert "permission denied" in said
