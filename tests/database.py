"""The test database: made and migrated by its owner, used by the run-time role, wiped by the administrator.

All migrations take their time, so the first worker keeps what it has migrated as a template, and the
others, and later runs with the same migrations, copy it.
"""

import fcntl
import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection, connections, models
from psycopg import sql
from psycopg.conninfo import make_conninfo

from common import rights
from tools import embedded
from tools.embedded.postgres import server_tool

KEPT = {"django_migrations", "django_content_type", "auth_permission", "django_site", "identity_key"}

TEST_FUNCTIONS = """
create or replace function test_triggers(wanted text) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin perform set_config('session_replication_role', wanted, true); end $$;
create or replace function test_rights(tables text[], given boolean) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare each text;
begin
  foreach each in array tables loop
    execute format('%s insert, update, delete on public.%I %s jcm_runtime',
      case when given then 'grant' else 'revoke' end, each, case when given then 'to' else 'from' end);
  end loop;
end $$;
create or replace function test_grant(each text, verbs text) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin execute format('grant %s on public.%I to jcm_runtime', verbs, each); end $$;
create or replace function test_poisoned() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin raise exception 'this row is poisoned'; end $$;
create or replace function test_poison(each text, named text, key bigint) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  set constraints all immediate;
  execute format('create trigger test_poison before insert or update on public.%I for each row when (new.%I = %s)
    execute function test_poisoned()', each, named, key);
  set constraints all deferred;
end $$;
create or replace function test_antidote(each text) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  set constraints all immediate;
  execute format('drop trigger test_poison on public.%I', each);
  set constraints all deferred;
end $$;
grant execute on function test_triggers, test_rights, test_grant, test_poison, test_antidote to jcm_runtime;
"""


@contextmanager
def at(url: str) -> Iterator[None]:
    """Use the default connection with a database elsewhere."""
    before = dict(connection.settings_dict)
    there = environ.Env.db_url_config(url)
    connection.close()
    connection.settings_dict.update(there, OPTIONS=before["OPTIONS"] | there.get("OPTIONS", {}))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def copy_tables(url: str) -> None:
    """Make in an empty database, on a server with the same roles, what the migrations make."""
    source = make_conninfo(environ.Env().str("DATABASE_ADMIN_URL"), dbname=_template())
    with subprocess.Popen([str(server_tool("pg_dump")), f"--dbname={source}"], stdout=subprocess.PIPE) as dump:
        restored = [str(server_tool("psql")), "-q", "-X", "-v", "ON_ERROR_STOP=1", f"--dbname={url}"]
        subprocess.run(restored, stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True)
    assert dump.returncode == 0


def _swap(url: str) -> dict[str, Any]:
    """Point the default connection at another role; returns what it was."""
    before = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    parts = urlsplit(url)
    connection.close()
    connection.settings_dict.update(USER=unquote(parts.username or ""), PASSWORD=unquote(parts.password or ""))
    return before


@contextmanager
def as_owner() -> Iterator[None]:
    """Use the default connection as the owner of the tables."""
    before = _swap(settings.DATABASE_OWNER_URL)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@contextmanager
def alone() -> Iterator[None]:
    """Let one worker at a time make its database."""
    with (embedded.var_directory() / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _template() -> str:
    """The name of the database that these very migrations make."""
    read = hashlib.sha256()
    for folder in sorted(Path(app.path) for app in apps.get_app_configs()):
        if folder.is_relative_to(settings.BASE_DIR) and ".venv" not in folder.parts:
            for path in sorted([*folder.glob("migrations/*.*"), *folder.rglob("*.sql")]):
                read.update(path.name.encode() + path.read_bytes())
    read.update(Path(settings.BASE_DIR, "requirements", "runtime.lock").read_bytes())
    return f"template_{read.hexdigest()[:16]}"


def copied(name: str) -> bool:
    """Make the database of a worker as a copy of the template; False where there is none yet."""
    with psycopg.connect(settings.DATABASE_OWNER_URL, dbname="postgres", autocommit=True) as server:
        known = server.execute("select 1 from pg_database where datname = %s", [_template()]).fetchone()
        if known:
            _copy(server, _template(), name)
        return bool(known)


def keep_as_template(name: str) -> None:
    """Keep a migrated database for the others; templates of other migrations go."""
    connection.close()
    with psycopg.connect(settings.DATABASE_OWNER_URL, dbname="postgres", autocommit=True) as server:
        old = server.execute("select datname from pg_database where datname like 'template\\_%'").fetchall()
        for (each,) in old:
            server.execute(sql.SQL("drop database {}").format(sql.Identifier(each)))
        _copy(server, name, _template())


def _copy(server: psycopg.Connection, source: str, target: str) -> None:
    server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(target)))
    make = sql.SQL("create database {} template {}")
    server.execute(make.format(sql.Identifier(target), sql.Identifier(source)))


