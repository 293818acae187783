"""Replay the whole book and say whether it is what its history makes it."""

import time
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from common import history
from registry.selectors import audit, log, log_heads
from registry.services import witnesses
from registry.tlog.heads import Heads
from registry.tlog.notes import NotTrusted
from registry.tlog.witnesses import Witness


class Command(BaseCommand):
    help = (
        "Replay the book and compare with stops, requests, log and history; exits non-zero naming the first difference."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", type=int, default=0, dest="start", help="read the text of the log from this entry on"
        )
        parser.add_argument(
            "--inside",
            action="store_true",
            help="the database alone: after a restore, until somebody has said what is lost (docs/restore.md)",
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        began = time.monotonic()
        verdict = audit.verify()
        if verdict.difference:
            raise CommandError(f"The book is NOT whole: {verdict.difference}")
        if difference := log.differences(start=options["start"]):
            raise CommandError(f"The transparency log does NOT agree: {difference}")
        with transaction.atomic():
            for difference in history.differences():
                raise CommandError(f"A row is NOT what its history made it: {difference}")
        if not options["inside"]:
            self._with_kept_heads()
        where = "; not compared with what is kept outside the database" if options["inside"] else ""
        self.stdout.write(
            f"The book is whole: {verdict.transactions} transactions, {verdict.movements} movements,"
            f" {verdict.units} t CO2 eq, {log.size()} log entries, {time.monotonic() - began:.1f} s{where}"
        )

    def _with_kept_heads(self) -> None:
        """Compare with the heads that are kept outside the database, and with what witnesses know."""
        if not settings.LOG_HEADS_FILE.exists():
            self.stderr.write(
                f"No kept heads in {settings.LOG_HEADS_FILE}: run it where the worker runs to compare them."
            )
        heads = Heads(settings.LOG_HEADS_FILE)
        difference = log_heads.other_database(heads) or log_heads.other_root(heads)
        try:
            known = witnesses.claims(witnesses=[Witness.of(text) for text in settings.LOG_WITNESSES])
        except NotTrusted as error:
            difference, known = difference or str(error), {}
        if not difference:
            kept = heads.kept()
            ahead = [
                f"witness {name} says that it knows {size} entries"
                for name, size in known.items()
                if kept.counts(name, size)
            ]
            difference = ", ".join(ahead)
        if difference:
            raise CommandError(
                f"Inside the database all agrees; with what is kept outside it does NOT (docs/restore.md): {difference}"
            )
