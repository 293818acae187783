"""Forms of letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import DateField, LineField, TextField
from projects.letters import selectors as letters
from projects.projects.models import Project

FILE_HELP = _("One file, if you need it.")


class LetterForm(forms.Form):
    """A new letter about a project."""

    to_role = forms.ChoiceField(label=_("Addressee"), widget=forms.RadioSelect)
    topic = LineField(label=_("Subject"), max_length=200)
    text = TextField(label=_("Text"), max_length=20_000, widget=forms.Textarea)
    answer_by = DateField(
        label=_("Answer by"),
        required=False,
        help_text=_(
            "Leave it empty if you need no answer. With a day, the letter waits in the addressee’s inbox. "
            "For example, 2026-04-15"
        ),
    )
    upload = forms.FileField(label=_("File"), required=False, help_text=FILE_HELP)

    def __init__(self, *args: Any, project: Project, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = letters.addressees(project, letters.side_of(project, user))
        self.fields["to_role"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if len(choices) == 1:
            self.fields["to_role"].initial = choices[0][0]


class ReplyForm(forms.Form):
    """The answer to a letter."""

    text = TextField(label=_("Your answer"), max_length=20_000, widget=forms.Textarea)
    upload = forms.FileField(label=_("File"), required=False, help_text=FILE_HELP)
