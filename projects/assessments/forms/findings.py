"""Forms of findings: raise one, write on its thread, with files."""

from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import LineField, TextField
from projects.assessments.states.assessments import FindingKind
from projects.papers.forms.parts import parts_field
from workflow import procedures


class ManyFilesInput(forms.FileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = ManyFilesInput

    @override
    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


class MessageForm(forms.Form):
    """A message of a finding's thread."""

    text = TextField(label=_("Your message"), max_length=20_000, widget=forms.Textarea)
    uploads = FilesField(
        label=_("Files"), required=False, help_text=_("Evidence for your message. You can choose several.")
    )


class FindingForm(MessageForm):
    """A new finding."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=FindingKind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Corrective actions and clarifications must be closed before a positive opinion. Forward actions "
            "carry over to the next verification."
        ),
    )
    topic = LineField(label=_("Topic"), max_length=200)
    field_order = ("kind", "topic", "text", "sections", "uploads")

    def __init__(self, data: Any = None, files: Any = None, *, paper: Any) -> None:
        super().__init__(data, files)
        if paper.state in procedures.of(paper).reopens:
            self.fields["sections"] = parts_field(
                paper,
                label=_("Parts of the form to open for correction"),
                help_text=_(
                    "Where the form itself is to be corrected: the participants can change these parts and hand them"
                    " in as a new version, which answers the finding. Tick none where words or a file will do."
                ),
            )
            self.order_fields(self.field_order)
