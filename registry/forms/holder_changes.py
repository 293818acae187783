"""The form of a change of holder."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import Typed
from common.widgets import TextField
from partners.organisations.models import Organisation, OrganisationKind
from partners.people.models.people import Appointment, Role, User
from registry.models import Account


class HolderForm(forms.Form):
    """To whom the account goes, and who acts for it first."""

    new_holder = forms.ModelChoiceField(label=_("New holder"), queryset=Organisation.objects.none())
    proposer = forms.ModelChoiceField(
        label=_("Who proposes transactions"),
        queryset=User.objects.none(),
        help_text=_("Of the new holder, with a recorded proof of identity. More people can be added afterwards."),
    )
    approver = forms.ModelChoiceField(label=_("Who approves transactions"), queryset=User.objects.none())
    reason = TextField(
        label=_("What happened"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("A merger, a sale, a succession: the act, its day and where it is registered."),
    )

    def __init__(self, data: Typed = None, *, account: Account) -> None:
        super().__init__(data)
        side = Organisation.objects.filter(side=account.holder.side, country=account.holder.country_id)
        others = side.exclude(kind=OrganisationKind.GOVERNMENT).exclude(pk=account.holder_id).order_by("name")
        able = Appointment.objects.in_force().filter(role=Role.PARTICIPANT, organisation__in=others.values("pk"))
        people = User.objects.filter(pk__in=able.values("user")).order_by("name")
        for name, rows in (("new_holder", others), ("proposer", people), ("approver", people)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # model choices
