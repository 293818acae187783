"""What an officer confirms before a paper goes on: a form made of the points that its procedure declares."""

from collections.abc import Sequence
from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence


class ChecklistForm(forms.Form):
    """A completeness checklist; the subclass names its points."""

    points: Sequence[tuple[str, Sentence]] = ()

    @override
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for key, label in self.points:
            self.fields[key] = forms.BooleanField(label=str(label), required=False)
        self.sections = [(_("Confirm each point"), [key for key, _label in self.points])]

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"completeness": {key: self.cleaned_data[key] for key, _label in self.points}}
