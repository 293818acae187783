"""Forms about people: invitations, suspensions, one's own preferences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.widgets import LineField, TextField
from partners.models import MailKind, Organisation, Role, User
from partners.selectors import countries, organisations


class InviteForm(forms.Form):
    """Who is to act for which organisation, in which role."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The person signs in with it."))
    name = LineField(label=_("Name"), max_length=120)
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    country = forms.ModelChoiceField(
        label=_("Only for this partner country"),
        queryset=countries.public().none(),
        required=False,
        empty_label=_("All countries"),
        help_text=_("Officers and members of a partner country’s side act for their own country only."),
    )
    language = forms.ChoiceField(label=_("Language of mail"), choices=[("en", _("English")), ("ja", _("Japanese"))])

    def __init__(self, *args: Any, by: User, organisation: Organisation | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations.visible_to(by)  # type: ignore[attr-defined]  # model choice
        self.fields["country"].queryset = countries.public()  # type: ignore[attr-defined]  # model choice
        self.initial.setdefault("organisation", organisation)


class ReasonForm(forms.Form):
    """Why somebody is suspended."""

    reason = TextField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea,
        help_text=_("Kept with the record of this deed; auditors read it."),
    )  # fmt: skip


class LeadForm(forms.Form):
    """Whether a person leads their office."""

    is_lead = forms.BooleanField(
        label=_("Leads the office in this role"), required=False,
        help_text=_("Leads are told of steps of their office that are long overdue."),
    )  # fmt: skip


class EndForm(forms.Form):
    """Nothing to fill in: it is done by saying so."""


class PreferencesForm(forms.Form):
    """A person's own choices."""

    language = forms.ChoiceField(
        label=_("Language of mail to you"), choices=[("en", _("English")), ("ja", _("Japanese"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    mail = forms.ChoiceField(
        label=_("Mail about steps and notices"), choices=MailKind.choices, widget=forms.RadioSelect,
        help_text=_("Notices stay in your inbox either way."),
    )  # fmt: skip
