"""Forms of a committee’s seats: who sits, who stands in, what members declare for a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormArgument
from common.widgets import DateField, TextField
from partners.organisations import selectors as organisations
from partners.organisations.models import Organisation, Side
from partners.people.forms.people import ProposalForm
from partners.people.models.people import User
from partners.people.models.personnel import ChangeKind
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.people.selectors import committees


class SeatForm(ProposalForm):
    """A seat for a person who was invited as committee member."""

    kind = ChangeKind.SEAT.value

    person = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    side = forms.ChoiceField(label=_("Side"), choices=Side.choices, widget=forms.RadioSelect)
    is_co_chair = forms.BooleanField(label=_("Co-chair"), required=False)

    def __init__(self, *args: FormArgument, committee: JointCommittee, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = committees.may_be_seated(committee)  # type: ignore[attr-defined]  # model choice


class AlternateForm(forms.Form):
    """Who acts for a co-chair, from when until when."""

    stand_in = forms.ModelChoiceField(label=_("Alternate"), queryset=CommitteeMember.objects.none())
    first = DateField(label=_("First day"))
    last = DateField(label=_("Ends on"))

    def __init__(self, *args: FormArgument, committee: JointCommittee, by: User, **options: FormArgument) -> None:
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

    def __init__(self, *args: FormArgument, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.fields["organisations"].queryset = organisations.private()  # type: ignore[attr-defined]  # model choice
