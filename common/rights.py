"""What the run-time role may do with each table: `data/table_rights.csv` says it and why, `migrate` makes it so.

Whatever is not said there is denied. Functions are closed to PUBLIC; their own SQL files grant the doors.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

ROLE = "jcm_runtime"
VERBS = ("select", "insert", "update", "delete")
FILE = Path(__file__).resolve().parent / "data" / "table_rights.csv"

CLOSE = """
DO $$
DECLARE made regprocedure;
BEGIN
  EXECUTE format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC, jcm_runtime', current_database());
  REVOKE CREATE ON SCHEMA public FROM PUBLIC, jcm_runtime;
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, jcm_runtime;
  REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, jcm_runtime;
  FOR made IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', made);
  END LOOP;
END $$
"""
PRESENT = """
SELECT c.relname, has_table_privilege(%(role)s, c.oid, 'SELECT'), has_table_privilege(%(role)s, c.oid, 'INSERT'),
  has_table_privilege(%(role)s, c.oid, 'UPDATE'), has_table_privilege(%(role)s, c.oid, 'DELETE')
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
"""

type Rights = frozenset[str]


def wanted() -> Mapping[str, Rights]:
    """The rights of each table as the committed table says them."""
    with FILE.open(newline="", encoding="utf-8") as file:
        return {row["table"]: frozenset(verb for verb in VERBS if row[verb] == "yes") for row in csv.DictReader(file)}


def present(cursor: CursorWrapper) -> Mapping[str, Rights]:
    """The rights of each table as the database has them."""
    cursor.execute(PRESENT, {"role": ROLE})
    return {
        name: frozenset(verb for verb, has in zip(VERBS, given, strict=True) if has)
        for name, *given in cursor.fetchall()
    }


def install(*, using: str, **_signal: object) -> None:
    """After `migrate`: close everything, then grant what the table says, in one transaction.

    A database that was copied or restored comes without the settings of its original, so each `migrate` does all of it.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc('event_record')")
        if cursor.fetchone()[0] is None:
            return  # a migration back to before the rights
        cursor.execute(CLOSE)
        there = present(cursor)
        for table, rights in wanted().items():
            if table in there and rights:
                verbs = sql.SQL(", ").join(sql.SQL(verb) for verb in VERBS if verb in rights)
                statement = sql.SQL("GRANT {} ON {} TO {}")
                cursor.execute(statement.format(verbs, sql.Identifier(table), sql.Identifier(ROLE)))
