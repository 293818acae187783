"""Form fields of the house: lines, dates and numbers as people type them, bounded before they are converted."""

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import numbers
from common.forms import FormArgument

DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
TONNES_CO2E = _("t CO₂ eq")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 12, 31)  # some years may still be added to the last one
FIRST_YEAR, LAST_YEAR = 1900, 9000
_OF_A_TEXT = {"\t", "\n", "\r"}


def no_control_signs(value: str) -> None:
    """Refuse signs that no keyboard writes: they make a mail, a workbook or a file name invalid."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in _OF_A_TEXT for sign in value):
        raise ValidationError(_("Take out the control sign in this text; typing it anew helps."), code="control")


def one_line(value: str) -> None:
    """Refuse line breaks too: what stands in a title, a name, a subject or a header is one line."""
    if any(sign in _OF_A_TEXT or sign in "\u0085\u2028\u2029" for sign in value):
        raise ValidationError(_("Write this in one line, without line breaks or tabs."), code="line")
    no_control_signs(value)


class LineField(forms.CharField):
    """Text of one line."""

    default_validators = [one_line]


class TextField(forms.CharField):
    """Text of many lines."""

    widget = forms.Textarea
    default_validators = [no_control_signs]


class DateInput(forms.DateInput):
    """One text box that shows ISO dates: the same in both languages, and nothing typed is lost."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:  # Django's own shape
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day as YYYY-MM-DD; also takes 2026/04/15, 2026.4.15 and 2026年4月15日. Days out of reach are refused."""

    widget = DateInput
    default_validators = [
        MinValueValidator(FIRST_DAY, _("Enter a day from the year 1900 on.")),
        MaxValueValidator(LAST_DAY, _("Enter a day before the year 9001.")),
    ]

    def __init__(self, **options: FormArgument) -> None:
        options.setdefault("help_text", _("For example, 2026-04-15"))
        options.setdefault("input_formats", DATE_FORMATS)
        super().__init__(**options)
        self.error_messages["invalid"] = _("Enter a real date as year-month-day, for example 2026-04-15.")

    @override
    def to_python(self, value: Any) -> date | None:  # Django's own shape
        return super().to_python(numbers.typed(value) if isinstance(value, str) else value)


class WholeField(forms.IntegerField):
    """A whole number; thousands separators are taken where they can be read in one way only."""

    def __init__(self, **options: FormArgument) -> None:
        super().__init__(**options)
        self.error_messages["invalid"] = _("Enter a whole number, for example 1009.")

    @override
    def to_python(self, value: object) -> int | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        plain = numbers.without_groups(value)
        if plain is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(plain)


class YearField(WholeField):
    """A calendar year."""

    def __init__(self, **options: FormArgument) -> None:
        options.setdefault("min_value", FIRST_YEAR)
        options.setdefault("max_value", LAST_YEAR)
        super().__init__(**options)


class ExactField(forms.DecimalField):
    """A decimal with a stop as its mark; bounded in length, never with an exponent."""

    def __init__(self, **options: FormArgument) -> None:
        super().__init__(**options)
        self.error_messages["invalid"] = _(
            "Enter a number such as 1009.5: a stop before the decimals, a comma only between thousands."
        )

    @override
    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # Django's own is one, its stub is not
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        plain = numbers.exact(value)
        if plain is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return plain


class TonnesField(WholeField):
    """Whole tonnes, at least 1; takes thousands separators that can be read in one way only."""

    def __init__(self, *, suffix: str | Promise = TONNES_CO2E, **options: FormArgument) -> None:
        options.setdefault("min_value", 1)
        super().__init__(**options)
        self.suffix = suffix
        self.error_messages["invalid"] = _(
            "Enter whole tonnes, for example 1009 or 1,009. An amount such as 1,5 or 1.000 can be read in two ways."
        )


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
