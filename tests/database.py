"""The test database: made and migrated by its owner, used by the run-time role, wiped by the administrator."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
import psycopg
from django.conf import settings
from django.db import connection, connections

KEPT = {"django_migrations", "django_content_type", "auth_permission", "django_site"}


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
        listed = ", ".join(f'"{name}"' for name in tables)
        admin.execute("set session_replication_role = replica")
        admin.execute(f"truncate {listed} restart identity cascade")
        seed(admin)


def seed(admin: psycopg.Connection) -> None:
    """Put back the row that migrations make: the system as a person."""
    admin.execute(
        "insert into partners_user (email, name, password, language, is_active, is_staff, is_superuser, is_system,"
        " joined_at, wants_mail)"
        " values ('system@localhost', 'System', '!', 'en', true, false, false, true, now(), false)"
    )
