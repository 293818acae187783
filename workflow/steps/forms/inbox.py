"""Forms of the inbox: which steps to show, and the time of a step."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormArgument
from common.widgets import DateField, TextField
from partners.countries.models import PartnerCountry


class StepFilterForm(forms.Form):
    """Narrow the lists of steps; whatever is not known shows everything."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(
        self,
        *args: FormArgument,
        countries: Sequence[PartnerCountry],
        kinds: Sequence[tuple[str, str]],
        **options: FormArgument,
    ) -> None:
        super().__init__(*args, **options)
        every = [("", _("All"))]
        self.fields["country"].choices = [*every, *((one.iso2, str(one)) for one in countries)]  # type: ignore[attr-defined]  # a choice field
        self.fields["kind"].choices = [*every, *kinds]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> dict[str, str]:
        """Country and kind as far as they are valid."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in ("country", "kind")}


class TermReasonForm(forms.Form):
    """Why the clock of a step is stopped or started again."""

    reason = TextField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Whoever holds the step or waits for it reads it."),
    )


class ExtendForm(TermReasonForm):
    """A later last day."""

    until = DateField(label=_("New last day"))
    field_order = ("until", "reason")
