"""The form of a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import LineField
from credits.models import ReportKind


class ReportForm(forms.Form):
    """Which report, and what it is about."""

    kind = forms.ChoiceField(label=_("Kind of report"), choices=ReportKind.choices, widget=forms.RadioSelect)
    about = LineField(
        label=_("What it is about"),
        required=False,
        max_length=20,
        help_text=_(
            "Annual report: the year. Country: two letters. Project: its reference. Structured summary and initial "
            "report: three letters of the Party. CAD Trust: leave it empty."
        ),
    )
