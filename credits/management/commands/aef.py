"""Write a Party's agreed electronic format of a year as a file."""

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from common.refusals import Refused
from credits.aef.profiles import DEFAULT, PROFILES
from credits.reports import aef as reports
from credits.selectors import aef, parties


class Command(BaseCommand):
    help = (
        "Write the last version of a Party's agreed electronic format of a year, as workbook (.xlsx), JSON (.json) or "
        "CSV (.zip); while there is none, what is known now, marked as version 0.0."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--party", required=True, help="three letters of the Party, as JPN")
        parser.add_argument("--year", required=True, type=int, help="the reported year")
        parser.add_argument("--out", required=True, type=Path, help="the file to write: .xlsx, .json or .zip")
        parser.add_argument("--profile", choices=list(PROFILES), default=DEFAULT.name, help="how cells are written")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        extension = options["out"].suffix.removeprefix(".")
        if extension not in reports.WRITERS:
            raise CommandError(f"The file ends in one of these: {', '.join(reports.WRITERS)}")
        try:
            party = parties.by_code(options["party"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        record = aef.latest(party, options["year"])
        if record is None:
            submission = aef.made_now(party, options["year"], "0.0", known_at=clock.now())
        else:
            submission = aef.submission_of(record)
        with options["out"].open("wb") as target:
            reports.write(submission, extension, options["profile"], target)
        said = "not frozen yet" if record is None else f"version {record.label}, {record.get_state_display()}"
        self.stdout.write(f"{party.code} {options['year']} ({said}) written to {options['out']}")
