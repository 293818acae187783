"""Forms of the assessment of reference emissions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import TextField
from projects.papers.checks import completeness
from workflow.drafts.forms.sections import Section

REFERENCE_SECTIONS = (
    Section(
        "ndc",
        _("The NDC"),
        _("Which nationally determined contribution of the partner country is the latest."),
        ("ndc_title", "ndc_version", "ndc_communicated_on"),
        {"ndc_version": _("As it is named in the UNFCCC registry, for example “Second NDC”.")},
    ),
    Section(
        "level",
        _("The reference level"),
        _("How the reference emissions of the PDD take this NDC into account, and the evidence."),
        ("explanation", "below_business_as_usual", "evidence"),
    ),
)


class ReferenceAcceptForm(forms.Form):
    """The completeness checklist."""

    sections = [(_("Confirm each point"), [key for key, _label in completeness.REFERENCE])]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for key, label in completeness.REFERENCE:
            self.fields[key] = forms.BooleanField(label=str(label), required=False)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"completeness": {key: self.cleaned_data[key] for key, _label in completeness.REFERENCE}}


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
