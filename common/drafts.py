"""Shared drafts: two people who write at once never lose each other's words."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import numbers
from common.days import day
from common.refusals import Refused
from common.widgets import DateField

CONFLICT, UNSEEN = 409, "DRF-05"


@dataclass(frozen=True)
class Seen:
    """The answers somebody had before them while writing: their names, and `mark` as it was made of them."""

    names: tuple[str, ...]
    mark: str


def hash_of(answers: Mapping[str, object]) -> str:
    """SHA-256 of answers as JSON with sorted keys, in hexadecimal."""
    return hashlib.sha256(json.dumps(answers, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def mark_of_fields(row: models.Model, names: Sequence[str]) -> str:
    """A mark of what stands in these fields: equal marks mean equal answers."""
    found: dict[str, Any] = {}
    for name in names:
        field: Any = row._meta.get_field(name)
        found[name] = getattr(row, field.attname)
    return hash_of(found)


def unchanged(seen: Seen, mark: str) -> None:
    """Judge what was seen against the mark of what stands now; the caller holds the row's lock.

    Raises: Refused DRF-05 (409) when somebody saved other answers since the writer opened them.
    """
    if mark != seen.mark:
        raise Refused(
            UNSEEN,
            gettext_lazy(
                "Somebody else saved this part while you were writing. Compare both below, then save what shall stand."
            ),
            status=CONFLICT,
        )


def clashes(form: forms.BaseForm) -> bool:
    """True when the form was refused because somebody else saved other answers meanwhile."""
    return getattr(getattr(form, "refusal", None), "number", "") == UNSEEN


def elsewhere(stored: Any, typed: Any) -> list[dict[str, str]]:
    """What stands now, saved by somebody else, where it differs from what was typed; as rows of a summary list."""
    legends = {name: str(legend) for legend, names, *_hint in getattr(typed, "sections", ()) for name in names}
    rows = []
    for name in typed.fields:
        theirs, mine = _read(stored, name), _read(typed, name)
        if name in stored.fields and theirs != mine:
            label = str(typed.fields[name].label or name)
            key = f"{legends[name]}: {label}" if name in legends else label
            rows.append({"key": key, "value": theirs or _("Empty")})
    return rows


def _read(form: Any, name: str) -> str:
    """The value of a field as people read it, bound or not."""
    field, value = form[name].field, form[name].value()
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ()) if key != ""}
    if isinstance(field, DateField):
        return _read_day(field, value)
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.MultipleChoiceField):
        chosen = {str(one) for one in value or ()}
        return ", ".join(label for key, label in choices.items() if key in chosen)
    if isinstance(field, forms.DecimalField) and value not in {None, ""}:
        return _read_number(field, value)
    return choices.get(str(value), "" if value is None else str(value).strip().replace("\r\n", "\n"))


def _read_number(field: forms.DecimalField, value: Any) -> str:
    """The same for 1,009.50 as it was typed and for 1009.5 as it stands."""
    try:
        cleaned = field.clean(value)
    except forms.ValidationError:
        return str(value)
    return numbers.as_typed(cleaned) if cleaned is not None else ""


def _read_day(field: DateField, value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    try:
        cleaned = field.clean(value)
    except forms.ValidationError:
        return str(value)
    return day(cleaned) if cleaned else ""
