"""Forms about people: what an officer proposes, what a second one says to it, one's own preferences."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.forms import FormArgument
from common.widgets import DateField, LineField, TextField
from partners.countries import selectors as countries
from partners.organisations.models import Organisation
from partners.people.models.addresses import MailKind
from partners.people.models.people import Role, User
from partners.people.models.personnel import ChangeKind, ProofKind, ProofMeans
from partners.people.selectors import personnel
from partners.people.services.personnel import Seen, Wish

SEEN = ("means", "document", "issuer", "last_four", "seen_on")


class ProofForm(forms.Form):
    """Which document an officer has seen of a person."""

    means = forms.ChoiceField(
        label=_("How you saw who the person is"),
        required=False,
        choices=[("", _("Not yet")), *ProofMeans.choices],
        help_text=_(
            "Needed for every role but that of a project participant; a participant needs it to represent an account."
        ),
    )
    document = forms.ChoiceField(label=_("Document"), required=False, choices=[("", _("None")), *ProofKind.choices])
    issuer = LineField(label=_("Issued by"), required=False, max_length=120)
    last_four = LineField(
        label=_("Last four letters or digits of its number"),
        required=False,
        max_length=4,
        help_text=_("Never the whole number."),
    )
    seen_on = DateField(label=_("Seen on"), required=False)

    def seen(self) -> Seen:
        """What was seen, as the service takes it."""
        return Seen(**{name: self.cleaned_data[name] for name in SEEN})


class ProposalForm(forms.Form):
    """What one kind of change asks for; `about` is what the page knows already."""

    kind = ""

    def __init__(self, *args: FormArgument, about: dict[str, Any], **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.about = about

    def to_save(self) -> dict[str, Wish]:
        """What the service takes: what is proposed."""
        answers = {name: value for name, value in self.cleaned_data.items() if name not in SEEN}
        seen = self.seen() if isinstance(self, ProofForm) else Seen()
        return {"wish": Wish(kind=self.kind, seen=seen, **answers, **self.about)}


class RoleForm(ProposalForm, ProofForm):
    """For which organisation a known person is to act besides, and in which role."""

    kind = ChangeKind.ROLE.value

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    country = forms.ModelChoiceField(
        label=_("Only for this partner country"),
        queryset=countries.public().none(),
        required=False,
        empty_label=_("All countries"),
        help_text=_("Officers and members of a partner country’s side act for their own country only."),
    )
    field_order: tuple[str, ...] = ("organisation", "role", "country", *SEEN)

    def __init__(
        self, *args: FormArgument, by: User, organisation: Organisation | None = None, **options: FormArgument
    ) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = personnel.organisations_for(by)  # type: ignore[attr-defined]  # choice
        self.fields["country"].queryset = countries.public()  # type: ignore[attr-defined]  # model choice
        self.initial.setdefault("organisation", organisation)
        self.initial.setdefault("country", organisation.country if organisation else None)


class InviteForm(RoleForm):
    """Somebody new, and for whom they are to act."""

    kind = ChangeKind.INVITE.value

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The person signs in with it."))
    name = LineField(label=pgettext_lazy("person", "Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language of mail"), choices=[("en", _("English")), ("ja", _("Japanese"))])
    field_order = ("email", "name", "language", "organisation", "role", "country", *SEEN)


class IdentityForm(ProposalForm, ProofForm):
    """A document that an officer has seen of a known person."""

    kind = ChangeKind.IDENTITY.value


class SuspendForm(ProposalForm):
    """Why somebody is suspended."""

    kind = ChangeKind.SUSPEND.value

    reason = TextField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Kept with the record of this deed; auditors read it."),
    )


class RenameForm(ProposalForm):
    """Another name, and how it is known."""

    kind = ChangeKind.RENAME.value

    name = LineField(label=pgettext_lazy("person", "Name"), max_length=120)
    reason = TextField(
        label=_("How the new name is known"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which paper shows it, and when you saw it. Kept with the record of this deed."),
    )


class FactorForm(ProposalForm):
    """How an officer made sure who asks."""

    kind = ChangeKind.FACTOR.value

    reason = TextField(
        label=_("How you made sure who asks"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A call back to a known number, a visit, a paper. Kept with the record of this deed."),
    )


class ReinstateForm(ProposalForm):
    """Nothing to fill in."""

    kind = ChangeKind.REINSTATE.value


class EndForm(ProposalForm):
    """Nothing to fill in: the page says which role ends."""

    kind = ChangeKind.END.value


class LeadForm(ProposalForm):
    """Whether a person leads their office."""

    kind = ChangeKind.LEAD.value

    is_lead = forms.BooleanField(
        label=_("Leads the office in this role"),
        required=False,
        help_text=_("Leads are told of steps of their office that are long overdue."),
    )


class UnseatForm(ProposalForm):
    """Nothing to fill in: the page says which seat ends."""

    kind = ChangeKind.UNSEAT.value


class NoteForm(forms.Form):
    """Why a change is rejected or withdrawn, or what an auditor concludes."""

    note = TextField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("It stays with the record; the others read it."),
    )


class AddressForm(forms.Form):
    """The new address of the person who is signed in."""

    new = forms.EmailField(label=_("New e-mail address"))


def _zones() -> list[str]:
    """The time zones with a place, in the order of the alphabet."""
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


class PreferencesForm(forms.Form):
    """A person's own choices."""

    language = forms.ChoiceField(
        label=_("Language of mail to you"),
        choices=[("en", _("English")), ("ja", _("Japanese"))],
        widget=forms.RadioSelect,
    )
    mail = forms.ChoiceField(
        label=_("Mail about steps and notices"),
        choices=MailKind.choices,
        widget=forms.RadioSelect,
        help_text=_("Notices stay in your inbox either way."),
    )
    time_zone = forms.ChoiceField(
        label=_("Your clock"),
        required=False,
        choices=lambda: [("", _("That of the country for which I act")), *((zone, zone) for zone in _zones())],
        help_text=_("Days and hours in mail and notices are told by it, with its name."),
    )
