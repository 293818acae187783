"""Forms of what a Party says of itself: its NDC and its inventory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import ByYearField, LineField, WholeField, YearField
from credits.adjustments.facts import Method, TargetKind
from credits.models.party_contents import InventoryYears, Ndc

KINDS = [
    (TargetKind.SINGLE_YEAR.value, _("Single-year target")),
    (TargetKind.MULTI_YEAR.value, _("Multi-year target or budget")),
]
METHODS = [
    (Method.AVERAGING.value, _("Averaging: the running total divided by the years elapsed")),
    (Method.TRAJECTORY.value, _("Indicative trajectory or budget, adjusted every year")),
    (Method.MULTI_YEAR.value, _("Multi-year trajectory or budget, adjusted every year and cumulatively")),
]


class NdcForm(forms.Form):
    """A version of an NDC."""

    first_year = YearField(label=_("First year of the implementation period"))
    last_year = YearField(label=_("Last year of the implementation period"))
    kind = forms.ChoiceField(label=_("Kind of target"), choices=KINDS, widget=forms.RadioSelect)
    method = forms.ChoiceField(
        label=_("Method of corresponding adjustment"),
        choices=METHODS,
        widget=forms.RadioSelect,
        help_text=_("One method for the whole period."),
    )
    level = WholeField(
        label=_("Emissions level of the target, t CO₂ eq"),
        required=False,
        help_text=_("Of the target year, or of the whole budget. Leave it empty where it is not known."),
    )
    path = ByYearField(
        label=_("Trajectory or budget by year, t CO₂ eq"),
        required=False,
        max_length=4000,
        help_text=_("A line for each year, as 2021: 1,408,000,000. What is not given is not known, never zero."),
    )
    covers_partly = forms.BooleanField(label=_("The NDC covers only a portion of the emissions"), required=False)
    source = LineField(label=_("Where it is published"), max_length=300, help_text=_("The document, or its address."))
    sections = [
        (_("Period"), ["first_year", "last_year"]),
        (_("Target and method"), ["kind", "method", "level", "path", "covers_partly"]),
        (_("Source"), ["source"]),
    ]

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        typed = dict(self.cleaned_data)
        covers_partly = typed.pop("covers_partly")
        return {"said": Ndc(**typed, covers_all=not covers_partly)}


class InventoryForm(forms.Form):
    """A version of an inventory."""

    covered = ByYearField(
        label=_("Emissions covered by the NDC, by year, t CO₂ eq"),
        max_length=4000,
        help_text=_(
            "A line for each year, as 2021: 1,121,000,000. Give every year that is known, also those of before."
        ),
    )
    portion = ByYearField(
        label=_("Emissions of the portion covered, by year, t CO₂ eq"),
        required=False,
        max_length=4000,
        help_text=_("Only where the NDC covers a portion of the emissions."),
    )
    source = LineField(label=_("Where it is published"), max_length=300, help_text=_("The document, or its address."))

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"said": InventoryYears(**self.cleaned_data)}
