"""Calculate reductions by a methodology from a file of inputs, with every intermediate value."""

import json
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, override
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.refusals import Refused
from partners.countries.selectors import public
from projects.methodologies.calculation import published
from projects.methodologies.calculation.answers import to_document
from projects.methodologies.calculation.calculations import calculate
from projects.methodologies.calculation.definitions import Definition
from projects.methodologies.calculation.inputs import from_json

MOST_BYTES = 100_000_000


class Command(BaseCommand):
    help = "Calculate reductions by a methodology that the platform ships; prints every value as exact text."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "methodology", help="its reference, with a version where not the newest: TH_AM001 or TH_AM001:2.0"
        )
        parser.add_argument(
            "input",
            type=Path,
            metavar="INPUT.json",
            help="period, values, items, readings, perhaps a zone; docs/adding-a-methodology.md",
        )
        parser.add_argument("--out", type=Path, help="where the answer is written; printed where none is named")

    @override
    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own shape
        reference, _sign, version = options["methodology"].partition(":")
        definition = published.find(reference, version)
        if definition is None:
            known = ", ".join(published.definitions())
            raise CommandError(f"There is no definition of {options['methodology']}. There are: {known}.")
        try:
            document = _document(options["input"])
            answer = to_document(calculate(definition, from_json(definition, document, _zone(definition, document))))
        except Refused as refusal:
            raise CommandError(f"{refusal.field or ''} {refusal}".strip()) from refusal
        text = json.dumps(answer, ensure_ascii=False, indent=2)
        if options["out"] is None:
            self.stdout.write(text)
        else:
            options["out"].write_text(f"{text}\n", encoding="utf-8")


def _zone(definition: Definition, document: object) -> tzinfo:
    """The clock by which years end: the country's, unless the document names one."""
    if isinstance(document, dict) and "zone" in document:
        return UTC
    country = public().filter(iso2=definition.country).first()
    if country is None:
        raise CommandError(f'{definition.country} is no partner country here. Name the zone: "zone": "Asia/Bangkok".')
    return ZoneInfo(country.time_zone)


def _document(path: Path) -> object:
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise CommandError(f"There is no file {path} of at most {MOST_BYTES // 1_000_000} MB.")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path} is no JSON: {error}") from error
