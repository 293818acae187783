"""The platform refuses to run on a database that lacks a guard."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
import psycopg.sql
import pytest
from django.core.checks import run_checks

from common import guards

HARMS: list[tuple[LiteralString, LiteralString, str]] = [
    (
        "create function later() returns int language sql as 'select 1'",
        "drop function later",
        "later() does not fix its search path",
    ),
    (
        "grant temporary on database {} to public",
        "revoke temporary on database {} from public",
        "may create temporary tables",
    ),
    (
        "grant create on schema public to jcm_runtime",
        "revoke create on schema public from jcm_runtime",
        "may create objects in schema public",
    ),
    (
        "grant update on book_holding to jcm_runtime",
        "revoke update on book_holding from jcm_runtime",
        "rights on book_holding are not those",
    ),
    ("create table later (id int)", "drop table later", "The table later has no row"),
    (
        "alter table book_movement disable trigger book_past_stays",
        "alter table book_movement enable trigger book_past_stays",
        "book_past_stays of book_movement is switched off",
    ),
    (
        "update identity_key set inner_pad = outer_pad, outer_pad = inner_pad",
        "update identity_key set inner_pad = outer_pad, outer_pad = inner_pad",
        "does not know the key",
    ),
    ("grant jcm_owner to jcm_runtime", "revoke jcm_owner from jcm_runtime", "is a member of jcm_owner"),
    ("create schema mine authorization jcm_runtime", "drop schema mine", "The run-time role owns mine"),
]


@contextmanager
def harmed(admin: psycopg.Connection, harm: LiteralString, undo: LiteralString) -> Iterator[None]:
    name = psycopg.sql.Identifier(admin.info.dbname)
    admin.execute(psycopg.sql.SQL(harm).format(name))
    try:
        yield
    finally:
        admin.execute(psycopg.sql.SQL(undo).format(name))


def test_a_migrated_database_has_every_guard(transactional_db: None) -> None:
    assert list(guards.faults()) == []
    guards.refuse_to_start()


@pytest.mark.parametrize(("harm", "undo", "sentence"), HARMS, ids=lambda text: text[:40])
def test_the_start_is_refused_with_a_sentence(
    transactional_db: None,
    admin_connection: psycopg.Connection,
    harm: LiteralString,
    undo: LiteralString,
    sentence: str,
) -> None:
    with harmed(admin_connection, harm, undo):
        with pytest.raises(SystemExit, match=r"migrate") as refusal:
            guards.refuse_to_start()
        found = run_checks(databases=["default"], tags=["database"])
    assert sentence in str(refusal.value)
    assert any(sentence in str(message) for message in found)
    assert list(guards.faults()) == []
