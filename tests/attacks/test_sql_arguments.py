"""Forged arguments at every open door: whatever is called, the book stays whole and nobody's deed is made up."""

import json
from itertools import cycle, islice, product

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from common.models import Event
from registry.selectors import audit
from tests.attacks.test_sql_shadows import book  # noqa: F401  a fixture
from tests.ledger.test_doors import holdings, rows

OPEN = """
select p.proname::text, array(select format_type(t, null) from unnest(p.proargtypes) t)
from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prosecdef
  and p.proname not like 'test\\_%' and has_function_privilege(p.oid, 'EXECUTE') and p.pronargs > 0
order by 1
"""
NEW_LOT = {"host": "TH", "registry": "JP", "numbering": "jcm", "project": "X", "issuance": 1}
LISTS = [
    [{"lot": 1, "first": 5, "last": 1}],
    [{"lot": "x"}],
    [{"lot": 2**63, "first": 1, "last": 1}],
    [{"shares": [{"account": 1, "quantity": -5}]}],
    [NEW_LOT | {"shares": [{"account": 1, "quantity": 2**63 - 1}]}],
    [NEW_LOT | {"shares": [{"account": 0, "quantity": 1.5}]}],
    [NEW_LOT | {"shares": []}],
]
FORGED = {
    "bigint": ["null", "0", "-1", "1", "9223372036854775807", "-9223372036854775808"],
    "text": ["null", "''", "'transfer'", "'reversal'", "'A'", "'retire'", "'JP'", "repeat('x', 100000)", "E'\\n''--'"],
    "boolean": ["null", "true", "false"],
    "timestamp with time zone": ["null", "now()", "'infinity'", "'-infinity'", "'4713-01-01 BC'", "'294276-12-31'"],
    "bigint[]": [
        "null",
        "'{}'",
        "'{null}'",
        "'{1}'",
        "'{-1}'",
        "'{1,1}'",
        "'{2,1}'",
        "'{{1,2},{3,4}}'",
        "'[5:6]={1,2}'",
        "array_fill(1::bigint, array[1000])",
        "'{9223372036854775807}'",
    ],
    "integer": ["null", "0", "-1", "1", "2147483647", "-2147483648"],
    "text[]": ["null", "'{}'", "'{null}'", "'{A}'", "array_fill('x'::text, array[1000])"],
    "jsonb": ["null", "'null'", "'[]'", "'{}'", "'[null]'", "'1'", *(f"'{json.dumps(one)}'" for one in LISTS)],
}
CALLS = 60  # of each door


def _calls(types: list[str]) -> list[str]:
    """Argument lists that differ in many places at once; every value of the longest list comes up."""
    pools = [
        cycle(FORGED[kind][n % len(FORGED[kind]) :] + FORGED[kind][: n % len(FORGED[kind])])
        for n, kind in enumerate(types)
    ]
    striding = [", ".join(next(pool) for pool in pools) for _ in range(CALLS // 2)]
    return striding + [", ".join(each) for each in islice(product(*(FORGED[kind] for kind in types)), CALLS // 2)]


def test_every_kind_of_argument_is_tried(db: None) -> None:
    kinds = {kind for _name, types in rows(OPEN) for kind in types}
    assert kinds <= FORGED.keys()


@pytest.mark.usefixtures("book")
def test_no_argument_breaks_the_book_or_makes_an_event(db: None) -> None:
    events, before = Event.objects.count(), holdings()
    units = sum(last - first + 1 for _account, first, last in before)
    passed, faults = 0, []
    for name, types in rows(OPEN):
        for values in _calls(types):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"select {name}({values})")
                    cursor.execute("set constraints all immediate")
                    cursor.execute("set constraints all deferred")
                    passed += 1
            except DatabaseError as error:
                if isinstance(error.__cause__, psycopg.errors.InternalError):
                    faults.append(f"{name}({values[:200]}): {error}")
    assert faults == []
    assert passed  # opening an account, or nothing new under an old key, is no harm
    assert audit.verify().difference == ""
    assert Event.objects.count() == events
    assert sum(last - first + 1 for _account, first, last in holdings()) == units


@pytest.mark.parametrize("nothing", ["null", "'[]'"])
@pytest.mark.parametrize("door", ["book_issue('n', now(), {})", "book_freeze_units('n', now(), {}, 'x')"])
def test_nothing_is_neither_issued_nor_frozen(db: None, door: str, nothing: str) -> None:
    call = pytest.raises(DatabaseError, match="of nothing")
    with call, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"select {door.format(nothing)}")
    assert rows("select count(*) from book_transaction") == [(0,)]
