"""Bounds of single fields, judged for every door alike."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
MOST_TCO2E = Decimal(10) ** 12


def set_values(row: models.Model, values: Mapping[str, object], allowed: Iterable[str]) -> None:
    """Put draft values on a row after judging each by the field's own validators.

    Raises: Refused FLD-01 (a field that is not part of the draft), FLD-02 (out of bounds), FLD-03 (impossible date).
    """
    fields = set(allowed)
    for name, value in values.items():
        if name not in fields:
            raise Refused("FLD-01", _("This value is not part of the draft."), field=name)
        _judge(row, name, value)
        setattr(row, name, value)


def _judge(row: models.Model, name: str, value: object) -> None:
    if isinstance(value, date):
        plausible_day(value, field=name)
    field = row._meta.get_field(name)
    if value is None or isinstance(value, models.Model) or field.is_relation:
        return
    try:
        field.clean(value, row)  # type: ignore[union-attr]  # relations are sorted out above
    except ValidationError as error:
        raise Refused("FLD-02", "%(reason)s", field=name, params={"reason": " ".join(error.messages)}) from error


def plausible_day(day: date, *, field: str) -> None:
    """Refuse a day that can only be a slip of the keyboard."""
    if not EARLIEST <= day <= LATEST:
        raise Refused(
            "FLD-03",
            _("The year must lie between %(first)s and %(last)s. Check the date."),
            field=field,
            params={"first": EARLIEST.year, "last": LATEST.year},
        )


def plausible_amount(amount: Decimal, *, field: str) -> None:
    """Refuse emissions below zero or beyond any plant on Earth (FLD-04)."""
    if not 0 <= amount < MOST_TCO2E:
        raise Refused("FLD-04", _("Give tonnes of CO2 equivalent from 0 to 999,999,999,999."), field=field)
