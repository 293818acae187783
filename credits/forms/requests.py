"""Forms of issuance requests."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from credits.checks.requests import COMPLETENESS


class RequestForm(forms.Form):
    """The participants' note and declaration."""

    note = forms.CharField(
        label=_("Note to the Joint Committee"), required=False, max_length=4000, widget=forms.Textarea,
        help_text=_("Anything that both sides should know when they decide."),
    )  # fmt: skip
    declares_true = forms.BooleanField(
        label=_("What we submit is true and complete, and these reductions are credited under no other scheme"),
        required=False,
    )

    def __init__(self, asked: Any, data: Any = None) -> None:
        super().__init__(data, initial={"note": asked.note, "declares_true": asked.declares_true})


class CompletenessForm(forms.Form):
    """The completeness checklist of an issuance request."""

    sections = [(_("Confirm each point"), [key for key, _label in COMPLETENESS])]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for key, label in COMPLETENESS:
            self.fields[key] = forms.BooleanField(label=str(label), required=False)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"completeness": {key: self.cleaned_data[key] for key, _label in COMPLETENESS}}
