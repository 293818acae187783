"""Form fields of the house: dates and amounts as people type them."""

import re
from typing import Any, override

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
TONNES_CO2E = _("t CO₂ eq")
_GROUPING = re.compile(r"[\s,，\u2009\u202f]")


class DateInput(forms.DateInput):
    """One text box that shows ISO dates: the same in both languages, and nothing typed is lost."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day as YYYY-MM-DD; also takes 2026/04/15, 2026.4.15 and 2026年4月15日."""

    widget = DateInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("For example, 2026-04-15"))
        options.setdefault("input_formats", DATE_FORMATS)
        super().__init__(**options)
        self.error_messages["invalid"] = _("Enter a real date as year-month-day, for example 2026-04-15.")


class TonnesField(forms.IntegerField):
    """Whole tonnes, at least 1; takes thousands separators."""

    def __init__(self, *, suffix: str | Promise = TONNES_CO2E, **options: Any) -> None:
        options.setdefault("min_value", 1)
        super().__init__(**options)
        self.suffix = suffix
        self.error_messages["invalid"] = _("Enter whole tonnes, for example 1009.")

    @override
    def to_python(self, value: Any) -> int | None:
        return super().to_python(_GROUPING.sub("", value) if isinstance(value, str) else value)
