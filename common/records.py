"""Records from files: read as text, kept once, changed only where a newer file differs."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, override

from django.db import models

from common import events
from common.people import Person

type Cells = Mapping[str, str]
WHOLE_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class Change(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass
class Tally:
    """What reading one file did."""

    name: str
    read: int = 0
    changes: Counter[str] = field(default_factory=Counter)

    def add(self, change: str) -> None:
        """Count one row."""
        self.read += 1
        self.changes[str(change)] += 1

    @override
    def __str__(self) -> str:
        counts = ", ".join(f"{self.changes[change]} {change}" for change in Change)
        return f"{self.name}: {self.read} read, {counts}"


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, cells without outer blanks."""
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield {name: (cell or "").strip() for name, cell in row.items()}


def whole_day(text: str) -> date | None:
    """A date where the text is exactly one ISO day; None for months, remarks and nothing: no day is invented."""
    return date.fromisoformat(text) if WHOLE_DAY.match(text) else None


_kept: set[type[models.Model]] = set()


def keeps(*kinds: type[models.Model]) -> None:
    """Name the models whose rows come from files: `keep` writes no other."""
    _kept.update(kinds)


def kept() -> set[type[models.Model]]:
    """The models that were named; a test reads it."""
    return set(_kept)


def keep[Row: models.Model](
    model: type[Row], *, find: Mapping[str, Any], values: Mapping[str, Any], by: Person, at: datetime
) -> tuple[Row, Change]:
    """Create or change one row, with an event when something changed; returns the row and what happened.

    Args:
        find: what makes the row the same row.
        values: all that the file says about it.
    Raises: ValueError for a model that was not named by `keeps`: its rows come by their own services.
    """
    if model not in _kept:
        raise ValueError(f"rows of {model._meta.label} do not come from files")
    record = model._default_manager.filter(**find).first()
    if record is None:
        row = model._default_manager.create(**find, **values)
        events.record(f"{row._meta.label_lower}.import", subject=row, by=by, at=at, after={"change": "created"})
        return row, Change.CREATED
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    if not changed:
        return record, Change.UNCHANGED
    model._default_manager.filter(pk=record.pk).update(**changed)
    row = model._default_manager.get(pk=record.pk)
    after = {"change": "changed", "fields": sorted(changed)}
    events.record(f"{row._meta.label_lower}.import", subject=row, by=by, at=at, after=after)
    return row, Change.CHANGED
