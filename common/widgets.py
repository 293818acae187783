"""Form fields of the house: lines, dates and numbers as people type them, bounded before they are converted.

What a text may hold stands in `common.text`, how numbers are read in `common.numbers`, days in `common.days`.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import days, numbers, text
from common.forms import FormArgument
from common.text import no_control_signs, one_line

TONNES_CO2E = _("t CO₂ eq")


class _Text(forms.CharField):
    """Text in one way of writing each sign."""

    @override
    def to_python(self, value: object) -> str | None:
        if isinstance(value, str) and self.strip and len(value) <= 2 * (self.max_length or text.LONGEST):
            return super().to_python(text.plain(value))
        return super().to_python(value)

    @override
    def run_validators(self, value: Any) -> None:  # Django's own shape
        """A text that is too long is not looked at any further."""
        if self.max_length is not None and len(value) > self.max_length:
            MaxLengthValidator(self.max_length)(value)
        super().run_validators(value)


class LineField(_Text):
    """Text of one line."""

    default_validators = [one_line]


class TextField(_Text):
    """Text of many lines."""

    widget = forms.Textarea
    default_validators = [no_control_signs]


class DateInput(forms.DateInput):
    """One text box that shows ISO dates: the same in both languages, and nothing typed is lost."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:  # Django's own shape
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day in any form that `days.parse` reads; what could be two days, or is out of reach, is refused."""

    widget = DateInput

    def __init__(self, **options: FormArgument) -> None:
        options.setdefault("help_text", _("For example, 2026-04-15"))
        super().__init__(**options)

    @override
    def to_python(self, value: Any) -> date | None:  # Django's own shape
        if not isinstance(value, str):
            return super().to_python(value)
        return _read(days.parse, value)


def _read[Value](reader: Callable[[str], Value], value: str) -> Value | None:
    """What was typed, or None where nothing was."""
    if not text.shows(value):
        return None
    try:
        return reader(value)
    except text.Unreadable as wrong:
        raise wrong.for_form() from wrong


class WholeField(forms.IntegerField):
    """A whole number; thousands separators are taken where they can be read in one way only."""

    @override
    def to_python(self, value: object) -> int | None:
        return _read(numbers.whole_amount, value) if isinstance(value, str) else super().to_python(value)

    @override
    def prepare_value(self, value: object) -> object:
        return numbers.as_typed(value) if isinstance(value, int) else value


class YearField(forms.IntegerField):
    """A calendar year; those of eras that are named are taken too."""

    def __init__(self, **options: FormArgument) -> None:
        options.setdefault("min_value", days.FIRST_DAY.year)
        options.setdefault("max_value", days.LAST_DAY.year)
        super().__init__(**options)

    @override
    def to_python(self, value: object) -> int | None:
        return _read(days.year, value) if isinstance(value, str) else super().to_python(value)


class ExactField(forms.DecimalField):
    """A decimal; either mark is taken where it can be read in one way only, an exponent never."""

    @override
    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # Django's own is one, its stub is not
        if isinstance(value, str):
            return _read(lambda typed: numbers.amount(typed, fits=self._fits), value)
        return super().to_python(value)

    def _fits(self, value: Decimal) -> bool:
        try:
            self.run_validators(value)
        except ValidationError:
            return False
        return True

    @override
    def prepare_value(self, value: object) -> object:
        return numbers.as_typed(value) if isinstance(value, Decimal | int) else value


class WholesField(_Text):
    """Whole numbers, parted by commas: an amount in groups is none of them."""

    @override
    def clean(self, value: Any) -> Any:  # Django's own shape
        typed = super().clean(", ".join(map(str, value)) if isinstance(value, list) else value)
        try:
            return numbers.wholes(typed)
        except text.Unreadable as wrong:
            raise wrong.for_form() from wrong

    @override
    def prepare_value(self, value: object) -> object:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class ByYearField(_Text):
    """Whole numbers by year, a line each: `2021: 1,408,000,000`."""

    widget = forms.Textarea
    default_validators = [no_control_signs]

    @override
    def clean(self, value: Any) -> Any:  # Django's own shape
        typed = super().clean(_lines_of(value) if isinstance(value, dict) else value)
        try:
            return _by_year(typed)
        except text.Unreadable as wrong:
            raise wrong.for_form() from wrong

    @override
    def prepare_value(self, value: object) -> object:
        return _lines_of(value) if isinstance(value, dict) else value


NO_LINE = _("“%(typed)s” is no year with an amount. Write a line for each year, as 2021: 1,408,000,000.")
YEAR_TWICE = _("The year %(year)s stands there twice.")


def _by_year(typed: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for line in typed.splitlines():
        if not text.shows(line):
            continue
        name, mark, amount = numbers.typed(line).partition(":")
        if not mark:
            raise text.Unreadable(NO_LINE, typed=text.shortened(line))
        year = days.year(name)
        if year in found:
            raise text.Unreadable(YEAR_TWICE, year=str(year))
        found[year] = numbers.whole_amount(amount)
    return found


def _lines_of(by_year: dict[int, int]) -> str:
    return "\n".join(f"{year}: {numbers.as_typed(amount)}" for year, amount in sorted(by_year.items()))


class TonnesField(WholeField):
    """Whole tonnes, at least 1."""

    def __init__(self, *, suffix: str | Promise = TONNES_CO2E, **options: FormArgument) -> None:
        options.setdefault("min_value", 1)
        super().__init__(**options)
        self.suffix = suffix


_FIELDS: dict[type, type[forms.Field]] = {
    models.CharField: LineField,
    models.TextField: TextField,
    models.DateField: DateField,
    models.DecimalField: ExactField,
    models.IntegerField: WholeField,
    models.PositiveIntegerField: WholeField,
    models.PositiveSmallIntegerField: WholeField,
    models.PositiveBigIntegerField: WholeField,
    models.BigIntegerField: WholeField,
    models.SmallIntegerField: WholeField,
}
FORMFIELD_OVERRIDES = {kind: {"form_class": made} for kind, made in _FIELDS.items()}


def house_field(of: "models.Field[Any, Any]", **options: FormArgument) -> forms.Field | None:  # Django's own shape
    """The form field of a model's field, of the house's kind where there is one."""
    made = _FIELDS.get(type(of))
    if made is not None:
        options.setdefault("form_class", made)
    return of.formfield(**options)
