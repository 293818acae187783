"""Forms of accounts: application, reasons, trusted list, statement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.widgets import DateField
from partners.models import Organisation, PartnerCountry, User
from registry.models import AccountKind
from registry.selectors import applications
from registry.services.accounts import Seat


class ApplyForm(forms.Form):
    """An application for an entity account, with its representatives and their rights."""

    holder = forms.ModelChoiceField(
        label=_("Account holder"), queryset=Organisation.objects.none(), help_text=_("Your own organisation.")
    )
    country = forms.ModelChoiceField(
        label=_("Registry"), queryset=PartnerCountry.objects.all(), required=False, empty_label=_("Japan"),
        help_text=_("Japan’s registry, or that of a partner country. Each side issues its own share."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name of the account"), max_length=200, help_text=_("How your organisation calls it.")
    )
    proposers = forms.ModelMultipleChoiceField(
        label=_("Who may propose transactions"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    approvers = forms.ModelMultipleChoiceField(
        label=_("Who may approve them"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("Two to four people in all. Whoever proposes a transaction can never approve it."),
    )  # fmt: skip
    sections = [
        (_("Account"), ["holder", "country", "name"]), (_("Representatives"), ["proposers", "approvers"]),
    ]  # fmt: skip

    def __init__(self, data: Any = None, *, user: Any) -> None:
        super().__init__(data)
        holders, people = applications.holders(user), applications.possible_representatives(user)
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]  # a model choice
        for name in ("proposers", "approvers"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]  # a model choice
        if holders.count() == 1:
            self.initial["holder"] = holders.get().pk

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        proposers, approvers = set(given["proposers"]), set(given["approvers"])
        seats = [
            Seat(user, may_propose=user in proposers, may_approve=user in approvers)
            for user in sorted(proposers | approvers, key=lambda person: person.pk)
        ]
        return {
            "holder": given["holder"], "country": given["country"], "name": given["name"], "seats": seats,
            "kind": AccountKind.ENTITY,
        }  # fmt: skip


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page explains what the button does."""


class NoteForm(forms.Form):
    """A reason in words."""

    note = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea)


class TrustForm(forms.Form):
    """An account for the trusted list."""

    number = forms.CharField(
        label=_("Account number"),
        max_length=24,
        help_text=_("For example JP-120-000123-45. The last two are check digits."),
    )


class StatementForm(forms.Form):
    """The day of a statement."""

    on = DateField(label=_("State at the end of the day (UTC)"))
