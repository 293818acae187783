"""The form of a suspension."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import LineField, TextField

SCOPES = (("registry", _("A registry")), ("project", _("A project")), ("lot", _("A lot")))


class SuspendForm(forms.Form):
    """What to suspend as a whole, and why."""

    scope = forms.ChoiceField(label=_("What"), choices=SCOPES, widget=forms.RadioSelect)
    name = LineField(
        label=_("Which"),
        max_length=80,
        help_text=_("Two letters of a registry (JP), the number of a project (TH014), or a serial number of the lot."),
    )
    reason = TextField(label=_("Reason"), max_length=2000, widget=forms.Textarea)
