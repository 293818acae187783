"""The history of one row: who changed what, when, in which deed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import history
from common.screens import screen
from partners.permissions import reading, role
from workflow.history.selectors import deeds
from workflow.papers import selectors as papers


@dataclass(frozen=True)
class Told:
    """A change as people read it; `values` are (field, before, after)."""

    at: datetime
    deed: str
    by: str
    by_hand: bool
    values: tuple[tuple[str, object, object], ...]


@screen(may=role("secretariat", "registry", "auditor"), methods=("GET",))
def row_history(request: HttpRequest, app: str, model: str, pk: int) -> HttpResponse:
    """Everything that happened to one row, newest first."""
    kind = _kind(app, model)
    row = get_object_or_404(kind._default_manager, pk=pk)
    if not _may_read(row, request.user):
        raise Http404  # as what does not exist
    told = [_tell(kind, entry) for entry in reversed(history.of(row))]
    back = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
    context = {"row": row, "kind": capfirst(str(kind._meta.verbose_name)), "told": told, "back": back}
    return render(request, "workflow/row_history.html", context)


def _kind(app: str, model: str) -> type[Model]:
    kinds = {kind._meta.label_lower: kind for kind in history.kept_models()}
    if f"{app}.{model}" not in kinds:
        raise Http404
    return kinds[f"{app}.{model}"]


def _may_read(row: Any, user: Any) -> bool:
    """Auditors read all. Officers read what belongs to their country, administrators what is of their own registry, if
    it is a paper that they may open now: there they read all of it. What has no page of its own is for auditors."""
    if reading.auditor(row, user):
        return True
    if not hasattr(row, "country_id"):
        return False
    is_office = reading.registry_of if row._meta.app_label == "registry" else reading.secretariat
    return is_office(row, user) and papers.opens_row(row, user)


def _tell(kind: type[Model], entry: history.Entry) -> Told:
    change, event = entry.change, entry.event
    before, after = change.before or {}, change.after or {}
    values = tuple(
        (_label(kind, column), before.get(column), after.get(column))
        for column in dict.fromkeys([*before, *after])
        if before.get(column) not in (None, "") or after.get(column) not in (None, "")
        if not isinstance(before.get(column) or after.get(column), dict | list)
    )
    return Told(
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
