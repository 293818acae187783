"""Load every published record, app by app; again at any time, with newer files or the same."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from committee.decisions.services import published as committee_records
from common import clock
from common.records import Tally
from credits.services import published as credit_records
from partners.people.selectors import people
from partners.services import published as party_records
from projects.projects.services import published as project_records


class Command(BaseCommand):
    help = "Load the published records of the JCM; changes only what a newer file changes."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--directory", type=Path, help="where newer CSV files lie")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        directory: Path | None = options["directory"]
        if directory is not None and not directory.is_dir():
            raise CommandError(f"There is no folder {directory}. Name the folder in which the newer files lie.")
        began = last = time.monotonic()
        for tally in load_all(directory):
            now = time.monotonic()
            self.stdout.write(f"{tally} ({now - last:.1f} s)")
            last = now
        self.stdout.write(f"Loaded in {time.monotonic() - began:.1f} s")


def load_all(directory: Path | None = None) -> Iterator[Tally]:
    """Load every file in the order in which records lean on each other."""
    by, at = people.system(), clock.now()
    for load in (party_records.load, committee_records.load, project_records.load, credit_records.load):
        yield from load(directory=directory, by=by, at=at)
