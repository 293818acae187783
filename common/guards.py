"""The guards that the database must have before the platform runs on it; asked at each start and by `check`."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from common import clock, history, identity, rights

logger = logging.getLogger(__name__)

POWERS = """
SELECT rolname FROM pg_roles WHERE rolname IN (current_user, session_user)
  AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)
"""
MEMBERSHIPS = """
SELECT r.rolname FROM pg_roles r
WHERE r.rolname NOT IN (current_user, session_user) AND pg_has_role(current_user, r.oid, 'MEMBER')
"""
MAKES = """
SELECT 'temporary tables' WHERE has_database_privilege(current_database(), 'TEMPORARY')
UNION ALL SELECT 'schemas' WHERE has_database_privilege(current_database(), 'CREATE')
UNION ALL SELECT 'objects in schema ' || nspname FROM pg_namespace WHERE has_schema_privilege(oid, 'CREATE')
"""
OWNS = """
SELECT relname::text FROM pg_class WHERE relowner = current_user::regrole
UNION ALL SELECT proname::text FROM pg_proc WHERE proowner = current_user::regrole
UNION ALL SELECT nspname::text FROM pg_namespace WHERE nspowner = current_user::regrole
UNION ALL SELECT datname::text FROM pg_database WHERE datdba = current_user::regrole
"""
SWITCHED_OFF = "SELECT tgname || ' of ' || tgrelid::regclass FROM pg_trigger WHERE tgenabled NOT IN ('O', 'A')"
HISTORY = "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = %s"
# A function whose names are found by the caller's search path; `test_` functions are made by the tests alone. That a
# function which says so names its schema is read from its text by `tests/attacks/test_sql_paths.py`.
OPEN_PATHS = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prosqlbody IS NULL AND p.prokind <> 'a'
  AND p.proname NOT LIKE 'test\\_%'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  AND NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) c WHERE c ~ '^search_path=(pg_catalog, )?public, pg_temp$')
  AND obj_description(p.oid, 'pg_proc') IS DISTINCT FROM 'names its schema'
ORDER BY 1
"""


def _names(cursor: CursorWrapper, question: str, *values: Any) -> list[str]:
    cursor.execute(question, values or None)
    return [row[0] for row in cursor.fetchall()]


def faults() -> Iterator[str]:
    """What is wrong with the database for the role that asks, in sentences."""
    with connection.cursor() as cursor:
        for role in _names(cursor, POWERS):
            yield f"The role {role} has powers beyond reading and writing rows."
        for role in _names(cursor, MEMBERSHIPS):
            yield f"The run-time role is a member of {role}."
        for made in _names(cursor, MAKES):
            yield f"The run-time role may create {made}."
        if owned := _names(cursor, OWNS):
            yield f"The run-time role owns {', '.join(owned[:3])}."
        for off in _names(cursor, SWITCHED_OFF):
            yield f"The trigger {off} is switched off."
        kept = {model._meta.db_table for model in history.kept_models()}
        for table in sorted(kept - set(_names(cursor, HISTORY, history.TRIGGER))):
            yield f"The table {table} keeps no history."
        for function in _names(cursor, OPEN_PATHS):
            yield f"The function {function} does not fix its search path."
        yield from _differing_rights(cursor)
    yield from _unproved()


def _differing_rights(cursor: CursorWrapper) -> Iterator[str]:
    wanted, present = rights.wanted(), rights.present(cursor)
    for table in sorted(wanted.keys() | present.keys()):
        if table not in present:
            yield f"The table {table} is missing."
        elif table not in wanted:
            yield f"The table {table} has no row in {rights.FILE.name}."
        elif wanted[table] != present[table]:
            yield f"The rights on {table} are not those of {rights.FILE.name}."


class _Nobody:
    """A person who does not exist: to try a proof without acting."""

    pk = 0
    is_system = True


def _unproved() -> Iterator[str]:
    try:
        with transaction.atomic():
            identity.assume(by=_Nobody(), at=clock.now())
            transaction.set_rollback(True)
    except DatabaseError:
        logger.warning("the database refuses the platform's proof", exc_info=True)
        yield "The database does not know the key that follows from SECRET_KEY."


def refuse_to_start() -> None:
    """End the process with a sentence where the database lacks a guard. The connection is closed: processes fork after.

    Raises: SystemExit.
    """
    try:
        wrong = list(faults())
    except DatabaseError as error:
        raise SystemExit(f"The database does not answer, or is not migrated: {error}") from error
    finally:
        connection.close()
    if wrong:
        raise SystemExit(f"{_told(wrong)} Run “manage.py migrate” as the owner; see docs/security.md.")


def _told(found: Sequence[str]) -> str:
    more = f" ({len(found) - 5} more)" if len(found) > 5 else ""
    return " ".join(found[:5]) + more


def check(*, databases: Sequence[str] | None = None, **_options: object) -> list[CheckMessage]:
    """The same as a system check of Django's, where the run-time role asks."""
    if settings.AS_OWNER or "default" not in (databases or ()):
        return []
    return [Error(fault, id="common.E001") for fault in faults()]
