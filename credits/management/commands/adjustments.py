"""Write the corresponding adjustments of a Party, as its page shows them."""

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.refusals import Refused
from credits.adjustments.facts import Method
from credits.reports import adjustments as reports
from credits.selectors import adjustments, parties


class Command(BaseCommand):
    help = "Write the twelve rows of a Party's structured summary as JSON, and tell what is missing."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--party", required=True, help="three letters of the Party, as JPN")
        parser.add_argument("--method", choices=list(Method), help="the method; the one of the NDC where none is said")
        parser.add_argument(
            "--period", help="the NDC implementation period, as 2021-2030; the latest where none is said"
        )
        parser.add_argument("--out", required=True, type=Path, help="the file to write")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        try:
            party = parties.by_code(options["party"])
            standing = adjustments.of(party, period=options["period"], method=options["method"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        options["out"].write_bytes(reports.as_json(standing))
        for missing in standing.missing:
            self.stderr.write(f"missing: {missing}")
        state = "indeterminate" if standing.missing else "complete"
        self.stdout.write(f"Adjustments of {party.code} ({state}) written to {options['out']}")
