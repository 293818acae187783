"""Compare our book with another registry's, as its signed transparency log tells it."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from registry.selectors import reconciliation
from registry.verifier import Difference, Unreachable


class Command(BaseCommand):
    help = "List every discrepancy between our book and another registry's log; exits non-zero when there is one."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", help="folder made by export_log, or the address of the other registry's /log/")
        parser.add_argument("--registry", required=True, help="two letters of the registry whose lots are compared")
        parser.add_argument("--key", action="append", default=[], help="the other registry's public key, as it told us")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        try:
            compared = reconciliation.compared(options["registry"], options["place"], options["key"])
        except Unreachable as away:
            raise CommandError(f"Nothing was compared: {away}") from away
        except Difference as difference:
            raise CommandError(f"Their log is not whole: {difference}") from difference
        for each in compared.discrepancies:
            self.stdout.write(each)
        with_whom = f"{compared.origin} at {compared.size} entries."
        if compared.discrepancies:
            raise CommandError(f"{len(compared.discrepancies)} discrepancies with {with_whom}")
        self.stdout.write(f"{compared.lots} lots agree with {with_whom}")
