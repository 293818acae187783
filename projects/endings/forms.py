"""Forms of the ends of a project."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import TextField
from projects.endings.questions import COMPLETENESS
from workflow.drafts.forms.checklists import ChecklistForm


class WithdrawalChecklist(ChecklistForm):
    """What an officer confirms of a withdrawal."""

    points = COMPLETENESS


class DeregisterForm(forms.Form):
    """Why a project is to be de-registered."""

    reasons = TextField(
        label=_("Reasons for the de-registration"),
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("They become part of the public record once the Joint Committee has decided."),
    )
