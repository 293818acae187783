"""Forms of issuance requests."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import Typed
from credits.checks.requests import COMPLETENESS
from projects.assessments.forms.assessments import DECLARATION

REQUEST_SECTIONS = (DECLARATION,)


class CompletenessForm(forms.Form):
    """The completeness checklist of an issuance request."""

    sections = [(_("Confirm each point"), [key for key, _label in COMPLETENESS])]

    def __init__(self, data: Typed = None) -> None:
        super().__init__(data)
        for key, label in COMPLETENESS:
            self.fields[key] = forms.BooleanField(label=str(label), required=False)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"completeness": {key: self.cleaned_data[key] for key, _label in COMPLETENESS}}
