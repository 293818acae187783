"""Processes that post through the Python door, kept alive between slices; each has lots of its own."""

import multiprocessing
import os
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self, override

from tools.bench.databases import Database


@dataclass(frozen=True)
class Lots:
    """Consecutive lots of one size that lie whole in the first of two accounts."""

    first: int
    count: int
    first_unit: int
    size: int
    accounts: tuple[int, int]

    def part(self, number: int, of: int) -> "Lots":
        """One of several equal parts."""
        count = self.count // of
        skipped = number * count
        return Lots(self.first + skipped, count, self.first_unit + skipped * self.size, self.size, self.accounts)

    def leg(self, n: int) -> tuple[int, int, int, int, int]:
        """Lot, first and last unit, sender and receiver of the n-th transfer: each lot goes to and fro."""
        place, turn = n % self.count, n // self.count % 2
        low = self.first_unit + place * self.size
        sender, receiver = self.accounts if turn == 0 else self.accounts[::-1]
        return self.first + place, low, low + self.size - 1, sender, receiver


def django_on(database: Database) -> None:
    """Make this process a platform on that database; once a process."""
    os.environ.update(database.environment(), DJANGO_SETTINGS_MODULE="jcm_platform.settings")
    import django

    django.setup()


class Workers(AbstractContextManager["Workers"]):
    """So many processes on one database; `slice_of` lets all work at once."""

    def __init__(self, database: Database, lots: Sequence[Lots]) -> None:
        """One process for each of the lots."""
        context = multiprocessing.get_context("spawn")
        self.pipes: list[Connection] = []
        self.processes = []
        for mine in lots:
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, database, mine), daemon=True)
            process.start()
            self.pipes.append(here)
            self.processes.append(process)

    @override
    def __enter__(self) -> Self:
        for pipe in self.pipes:
            pipe.recv()  # ready
        return self

    @override
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        for pipe in self.pipes:
            pipe.send(None)
        for process in self.processes:
            process.join(10)

    def slice_of(self, work: str, seconds: float = 1.0) -> Callable[[], float]:
        """Let all do one kind of work (`post`, `floor`, `look_up`) for a while; how much was done in a second."""

        def run() -> float:
            for pipe in self.pipes:
                pipe.send((work, seconds))
            return sum(float(pipe.recv()) for pipe in self.pipes)

        return run


def _serve(pipe: Connection, database: Database, lots: Lots) -> None:
    django_on(database)
    kinds = {"post": _post, "floor": _floor, "look_up": _look_up}
    done = dict.fromkeys(kinds, 0)
    pipe.send("ready")
    while (order := pipe.recv()) is not None:
        work, seconds = order
        began, before = time.perf_counter(), done[work]
        while time.perf_counter() - began < seconds:
            kinds[work](lots, done[work])
            done[work] += 1
        pipe.send((done[work] - before) / (time.perf_counter() - began))


def _post(lots: Lots, n: int) -> None:
    from registry.book import ledger

    lot, first, last, sender, receiver = lots.leg(n)
    leg = ledger.Leg(ledger.LotId(lot), first, last, ledger.AccountId(sender), ledger.AccountId(receiver))
    ledger.post(kind="transfer", key=str(uuid.uuid4()), legs=[leg], at=datetime.now(UTC))


def _floor(lots: Lots, n: int) -> None:
    from django.db import connection

    lot, first, last, sender, receiver = lots.leg(n)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT floor_post(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            ["transfer", str(uuid.uuid4()), datetime.now(UTC), [lot], [first], [last], [sender], [receiver], None, ""],
        )
        cursor.fetchone()


def _look_up(lots: Lots, n: int) -> None:
    from registry.selectors import holdings

    unit = lots.first_unit + n * 7919 % (lots.count * lots.size)
    holdings.life_of(f"EXAMPLE-TH-JP-{unit}")
