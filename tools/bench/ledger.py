"""What the guarantees of the book cost: its postings beside a floor that checks nothing, on the same server, in turn.

`floor` is one function that makes the same row writes into like tables with the same indexes (`floor.sql`). TPC-B
stands beside it for orientation only: between two runs of one build it swings by a half.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from tools.bench.databases import Database, fresh, pgbench
from tools.bench.slices import in_turn
from tools.bench.workers import Lots, Workers

CLIENTS, PROCESSES, ORIENTATION_TURNS = 8, 4, 5
# A part of the whole measurement, to try the bench itself; its figures are no verdict.
PART = float(os.environ.get("BENCH_PART", "1"))
TURNS = max(2, round(30 * PART))
LOTS, LOT_SIZE = 2_000, 1_000
# The long past: a million holdings of one unit each, and five million movements in all.
WIDE_LOTS, ALL_LOTS, STEPS = round(1_000 * PART), round(5_000 * PART), 999
HERE = Path(__file__).resolve().parent
# Each client moves its own lots to and fro; like any caller it knows which units it moves.
SCRIPT = """
\\set n :n + 1
\\set at :client_id * {per_client} + :n % {per_client}
\\set lot {base} + :at
\\set first {first} + :at * {size}
\\set last :first + {size} - 1
\\set turn (:n / {per_client}) % 2
\\set sender :turn * {b} + (1 - :turn) * {a}
\\set receiver :turn * {a} + (1 - :turn) * {b}
SELECT {function}('transfer', gen_random_uuid()::text, now(), '{{:lot}}', '{{:first}}', '{{:last}}', '{{:sender}}',
  '{{:receiver}}', NULL, '');
"""


def measure() -> dict[str, float]:
    """Every figure of the ledger by name."""
    with fresh() as empty, fresh(like=empty) as small, fresh(like=empty) as grown:
        for each in (small, grown):
            with each.as_administrator() as server:
                server.execute((HERE / "floor.sql").read_text())
        _grow(grown)
        return _beside_the_floor(small) | _growth(small, grown) | _verify(grown)


def _beside_the_floor(database: Database) -> dict[str, float]:
    lots = book_lots(database, LOTS)
    parts = [lots.part(n, PROCESSES) for n in range(PROCESSES)]
    with psycopg.connect(database.url()) as connection:  # the same rows on the floor
        copied = (
            "insert into floor_holding (lot_id, account_id, units)"
            " select lot_id, account_id, units from book_holding where lot_id between %s and %s"
        )
        connection.execute(copied, [lots.first, lots.first + lots.count - 1])
    with fresh() as other, Workers(database, parts) as workers:
        pgbench(other, "-i", "-q", "-s", str(CLIENTS), role="ADMIN")
        database.settle()
        turns = in_turn(
            {
                "sql": lambda: _in_sql(database, "book_post"),
                "sql floor": lambda: _in_sql(database, "floor_post"),
                "service": workers.slice_of("post"),
                "service floor": workers.slice_of("floor"),
            },
            turns=TURNS,
        )
        beside = in_turn({"tpcb": lambda: _tpcb(other)}, turns=ORIENTATION_TURNS)
    return {
        **turns.figures("ledger_sql_vs_floor", "sql", "sql floor"),
        **turns.figures("ledger_service_vs_python_floor", "service", "service floor"),
        "ledger_sql_per_second": turns.per_second("sql"),
        "floor_sql_per_second": turns.per_second("sql floor"),
        "ledger_service_per_second": turns.per_second("service"),
        "floor_service_per_second": turns.per_second("service floor"),
        "tpcb_per_second": beside.per_second("tpcb"),
    }


def _growth(small: Database, grown: Database) -> dict[str, float]:
    """Time of one transfer, and of one look-up of a serial number, in the grown book over that in the small one."""
    mine, theirs = book_lots(small, LOTS), book_lots(grown, LOTS)
    for each in (small, grown):
        each.settle()
    with Workers(small, [mine]) as near, Workers(grown, [theirs]) as far:
        posted = in_turn({"small": near.slice_of("post"), "grown": far.slice_of("post")}, turns=TURNS)
        looked = in_turn({"small": near.slice_of("look_up"), "grown": far.slice_of("look_up")}, turns=TURNS)
    return {
        **posted.figures("ledger_growth", "small", "grown"),
        **looked.figures("serial_lookup_growth", "small", "grown"),
        "ledger_growth_to_holdings": WIDE_LOTS * LOT_SIZE,
    }


def _verify(database: Database) -> dict[str, float]:
    """`audit.verify` in a process of its own, so that the peak of memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.audit", database.name], stdout=subprocess.PIPE, text=True, check=True
    )
    return {str(key): float(value) for key, value in json.loads(done.stdout).items()}


