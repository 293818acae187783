"""What a database consists of, as its own catalogue tells it: definitions by name, to be compared."""

import psycopg

type Definitions = dict[str, str]
"""The kind and name of each thing, and its definition."""

NOT_OF_AN_EXTENSION = "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = {oid} AND d.deptype = 'e')"
FUNCTIONS = f"""
SELECT 'function ' || p.oid::regprocedure::text,
  CASE p.prokind WHEN 'a' THEN (SELECT format('%s %s %s %s', a.aggtransfn, a.aggtranstype::regtype, a.agginitval,
    a.aggfinalfn) FROM pg_aggregate a WHERE a.aggfnoid = p.oid) ELSE pg_get_functiondef(p.oid) END
  || coalesce(E'\\n-- ' || obj_description(p.oid, 'pg_proc'), '')
  || E'\\n-- ' || array_to_string(ARRAY(SELECT a::text FROM unnest(p.proacl) a ORDER BY 1), ' ')
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND {NOT_OF_AN_EXTENSION.format(oid="p.oid")}
  AND p.proname NOT LIKE 'test\\_%'
"""
TRIGGERS = """
SELECT 'trigger ' || tgname || ' of ' || tgrelid::regclass, pg_get_triggerdef(oid) || ' ' || tgenabled::text
FROM pg_trigger WHERE NOT tgisinternal AND tgname <> 'history_keep'
"""
VIEWS = """
SELECT 'view ' || c.oid::regclass, pg_get_viewdef(c.oid)
FROM pg_class c WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace
"""
COLUMNS = """
SELECT 'column ' || c.oid::regclass || '.' || a.attname,
  concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
    pg_get_expr(d.adbin, d.adrelid))
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relname = ANY (%(tables)s) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
CONSTRAINTS = """
SELECT 'constraint ' || conname || ' of ' || conrelid::regclass, pg_get_constraintdef(oid) || ' ' || convalidated
FROM pg_constraint WHERE conrelid::regclass::text = ANY (%(tables)s) AND contype <> 't'
"""
INDEXES = """
SELECT 'index ' || indexrelid::regclass, pg_get_indexdef(indexrelid) || ' ' || indisvalid
FROM pg_index WHERE indrelid::regclass::text = ANY (%(tables)s)
"""


def of(connection: psycopg.Connection, tables: list[str]) -> Definitions:
    """Every function, trigger and view of the house, and all that these tables consist of."""
    found: Definitions = {}
    for question in (FUNCTIONS, TRIGGERS, VIEWS):
        found |= dict(connection.execute(question).fetchall())
    for question in (COLUMNS, CONSTRAINTS, INDEXES):
        found |= dict(connection.execute(question, {"tables": tables}).fetchall())
    return found


def differences(expected: Definitions, present: Definitions) -> list[str]:
    """What differs, by kind and name, each with both definitions."""
    return [
        f"{name}: should be {expected.get(name, 'absent')}, is {present.get(name, 'absent')}"
        for name in sorted(expected.keys() | present.keys())
        if expected.get(name) != present.get(name)
    ]
