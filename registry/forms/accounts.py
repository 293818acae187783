"""Forms of accounts: application, reasons, trusted list, statement."""

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.forms import Typed
from common.widgets import DateField, LineField, TextField, house_field
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User, Visitor
from registry.checks.applications import CHECKLIST, IN_ENGLISH, IN_JAPANESE
from registry.models import JAPAN, Account, AccountKind, ChangeKind, HolderDetails
from registry.selectors import applications
from registry.services.accounts import Seat

TRUSTED_ONLY = _("Transfers go only to accounts of the trusted list and to the holder’s other accounts")
TRUSTED_ONLY_HELP = _(
    "A transfer to any other account is then refused. Retirement and cancellation stay possible. Two representatives "
    "change this later."
)


class ApplicationForm(forms.Form):
    """What an application says of an account and of its people, and what can be corrected until it is sent."""

    optional: ClassVar[frozenset[str]] = frozenset({"viewers"})
    name = LineField(label=_("Name of the account"), max_length=200, help_text=_("How your organisation calls it."))
    trusted_only = forms.BooleanField(label=TRUSTED_ONLY, required=False, help_text=TRUSTED_ONLY_HELP)
    proposers = forms.ModelMultipleChoiceField(
        label=_("Who may propose transactions"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    approvers = forms.ModelMultipleChoiceField(
        label=_("Who may approve them"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two to four people in all. Whoever proposes a transaction can never approve it."),
    )
    viewers = forms.ModelMultipleChoiceField(
        label=_("Who may only read"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "They see what the account holds and every transaction, and can do nothing. You may choose nobody."
        ),
    )
    PEOPLE = ("proposers", "approvers", "viewers")

    def offer(self, people: QuerySet[User]) -> None:
        """Let these people be chosen."""
        for name in self.PEOPLE:
            self.fields[name].queryset = people  # type: ignore[attr-defined]  # a model choice

    def seats(self) -> list[Seat]:
        """The people who were chosen, each with all their rights."""
        chosen = {name: set(self.cleaned_data.get(name, ())) for name in self.PEOPLE}
        return [
            Seat(user, may_propose=user in chosen["proposers"], may_approve=user in chosen["approvers"])
            for user in sorted(set().union(*chosen.values()), key=lambda person: person.pk)
        ]


class ApplyForm(ApplicationForm):
    """An application for an entity account, with its representatives and their rights."""

    holder = forms.ModelChoiceField(
        label=_("Account holder"), queryset=Organisation.objects.none(), help_text=_("Your own organisation.")
    )
    country = forms.ModelChoiceField(
        label=_("Registry"),
        queryset=PartnerCountry.objects.all(),
        required=False,
        empty_label=_("Japan"),
        help_text=_("Japan’s registry, or that of a partner country. Each side issues its own share."),
    )
    sections = [
        (_("Account"), ["holder", "country", "name", "trusted_only"]),
        (_("Representatives"), ["proposers", "approvers", "viewers"]),
    ]

    def __init__(self, data: Typed = None, *, user: Visitor) -> None:
        super().__init__(data)
        holders = applications.holders(user)
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]  # a model choice
        self.offer(applications.possible_representatives(user))
        if holders.count() == 1:
            self.initial["holder"] = holders.get().pk

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        typed = {name: self.cleaned_data[name] for name in ("holder", "country", "name", "trusted_only")}
        return {**typed, "seats": self.seats(), "kind": AccountKind.ENTITY}


class CorrectForm(ApplicationForm):
    """The same of an application that is not sent yet, as it stands."""

    def __init__(self, data: Typed = None, *, account: Account) -> None:
        super().__init__(data)
        self.initial = {"name": account.name, "trusted_only": account.trusted_only}
        if not account.needs_representatives:
            for name in ("trusted_only", *self.PEOPLE):
                del self.fields[name]
            return
        seats = account.seats()
        self.initial["proposers"] = [seat.user_id for seat in seats if seat.may_propose]
        self.initial["approvers"] = [seat.user_id for seat in seats if seat.may_approve]
        self.initial["viewers"] = [seat.user_id for seat in seats if seat.rights == {"view"}]
        self.offer(applications.people_of(account))

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        trusted_only = self.cleaned_data.get("trusted_only", False)
        return {"name": self.cleaned_data["name"], "trusted_only": trusted_only, "seats": self.seats()}


ONCE = tuple((kind.value, kind.label) for kind in AccountKind if kind not in {AccountKind.ENTITY, AccountKind.UNSPLIT})


class GovernmentApplyForm(forms.Form):
    """An application for an account of which a registry keeps one."""

    optional: ClassVar[frozenset[str]] = frozenset()
    registry = forms.ChoiceField(label=_("Registry"))
    kind = forms.ChoiceField(label=_("Kind of account"), choices=ONCE, widget=forms.RadioSelect)
    name = LineField(label=_("Name of the account"), max_length=200, help_text=_("How your office calls it."))
    proposers = forms.ModelMultipleChoiceField(
        label=_("Who may propose transactions"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Officers of the government. Only its holding account has representatives: two to four people."),
    )
    approvers = forms.ModelMultipleChoiceField(
        label=_("Who may approve them"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Whoever proposes a transaction can never approve it."),
    )

    def __init__(self, data: Typed = None, *, user: Visitor) -> None:
        super().__init__(data)
        self.countries = {country.iso2 if country else JAPAN: country for country in applications.registries_for(user)}
        people = applications.people_of_governments(self.countries.values())
        self.fields["registry"].choices = [  # type: ignore[attr-defined]  # a choice
            (code, str(country) if country else _("Japan")) for code, country in self.countries.items()
        ]
        for name in ("proposers", "approvers"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]  # a model choice

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        chosen = self.cleaned_data
        proposers, approvers = set(chosen["proposers"]), set(chosen["approvers"])
        return {
            "country": self.countries[chosen["registry"]],
            "kind": chosen["kind"],
            "name": chosen["name"],
            "seats": [
                Seat(user, may_propose=user in proposers, may_approve=user in approvers)
                for user in sorted(proposers | approvers, key=lambda person: person.pk)
            ],
        }


class NoteForm(forms.Form):
    """A reason in words."""

    note = TextField(label=_("Reason"), max_length=2000, widget=forms.Textarea)


class TrustForm(forms.Form):
    """An account for the trusted list."""

    number = LineField(
        label=_("Account number"),
        max_length=24,
        help_text=_("For example JP-120-000123-45. The last two are check digits."),
    )


class RuleForm(forms.Form):
    """To which accounts credits may leave an account."""

    trusted_only = forms.TypedChoiceField(
        label=_("To which accounts transfers go"),
        choices=[
            ("yes", _("Only to accounts of the trusted list and to the holder’s other accounts")),
            ("no", _("To any account; outside the list after a day")),
        ],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
        help_text=_("Retirement and cancellation stay possible by either rule."),
    )


class DocumentAskForm(forms.Form):
    """A document that the holder of an open account is asked for."""

    name = LineField(
        label=_("Document"), max_length=200, help_text=_("As its holder knows it, with the day it is to be of.")
    )
    reason = TextField(label=_("Why it is needed"), max_length=2000, widget=forms.Textarea)
    due_on = DateField(label=_("Last day"))


class DocumentAgainForm(NoteForm):
    """What is wrong with a document, and until when it is asked for again."""

    due_on = DateField(label=_("Last day"))


class ChecklistForm(forms.Form):
    """What the officer confirms about an application."""

    def __init__(self, data: Typed = None) -> None:
        super().__init__(data)
        for key, label in CHECKLIST:
            self.fields[key] = forms.BooleanField(label=cast(str, label), required=False)  # or lazily so


class UploadForm(forms.Form):
    """One document of an application."""

    upload = forms.FileField(label=_("File"), help_text=_("A scan of the original is enough."))


class DetailsForm(forms.ModelForm):
    """The account holder’s details; what is needed is judged by the service."""

    class Meta:
        model = HolderDetails
        fields = (*IN_ENGLISH, *IN_JAPANESE)
        formfield_callback = house_field

    sections = [
        (_("Account holder"), ["name_en", "name_ja", "representative", "address_en", "address_ja", "phone", "email"]),
        (
            _("Department managing the credits"),
            [
                "department_en",
                "department_ja",
                "department_address_en",
                "department_address_ja",
                "department_phone",
                "department_email",
            ],
        ),
    ]


class ChangeForm(forms.Form):
    """A change of representatives."""

    kind = forms.ChoiceField(label=_("What is to change"), choices=ChangeKind.choices, widget=forms.RadioSelect)
    user = forms.ModelChoiceField(
        label=_("Who"),
        queryset=User.objects.none(),
        help_text=_("People of the account holder’s organisation. Add somebody who does not act for the account yet."),
    )
    may_propose = forms.BooleanField(label=_("May propose transactions"), required=False)
    may_approve = forms.BooleanField(label=_("May approve transactions"), required=False)

    def __init__(self, data: Typed = None, *, account: Account) -> None:
        super().__init__(data)
        self.fields["user"].queryset = applications.people_of(account)  # type: ignore[attr-defined]  # a model choice


class StatementForm(forms.Form):
    """The day of a statement."""

    on = DateField(label=_("State at the end of the day (UTC)"))