def _connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url, dbname=connection.settings_dict["NAME"], autocommit=True)


def owner() -> psycopg.Connection:
    """A connection of the tables' owner to the test database."""
    return _connect(settings.DATABASE_OWNER_URL)


def administrator() -> psycopg.Connection:
    """A superuser's connection to the test database."""
    return _connect(environ.Env().str("DATABASE_ADMIN_URL"))


def wipe() -> None:
    """Empty every table, the book's too: only a superuser who switches its triggers off may do that."""
    for each in connections.all():
        each.close()
    with administrator() as admin:
        tables = [
            name
            for (name,) in admin.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
            if name not in KEPT
        ]
        admin.execute("set session_replication_role = replica")
        for name in _filled(admin, tables):
            admin.execute(sql.SQL("delete from {}").format(sql.Identifier(name)))
        seed(admin)


def give_tests_their_functions() -> None:
    """Functions by which tests arrange what no role of the platform can; the administrator makes them here alone."""
    with administrator() as admin:
        admin.execute(TEST_FUNCTIONS)


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """Write past every trigger with the connection of the tests, inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select test_triggers('replica')")
    yield
    with connection.cursor() as cursor:
        cursor.execute("select test_triggers('origin')")


@contextmanager
def past_the_rights(*names: type[models.Model]) -> Iterator[None]:
    """Write tables that the run-time role may not write, inside a transaction: what then refuses is the trigger."""
    tables = [model._meta.db_table for model in names]
    with connection.cursor() as cursor:
        cursor.execute("select test_rights(%s, true)", [tables])
    yield
    with connection.cursor() as cursor:
        cursor.execute("select test_rights(%s, false)", [tables])
        for table in tables:
            if verbs := rights.wanted()[table] - {"select"}:
                cursor.execute("select test_grant(%s, %s)", [table, ", ".join(verbs)])


@contextmanager
def poisoned(model: type[models.Model], column: str, key: int) -> Iterator[None]:
    """Inside a transaction, the database fails on whatever writes rows of a table with this key."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("select test_poison(%s, %s, %s)", [table, column, key])
    yield
    with connection.cursor() as cursor:
        cursor.execute("select test_antidote(%s)", [table])


def _filled(admin: psycopg.Connection, tables: list[str]) -> list[str]:
    """The tables that hold rows. They are few and short: TRUNCATE costs new files for every index of every table."""
    question = sql.SQL("select {name} where exists (select from {table})")
    each = [question.format(name=sql.Literal(name), table=sql.Identifier(name)) for name in tables]
    return [name for (name,) in admin.execute(sql.SQL(" union all ").join(each)).fetchall()]


def seed(admin: psycopg.Connection) -> None:
    """Put back the row that migrations make: the system as a person."""
    admin.execute(
        "insert into partners_user (email, name, password, language, is_active, is_staff, is_superuser, is_system,"
        " joined_at, wants_mail)"
        " values ('system@localhost', 'System', '!', 'en', true, false, false, true, now(), false)"
    )
    admin.execute(
        "insert into common_change (table_name, row_key, deed, after, at, transaction, database_role)"
        " select 'partners_user', id::text, 'insert', to_jsonb(u) - '{password,last_login}'::text[], now(),"
        " history_transaction(), session_user from partners_user u"
    )
