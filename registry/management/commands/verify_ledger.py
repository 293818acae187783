"""Replay the whole book and say whether it is what its history makes it."""

import time
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from common import history
from registry.selectors import audit, log, log_heads
from registry.services import witnesses
from registry.tlog.heads import Heads, NotReadable
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

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        began = time.monotonic()
        verdict = audit.verify()
        if verdict.difference:
            raise CommandError(f"The book is NOT whole: {verdict.difference}")
        if difference := log.differences(start=options["start"]) or self._with_kept_heads():
            raise CommandError(f"The transparency log does NOT agree: {difference}")
        with transaction.atomic():
            for difference in history.differences():
                raise CommandError(f"A row is NOT what its history made it: {difference}")
        if not settings.LOG_HEADS_FILE.exists():
            self.stderr.write(
                f"No kept heads in {settings.LOG_HEADS_FILE}: run it where the worker runs to compare them."
            )
        self.stdout.write(
            f"The book is whole: {verdict.transactions} transactions, {verdict.movements} movements,"
            f" {verdict.units} t CO2 eq, {log.size()} log entries, {time.monotonic() - began:.1f} s"
        )

    def _with_kept_heads(self) -> str:
        """What differs from the heads that are kept outside the database, and from what witnesses know."""
        heads = Heads(settings.LOG_HEADS_FILE)
        try:
            known = witnesses.claims(witnesses=[Witness.of(text) for text in settings.LOG_WITNESSES])
            difference = log_heads.differences(heads)
            if not difference and log_heads.is_elsewhere(heads):
                difference = "the newest kept head was signed in another database: restored, copied or promoted"
        except (NotTrusted, NotReadable) as error:
            return str(error)
        ahead = [f"witness {name} knows {size} entries" for name, size in known.items() if size > heads.kept().lost]
        return difference or ", ".join(ahead)
