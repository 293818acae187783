"""Forms that name parts of a paper: which of them are to be corrected, and what was corrected."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import TextField
from workflow import procedures
from workflow.drafts.forms.sections import title_of


def parts_of(paper: Any) -> list[tuple[str, str]]:
    """The parts of a paper's form: slug and title."""
    return [(section.slug, title_of(paper, section)) for section in procedures.of(paper).sections_of(paper)]


def parts_field(paper: Any, **options: Any) -> forms.MultipleChoiceField:
    """The parts of a paper's form, to be ticked."""
    return forms.MultipleChoiceField(
        choices=parts_of(paper), widget=forms.CheckboxSelectMultiple, required=False, **options
    )


class ReturnForm(forms.Form):
    """A reason in words, and the parts that are open; all of them where none is named."""

    note = TextField(label=_("Reason"), max_length=4000, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, paper: Any) -> None:
        super().__init__(data)
        if procedures.of(paper).handed_in and procedures.of(paper).sections_of(paper):
            self.fields["sections"] = parts_field(
                paper,
                label=_("Parts to be completed"),
                help_text=_("Only these can be changed then. Tick none to open the whole form."),
            )

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"note": self.cleaned_data["note"], "sections": self.cleaned_data.get("sections", [])}


class ReopenForm(forms.Form):
    """The parts that are opened, and why."""

    note = TextField(
        label=_("What is to be corrected"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("The participants read it beside the parts that they correct."),
    )
    sections = forms.MultipleChoiceField(
        label=_("Parts to open"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The participants can change these, and nothing else."),
    )

    def __init__(self, data: Any = None, *, paper: Any) -> None:
        super().__init__(data)
        self.fields["sections"].choices = parts_of(paper)  # type: ignore[attr-defined]  # a choice field


class HandInForm(forms.Form):
    """What was corrected, in words."""

    said = TextField(
        label=_("What you corrected"),
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_("It is your answer to each finding that asked for these parts."),
    )
