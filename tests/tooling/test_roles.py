"""`tools/make_roles.sh` makes the roles and the database, as often as it is run, also for who is no superuser."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tools import embedded
from tools.embedded.postgres import Cluster, server_tool

SCRIPT = Path(settings.BASE_DIR, "tools", "make_roles.sh")
RIGHTS = """
select has_database_privilege('jcm_runtime', 'jcm', 'connect'),
  has_database_privilege('jcm_runtime', 'jcm', 'temporary'),
  has_schema_privilege('jcm_runtime', 'public', 'create'), has_schema_privilege('jcm_owner', 'public', 'create'),
  (select rolsuper or rolcreatedb or rolcreaterole from pg_roles where rolname = 'jcm_runtime'),
  (select datdba::regrole::text from pg_database where datname = 'jcm')
"""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="jcm-") as room:
        Path(room).chmod(0o711)
        with embedded.private_postgres(Path(room) / "pg") as made:
            yield made


def _run(cluster: Cluster, *, user: str = "postgres", word: str = "first") -> None:
    tools = server_tool("psql").parent
    host = cluster.url().partition("host=")[2].partition("&")[0]
    given = {"PATH": f"{tools}:{os.environ['PATH']}", "PGHOST": host, "PGPORT": "5432", "PGUSER": user}
    passwords = {"OWNER_PASSWORD": word, "RUNTIME_PASSWORD": word}
    subprocess.run(["sh", str(SCRIPT)], env=given | passwords, check=True, capture_output=True, text=True)


def _rights(cluster: Cluster) -> tuple[object, ...]:
    with psycopg.connect(cluster.url("jcm")) as connection:
        return connection.execute(RIGHTS).fetchone() or ()


WANTED = (True, False, False, True, False, "jcm_owner")


def test_it_makes_them_once_and_changes_passwords_the_second_time(cluster: Cluster) -> None:
    _run(cluster)
    assert _rights(cluster) == WANTED
    _run(cluster, word="second")
    assert _rights(cluster) == WANTED


def test_an_administrator_who_is_no_superuser_makes_them_too_and_in_a_database_that_is_there(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(), autocommit=True) as server:
        server.execute("create role provider login createdb createrole")
        server.execute("create database jcm owner provider")
    _run(cluster, user="provider")
    _run(cluster, user="provider")
    assert _rights(cluster) == WANTED
    with psycopg.connect(cluster.url("jcm", "jcm_owner", "first")) as owner:
        owner.execute("create table proof (id int)")
