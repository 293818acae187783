"""Power fails, processes die: what was acknowledged stands, what was not is whole or absent, and the book is whole."""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command

from tests import database
from tools import embedded
from tools.embedded.postgres import Cluster, prepare

pytestmark = pytest.mark.slow
CLIENTS, CRASHES, BLOCKS = 4, 3, 3

# A client writes each key down after the book has answered, and never before.
CLIENT = """
import random, sys
import psycopg
url, acknowledged, name = sys.argv[1:]
dice = random.Random(name)
with psycopg.connect(url, autocommit=True) as book, open(acknowledged, "a") as paper:
    for number in range(1_000_000):
        lot, first, last, sender = dice.choice(book.execute(
            "select lot_id, lower(units), upper(units) - 1, account_id from book_holding").fetchall())
        start = dice.randint(first, last)
        leg = [lot, start, min(last, start + dice.randint(0, 9)), sender,
               dice.choice([account for account in (1, 2, 3) if account != sender])]
        key = f"{name}-{number}"
        try:
            columns = [[value] for value in leg]
            book.execute("select book_post('transfer', %s, now(), %s, %s, %s, %s, %s, null, '')", [key, *columns])
        except psycopg.errors.CheckViolation:
            continue
        print(key, file=paper, flush=True)
"""


@pytest.fixture(scope="module")
def cluster(django_db_setup: None) -> Iterator[Cluster]:
    """A durable PostgreSQL of this test's own, with the whole platform's tables as they stand in the test database."""
    with tempfile.TemporaryDirectory(prefix="jcm-") as room, embedded.private_postgres(Path(room) / "pg") as found:
        prepare(found.url(), database="jcm", owner="jcm_owner", runtime="jcm_runtime", password="crash")
        database.copy_tables(found.url("jcm"))
        with psycopg.connect(_url(found), autocommit=True) as book:
            for number in range(1, 4):
                book.execute("select book_open_account(%s, 'JP', 'holding')", [f"A{number}"])
            lots = [
                {
                    "host": "TH",
                    "registry": "JP",
                    "numbering": "jcm",
                    "project": f"TH{n:03d}",
                    "issuance": 1,
                    "vintage": 2021,
                    "shares": [{"account": 1, "quantity": 1000}],
                }
                for n in range(BLOCKS)
            ]
            book.execute("select book_issue('start', now(), %s)", [json.dumps(lots)])
        yield found


def _url(cluster: Cluster, user: str = "jcm_runtime") -> str:
    return cluster.url("jcm", user, "crash")


def _verified(cluster: Cluster) -> str:
    """What `verify_ledger` says of the cluster's book; it raises where something is wrong."""
    said = StringIO()
    with database.at(_url(cluster)):
        call_command("verify_ledger", stdout=said)
    return said.getvalue()


def _in_the_book(cluster: Cluster) -> set[str]:
    with psycopg.connect(_url(cluster)) as book:
        return {key for (key,) in book.execute("select key from book_transaction").fetchall()}


@pytest.mark.parametrize("victim", ["PostgreSQL", "a client"])
def test_a_kill_in_the_middle_of_load_loses_nothing_acknowledged(
    cluster: Cluster, victim: str, django_db_blocker: Any
) -> None:
    for crash in range(CRASHES):
        with tempfile.TemporaryDirectory() as desk:
            papers = [Path(desk) / f"{n}" for n in range(CLIENTS)]
            with ExitStack() as stack:
                clients = [
                    stack.enter_context(
                        subprocess.Popen(
                            [sys.executable, "-c", CLIENT, _url(cluster), str(paper), f"{victim}-{crash}-{paper.name}"],
                            stderr=subprocess.DEVNULL,
                        )
                    )
                    for paper in papers
                ]
                _wait_for_work(papers)
                time.sleep(random.Random(crash).uniform(0.1, 0.5))  # noqa: S311  the moment of the crash
                if victim == "PostgreSQL":
                    cluster.kill()
                for client in clients:
                    client.kill()
            cluster.start()
            acknowledged = {key for paper in papers for key in paper.read_text().split("\n")[:-1]}
            assert len(acknowledged) >= CLIENTS
            assert acknowledged <= _in_the_book(cluster)
            with django_db_blocker.unblock():
                assert f"{BLOCKS * 1000} t CO2 eq" in _verified(cluster)


def _wait_for_work(papers: list[Path]) -> None:
    until = time.monotonic() + 60
    while not all(paper.exists() and paper.stat().st_size for paper in papers):
        assert time.monotonic() < until, "the clients do not get to work"
        time.sleep(0.05)