def _in_sql(database: Database, function: str) -> float:
    """One second of postings by pgbench on lots of their own, made before and not counted."""
    lots = book_lots(database, LOTS // 2) if function == "book_post" else _floor_lots(database, LOTS // 2)
    script = SCRIPT.format(
        function=function,
        per_client=lots.count // CLIENTS,
        size=LOT_SIZE,
        base=lots.first,
        first=lots.first_unit,
        a=lots.accounts[0],
        b=lots.accounts[1],
    )
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        return _rate(pgbench(database, "-c", str(CLIENTS), "-j", "2", "-T", "1", "-n", "-D", "n=-1", "-f", file.name))


def _tpcb(database: Database) -> float:
    return _rate(pgbench(database, "-c", str(CLIENTS), "-j", "2", "-T", "1", "-n", role="ADMIN"))


def _rate(words: str) -> float:
    rate = re.search(r"tps = ([\d.]+)", words)
    if rate is None:
        raise SystemExit(f"pgbench tells no rate:\n{words}")
    return float(rate[1])


def book_lots(database: Database, count: int) -> Lots:
    """Issue lots through the book's door, all whole in one of two new accounts."""
    with psycopg.connect(database.url()) as connection:
        a, b = (_one(connection, "select book_open_account(%s, 'JP', 'holding')", str(uuid.uuid4())) for _ in range(2))
        project = f"B{time.monotonic_ns()}"
        lots = [
            {
                "host": "TH",
                "registry": "JP",
                "numbering": "example",
                "project": f"{project}-{n:05d}",
                "issuance": 1,
                "vintage": 2021,
                "shares": [{"account": a, "quantity": LOT_SIZE}],
            }
            for n in range(count)
        ]
        issued = "select book_issue(%s, %s, %s)"
        posted = _one(connection, issued, str(uuid.uuid4()), datetime.now(UTC), json.dumps(lots))
        first = _one(connection, "select min(id) from book_lot where transaction_id = %s", posted)
        unit = _one(connection, "select lower(units) from book_lot where id = %s", first)
    return Lots(first, count, unit, LOT_SIZE, (a, b))


def _floor_lots(database: Database, count: int) -> Lots:
    """The same for the floor: rows as the book has them."""
    with psycopg.connect(database.url()) as connection:
        first = _one(connection, "select coalesce(max(lot_id), 1000000000) + 1 from floor_holding")
        connection.execute(
            "insert into floor_holding (lot_id, account_id, units)"
            " select %(first)s + n, 1, int8range(1 + n * %(size)s, 1 + (n + 1) * %(size)s)"
            " from generate_series(0::bigint, %(count)s - 1) n",
            {"first": first, "count": count, "size": LOT_SIZE},
        )
    return Lots(first, count, 1, LOT_SIZE, (1, 2))


def _one(connection: psycopg.Connection, question: str, *values: object) -> int:
    row = connection.execute(question.encode(), values).fetchone()
    return int(row[0]) if row else 0


def _grow(database: Database) -> None:
    """Give a book its long past."""
    sizes = {"wide": WIDE_LOTS, "lots": ALL_LOTS, "steps": STEPS}
    with database.as_administrator() as server:
        server.execute(((HERE / "history.sql").read_text() % sizes).encode())


def main(measured: Callable[[], dict[str, float]] = measure) -> None:
    """Print the figures as one line of JSON."""
    print(json.dumps(measured()))


if __name__ == "__main__":
    main()
