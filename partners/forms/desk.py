"""Forms of the committee's desk: bundles and meetings, files, declarations, the discussion, seats."""

from typing import Any, override

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.widgets import DateField, LineField, TextField, WholeField
from partners.forms.people import ProposalForm
from partners.models import (
    AgendaPoint,
    Audience,
    ChangeKind,
    CommitteeMember,
    Decision,
    DecisionItem,
    DecisionKind,
    FileKind,
    JointCommittee,
    MeetingMode,
    Organisation,
    Outcome,
    PartnerCountry,
    Side,
    User,
)
from partners.selectors import committees, desk, organisations
from partners.services.decisions import Proposal
from partners.services.meetings import POSSIBLE, Arrangement, Said

# Kinds that are typed in here; the others come from the papers they decide on.
TYPED_KINDS = [(DecisionKind.OTHER.value, DecisionKind.OTHER.label)]


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

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"].queryset = committees.countries_of(by)  # type: ignore[attr-defined]  # model choice


class DecisionStartForm(CountryForm, ItemForm):
    """An electronic decision with its first item."""

    field_order = ("country", "title", "text")


class ArrangementForm(forms.Form):
    """When, where and how a meeting takes place."""

    meets_on = DateField(label=_("Day of the meeting"))
    place = LineField(label=_("City"), max_length=120)
    mode = forms.TypedChoiceField(
        label=_("How"), choices=MeetingMode.choices, coerce=MeetingMode, widget=forms.RadioSelect
    )
    invitation = TextField(
        label=_("Words of the invitation"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Time of day, room, how to join online. Members read it on the page of the meeting."),
    )

    def arrangement(self) -> Arrangement:
        """What the service takes."""
        values = self.cleaned_data
        return Arrangement(values["meets_on"], values["place"], values["mode"], values["invitation"])


class MeetingStartForm(CountryForm, ArrangementForm):
    """A meeting of a committee; its ordinal comes by itself."""

    field_order = ("country", "meets_on", "place", "mode", "invitation")


class PointForm(forms.Form):
    """A point to talk about."""

    title = LineField(label=_("Point of the agenda"), required=False, max_length=300)


class TakeForm(forms.Form):
    """Items that wait elsewhere and are to be decided here."""

    items = forms.ModelMultipleChoiceField(
        label=_("Items in preparation or postponed"),
        queryset=DecisionItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, decision: Decision, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["items"].queryset = desk.free_items(decision)  # type: ignore[attr-defined]  # model choice


class OutcomesForm(forms.Form):
    """What the meeting said, point by point."""

    def __init__(self, *args: Any, points: QuerySet[AgendaPoint], **options: Any) -> None:
        super().__init__(*args, **options)
        self.points = list(points)
        self.sections = []
        for point in self.points:
            names = [f"minutes_{point.pk}"]
            if point.item_id is not None:
                names.insert(0, f"point_{point.pk}")
                self.fields[names[0]] = forms.ChoiceField(
                    label=_("Outcome"),
                    required=False,
                    widget=forms.RadioSelect,
                    initial=point.outcome,
                    choices=[(one.value, Outcome(one).label) for one in POSSIBLE],
                )
            self.fields[names[-1]] = TextField(
                label=_("Minutes"),
                required=False,
                max_length=4000,
                widget=forms.Textarea,
                initial=point.minutes,
                help_text=_("Needed for revisions, postponement and refusal; of an item they are published."),
            )
            self.sections.append((str(point), names))

    def said(self) -> dict[int, Said]:
        """What the service takes."""
        values = self.cleaned_data
        return {
            point.pk: Said(values.get(f"point_{point.pk}", ""), values[f"minutes_{point.pk}"]) for point in self.points
        }


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

    def __init__(self, *args: Any, decision: Decision, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].queryset = decision.items.all()  # type: ignore[attr-defined]  # model choice

    @override
    def clean(self) -> dict[str, Any]:
        """As the service takes it: the item by its id."""
        values = super().clean() or {}
        item = values.pop("item", None)
        return values | {"item_id": item.pk if item else None}


class RenewForm(forms.Form):
    """A new version of a file."""

    upload = forms.FileField(label=_("File"))
    note = LineField(label=_("What has changed"), required=False, max_length=300)


class DeclareForm(forms.Form):
    """The declaration of interests for one item."""

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

    text = TextField(label=_("Your remark"), required=False, max_length=4000, widget=forms.Textarea)
    audience = forms.TypedChoiceField(
        label=_("Who reads it"), choices=Audience.choices, coerce=Audience, initial=Audience.ALL
    )
    answers_id = WholeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_member: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_member:
            self.fields["audience"].choices = [(Audience.ALL.value, Audience.ALL.label)]  # type: ignore[attr-defined]  # choices


class SeatForm(ProposalForm):
    """A seat for a person who was invited as committee member."""

    kind = ChangeKind.SEAT.value

    person = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    side = forms.ChoiceField(label=_("Side"), choices=Side.choices, widget=forms.RadioSelect)
    is_co_chair = forms.BooleanField(label=_("Co-chair"), required=False)

    def __init__(self, *args: Any, committee: JointCommittee, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = committees.may_be_seated(committee)  # type: ignore[attr-defined]  # model choice


class AlternateForm(forms.Form):
    """Who acts for a co-chair, from when until when."""

    stand_in = forms.ModelChoiceField(label=_("Alternate"), queryset=CommitteeMember.objects.none())
    first = DateField(label=_("First day"))
    last = DateField(label=_("Last day"))

    def __init__(self, *args: Any, committee: JointCommittee, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stand_in"].queryset = committees.may_stand_in(committee, by)  # type: ignore[attr-defined]  # model choice


class YearForm(forms.Form):
    """The yearly declaration of interests."""

    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations in which I have an interest"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.SelectMultiple,
        help_text=_("Choose none when you have no interest to declare."),
    )
    description = TextField(label=_("Which interest"), required=False, max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisations"].queryset = organisations.private()  # type: ignore[attr-defined]  # model choice
