"""Forms of agreed electronic formats: a year, and another Party's workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import YearField


class YearForm(forms.Form):
    """The reported year."""

    year = YearField(label=_("Reported year"), min_value=2021)


class WorkbookForm(forms.Form):
    """A workbook."""

    workbook = forms.FileField(
        label=_("The workbook of the other Party"),
        help_text=_("Excel (.xlsx), up to 20,000 cells. It is read and not kept."),
    )
