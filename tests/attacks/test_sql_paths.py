"""Every function finds its names by a path of its own, or names its schema; later ones are caught here too."""

import re

from tests.ledger.test_doors import rows

FIXED = "^search_path=(pg_catalog, )?public, pg_temp$"
OURS = """
select p.oid::regprocedure::text, p.prosrc from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.prokind <> 'a' and p.proname not like 'test\\_%'
  and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
"""
NAMED = "obj_description(p.oid, 'pg_proc') = 'names its schema'"
NAMES = """
select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
union select proname::text from pg_proc p where pronamespace = 'public'::regnamespace
  and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
"""


def unqualified(text: str, names: set[str]) -> set[str]:
    """The names of the house that a text uses without their schema; what is quoted or remarked is no name."""
    bare = re.sub(r"'(?:[^']|'')*'|--[^\n]*", "", text)
    return {name for name in re.findall(r"(?<![.\w])(\w+)", bare) if name in names}


def test_each_function_fixes_its_path_or_names_its_schema(db: None) -> None:
    fixed = f"exists (select 1 from unnest(p.proconfig) c where c ~ '{FIXED}')"
    left = rows(f"{OURS} and p.prosqlbody is null and not {fixed} and not coalesce({NAMED}, false)")
    assert [name for name, _text in left] == []


def test_what_says_that_it_names_its_schema_does(db: None) -> None:
    names = {name for (name,) in rows(NAMES)}
    said = dict(rows(f"{OURS} and {NAMED}"))
    assert len(said) == 9
    assert {name: found for name, text in said.items() if (found := unqualified(text, names))} == {}


def test_the_reader_sees_a_name_without_its_schema() -> None:
    assert unqualified(
        "select 1 from book_lot, public.book_block -- book_freeze\n where 'book_series'",
        {"book_lot", "book_block", "book_freeze", "book_series"},
    ) == {"book_lot"}
