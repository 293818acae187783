"""Forms of the assessment of reference emissions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import TextField
from projects.references.questions import COMPLETENESS
from workflow.drafts.forms.checklists import ChecklistForm


class ReferenceAcceptForm(ChecklistForm):
    """The completeness checklist."""

    points = COMPLETENESS


class ReferenceAssessForm(forms.Form):
    """The result and its reasons."""

    positive = forms.TypedChoiceField(
        label=_("Result"),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        choices=[("yes", _("Consistent with the NDC")), ("no", _("Not consistent with the NDC"))],
    )
    conclusion = TextField(
        label=_("Reasons"), max_length=10_000, widget=forms.Textarea, help_text=_("They are published.")
    )
