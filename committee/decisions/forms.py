"""Forms of the Joint Committee's desk."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import AnswerKind, Course, Decision, DecisionItem, DecisionKind
from committee.decisions.services.decisions import Proposal
from common.forms import FormArgument
from common.widgets import LineField, TextField
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.people.selectors import committees


class AnswerForm(forms.Form):
    """A member's answer for their own side."""

    optional: ClassVar[frozenset[str]] = frozenset()
    answer = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=(
            (AnswerKind.NO_OBJECTION, _("No objection: I let it pass; the co-chair still confirms for our side")),
            (AnswerKind.AGREE, _("Agree: I say yes; a co-chair who agrees confirms for the side by it")),
            (AnswerKind.OBJECT, _("Object: it does not pass as it is")),
        ),
        coerce=AnswerKind,
        widget=forms.RadioSelect,
        help_text=_("You can change your answer while it is open."),
    )
    reason = TextField(
        label=_("Reasons"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Needed for an objection. Members of both sides and the secretariat read them."),
    )


class WithdrawForm(forms.Form):
    """Why a proposal is taken back."""

    note = TextField(label=_("Why the proposal is withdrawn"), max_length=4000, widget=forms.Textarea)


class CourseForm(forms.Form):
    """What a co-chair wants done; the reasons are needed, the item with one course only."""

    optional: ClassVar[frozenset[str]] = frozenset()
    course = forms.TypedChoiceField(
        label=_("What is to be done"), choices=Course.choices, coerce=Course, widget=forms.RadioSelect
    )
    item = forms.ModelChoiceField(
        label=_("Item to split off"),
        queryset=DecisionItem.objects.none(),
        required=False,
        help_text=_("Only when an item is split off."),
        empty_label=_("None"),
    )
    note = TextField(
        label=_("Reasons"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Both sides read them; for a decision that is not adopted they become part of the public record."),
    )

    def __init__(self, *args: FormArgument, decision: Decision, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.fields["item"].queryset = decision.items.all()  # type: ignore[attr-defined]  # model choice

    def to_save(self) -> dict[str, Any]:
        """What the service takes: the item by its id."""
        item = self.cleaned_data["item"]
        answers = {name: value for name, value in self.cleaned_data.items() if name != "item"}
        return answers | {"item_id": item.pk if item else None}


class ItemForm(forms.Form):
    """One item to be decided, typed in by the secretariat."""

    title = LineField(label=_("What is to be decided"), max_length=300)
    text = TextField(
        label=_("Proposal"),
        required=False,
        max_length=8000,
        widget=forms.Textarea,
        help_text=_("The words that the members decide on. Files are added on the next page."),
    )

    def proposal(self) -> Proposal:
        """What the service takes."""
        values = self.cleaned_data
        return Proposal(kind=DecisionKind.OTHER, title=values["title"], text=values["text"])


class CountryForm(forms.Form):
    """For which country something is prepared."""

    country = forms.ModelChoiceField(label=_("Country"), queryset=PartnerCountry.objects.none())

    def __init__(self, *args: FormArgument, by: User, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.fields["country"].queryset = committees.countries_of(by)  # type: ignore[attr-defined]  # model choice


class DecisionStartForm(CountryForm, ItemForm):
    """An electronic decision with its first item."""

    field_order = ("country", "title", "text")

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"country": self.cleaned_data["country"], "proposals": [self.proposal()]}
