"""Forms of the review of sustainability papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import TextField


class ConclusionForm(forms.Form):
    """The authority's conclusion."""

    text = TextField(
        label=_("Conclusion"),
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("The participants, JCMA and the third-party entity read it."),
    )


class QuestionForm(forms.Form):
    """What the authority wants to know or to have changed."""

    text = TextField(label=_("Question to the participants"), max_length=10_000, widget=forms.Textarea)


class AnswerForm(forms.Form):
    """The participants' answer."""

    text = TextField(
        label=_("Answer to the authority"),
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("A revised document is handed in as a file of the PDD or of the monitoring report."),
    )
