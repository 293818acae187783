"""Forms of the committee's desk: bundles and meetings, files, declarations, the discussion, seats."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import OWN_KINDS, Decision, DecisionItem, DecisionKind
from committee.items.models import Audience, FileKind
from common.forms import FormArgument
from common.widgets import LineField, TextField, WholeField

# Kinds that are typed in here; the others come from the papers they decide on.
TYPED_KINDS = [(DecisionKind.OTHER.value, OWN_KINDS[DecisionKind.OTHER])]


class ShareForm(forms.Form):
    """A file for the members."""

    upload = forms.FileField(label=_("File"))
    title = LineField(label=_("Title"), required=False, max_length=200)
    kind = forms.TypedChoiceField(label=_("Kind"), choices=FileKind.choices, coerce=FileKind)
    annex_number = LineField(
        label=_("Number of the annex"), required=False, max_length=12, help_text=_("For annexes only, as 1 or 1.2.")
    )
    item = forms.ModelChoiceField(
        label=_("For which item"),
        queryset=DecisionItem.objects.none(),
        required=False,
        empty_label=_("For the decision as a whole"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("en", _("English")), ("ja", _("Japanese"))])
    is_public = forms.BooleanField(
        label=_("Publish it when the decision is taken"),
        required=False,
        help_text=_("Leave it empty for whatever is confidential: it then stays with members and secretariat."),
    )

    def __init__(self, *args: FormArgument, decision: Decision, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.fields["item"].queryset = decision.items.all()  # type: ignore[attr-defined]  # model choice

    def to_save(self) -> dict[str, Any]:
        """What the service takes: the item by its id."""
        item = self.cleaned_data["item"]
        answers = {name: value for name, value in self.cleaned_data.items() if name != "item"}
        return answers | {"item_id": item.pk if item else None}


class RenewForm(forms.Form):
    """A new version of a file."""

    upload = forms.FileField(label=_("File"))
    note = LineField(label=_("What has changed"), required=False, max_length=300)


class DeclareForm(forms.Form):
    """The declaration of interests for one item."""

    optional: ClassVar[frozenset[str]] = frozenset()
    has_interest = forms.TypedChoiceField(
        label=_("Your declaration"),
        choices=[("no", _("I have no interest in this item")), ("yes", _("I have an interest in this item"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_("An interest is whatever could make you judge otherwise: work, ownership, family, earlier advice."),
    )
    description = TextField(
        label=_("Which interest"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("The record says that you took no part; your words are for the secretariat and auditors."),
    )


class RemarkForm(forms.Form):
    """A contribution to the discussion."""

    optional: ClassVar[frozenset[str]] = frozenset()
    text = TextField(label=_("Your remark"), required=False, max_length=4000, widget=forms.Textarea)
    audience = forms.TypedChoiceField(
        label=_("Who reads it"), choices=Audience.choices, coerce=Audience, initial=Audience.ALL
    )
    answers_id = WholeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: FormArgument, is_member: bool, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        if not is_member:
            self.fields["audience"].choices = [(Audience.ALL.value, Audience.ALL.label)]  # type: ignore[attr-defined]  # choices
