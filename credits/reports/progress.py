"""The progress towards the targets as CSV and JSON: what the page shows."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import override

from credits.selectors.progress import Progress

NOT_PUBLISHED = "not published"


def rows(lines: Sequence[Progress]) -> list[Mapping[str, Any]]:
    """A line each, by plain names; what no project publishes is None."""
    with override("en"):
        return [
            {
                "name": str(line.name) if line.name is not None else NOT_PUBLISHED,
                "issued_tco2e": line.issued,
                "verified_tco2e": line.verified,
                **{f"expected_by_{year}_tco2e": line.expected[year] for year in settings.TARGETS_TCO2E},
                "registered_projects": line.projects,
                "without_estimate": line.without_estimate,
            }
            for line in lines
        ]


def as_json(lines: Sequence[Progress]) -> bytes:
    """All lines."""
    return json.dumps(rows(lines), indent=2, ensure_ascii=False).encode() + b"\n"


def as_csv(lines: Sequence[Progress]) -> bytes:
    """All lines under their names; an empty cell is not published, a zero is zero."""
    target = io.StringIO(newline="")
    table = rows(lines)
    writer = csv.DictWriter(target, list(table[0]) if table else ["name"])
    writer.writeheader()
    writer.writerows(table)
    return b"\xef\xbb\xbf" + target.getvalue().encode()  # spreadsheet programs know UTF-8 by the mark


WRITERS: Mapping[str, tuple[Any, str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
}
