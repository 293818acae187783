"""The form of an authorisation."""

from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import Typed
from common.widgets import DateField, LineField, TextField
from credits.models import FirstTransfer, Use
from credits.selectors import authorisations
from credits.services.authorisations import Terms
from partners.countries.models import PartnerCountry
from registry.checks.requests import Wanted

TERMS = ("uses", "authorised_on", "first_transfer", "terms")


class TermsForm(forms.Form):
    """What units are authorised for."""

    uses = forms.MultipleChoiceField(
        label=_("Authorised uses"), choices=Use.choices, widget=forms.CheckboxSelectMultiple
    )
    first_transfer = forms.ChoiceField(
        label=_("First transfer for uses other than an NDC"),
        choices=FirstTransfer.choices,
        help_text=_("For use towards an NDC the first transfer is the first international transfer."),
    )
    authorised_on = DateField(label=_("Day of authorisation"))
    terms = TextField(label=_("Terms and conditions"), required=False, max_length=4000, widget=forms.Textarea)

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"terms": Terms(**{name: self.cleaned_data[name] for name in TERMS})}


class GrantForm(TermsForm):
    """A new authorisation over whole lots."""

    reference = LineField(label=_("Reference"), max_length=40, help_text=_("Your government’s own number for it."))
    lots = forms.TypedMultipleChoiceField(
        label=_("Issuances"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Lots of which your government has authorised no unit yet."),
    )
    field_order = ["reference", "lots", "uses", "first_transfer", "authorised_on", "terms"]

    def __init__(self, data: Typed = None, *, country: PartnerCountry, side: str) -> None:
        event = authorisations.first_transfer(country, clock.today())
        super().__init__(data, initial={"first_transfer": event} if event else None)
        self._lots = {lot.pk: lot for lot in authorisations.open_lots(country, side)}
        named = [(pk, f"{lot} · {lot.project} · {lot.vintage}") for pk, lot in self._lots.items()]
        self.fields["lots"].choices = named  # type: ignore[attr-defined]  # a choice field

    @property
    def has_lots(self) -> bool:
        """True when there is something to authorise."""
        return bool(self._lots)

    @override
    def to_save(self) -> dict[str, Any]:
        return {**super().to_save(), "reference": self.cleaned_data["reference"], "units": self.units()}

    def units(self) -> list[Wanted]:
        """Every unit of the chosen lots."""
        chosen = [self._lots[pk] for pk in self.cleaned_data["lots"]]
        return [Wanted(lot.pk, lot.units.lower, lot.units.upper - 1) for lot in chosen]
