"""The form of a definition's text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import LineField, TextField
from projects.definitions.services.definitions import Written

LONGEST = 100_000


class DefinitionForm(forms.Form):
    """The text of a definition, and why it changes."""

    text = TextField(
        label=_("Definition"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "30", "spellcheck": "false", "class": "jcm-code"}),
        help_text=_(
            "Parameters, formulas, criteria and worked examples, in TOML. “Check” judges it and keeps nothing."
        ),
    )
    reason = TextField(
        label=_("What changes, and why"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("The second officer and every later reader see it. The first text of a version needs none."),
    )
    seen = LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        return {"written": Written(given["text"].replace("\r\n", "\n") + "\n", given["reason"], given["seen"])}
