"""The history of one row as people read it, and who may read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import history
from partners.permissions import reading
from workflow.deeds import selectors as deeds
from workflow.papers import selectors as papers


@dataclass(frozen=True)
class ShownChange:
    """A change as people read it; `values` are (field, before, after)."""

    at: datetime
    deed: str
    by: str
    by_hand: bool
    values: tuple[tuple[str, object, object], ...]


def row_visible_to(user: Any, app: str, model: str, pk: int) -> Model | None:  # somebody signed in or not
    """A row whose history is kept and which this person may read."""
    kind = {kind._meta.label_lower: kind for kind in history.kept_models()}.get(f"{app}.{model}")
    row = kind._default_manager.filter(pk=pk).first() if kind is not None else None
    return row if row is not None and _may_read(row, user) else None


def _may_read(row: Any, user: Any) -> bool:  # a row of any kind that keeps history
    """Auditors read all. Officers read what belongs to their country, administrators what is of their own registry, if
    it is a paper that they may open now: there they read all of it. What has no page of its own is for auditors."""
    if reading.auditor(row, user):
        return True
    if not hasattr(row, "country_id"):
        return False
    is_office = reading.registry_of if row._meta.app_label == "registry" else reading.secretariat
    return is_office(row, user) and papers.opens_row(row, user)


def changes_of(row: Model) -> list[ShownChange]:
    """Everything that happened to the row, newest first."""
    return [_shown(type(row), entry) for entry in reversed(history.of(row))]


def _shown(kind: type[Model], entry: history.Entry) -> ShownChange:
    change, event = entry.change, entry.event
    before, after = change.before or {}, change.after or {}
    values = tuple(
        (_label(kind, column), before.get(column), after.get(column))
        for column in dict.fromkeys([*before, *after])
        if before.get(column) not in (None, "") or after.get(column) not in (None, "")
        if not isinstance(before.get(column) or after.get(column), dict | list)
    )
    return ShownChange(
        at=change.at,
        deed=deeds.label(event.what) if event else str(_("Changed by hand")),
        by=str(event.by) if event else change.database_role,
        by_hand=event is None,
        values=values,
    )


def _label(kind: type[Model], column: str) -> str:
    name = column.removesuffix("_id")
    for candidate in (column, name):
        try:
            return str(capfirst(str(kind._meta.get_field(candidate).verbose_name)))  # type: ignore[union-attr]  # columns are fields
        except FieldDoesNotExist:
            continue
    return column
