"""Forms of the assessment of reference emissions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import TextField
from projects.references.questions import COMPLETENESS


class ReferenceAcceptForm(forms.Form):
    """The completeness checklist."""

    sections = [(_("Confirm each point"), [key for key, _label in COMPLETENESS])]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for key, label in COMPLETENESS:
            self.fields[key] = forms.BooleanField(label=str(label), required=False)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"completeness": {key: self.cleaned_data[key] for key, _label in COMPLETENESS}}


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
