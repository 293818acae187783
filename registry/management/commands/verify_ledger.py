"""Replay the whole book and say whether it is what its history makes it."""

import time
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from common import history
from registry.selectors import audit, log


class Command(BaseCommand):
    help = (
        "Replay the book and compare with stops, requests, log and history; exits non-zero naming the first difference."
    )

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        began = time.monotonic()
        verdict = audit.verify()
        if verdict.difference:
            raise CommandError(f"The book is NOT whole: {verdict.difference}")
        if difference := log.differences():
            raise CommandError(f"The transparency log does NOT agree: {difference}")
        with transaction.atomic():
            for difference in history.differences():
                raise CommandError(f"A row is NOT what its history made it: {difference}")
        self.stdout.write(
            f"The book is whole: {verdict.transactions} transactions, {verdict.movements} movements,"
            f" {verdict.units} t CO2 eq, {log.size()} log entries, {time.monotonic() - began:.1f} s"
        )
