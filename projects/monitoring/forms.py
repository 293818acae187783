"""Forms of monitoring reports: the measured amounts, who monitors, the parameters, and the SDIR."""

from decimal import Decimal
from typing import Any, ClassVar, override

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.widgets import ExactField, LineField, TextField
from projects.designs.forms import amount_field
from projects.designs.services.designs import YearAmounts
from projects.monitoring.checks import design_of, years_of
from projects.monitoring.services import Parameter, Responsibility
from projects.monitoring.states import MonitoringOption
from projects.sustainability.topics import SustainabilityTopic
from workflow.drafts.forms.tables import RowsForm
from workflow.drafts.questions import Section

MOST_REPORTED = 20


class ReportedYearsForm(forms.Form):
    """Measured emissions of each calendar year of the period."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, paper: Any, data: Any = None) -> None:
        super().__init__(data)
        self.years = years_of(paper)
        known = {year.year: year for year in paper.years.all()}
        self.sections = []
        for year in self.years:
            names = [f"reference_{year}", f"project_{year}"]
            self.fields[names[0]] = amount_field(_("Reference emissions (t CO₂ eq)"))
            self.fields[names[1]] = amount_field(_("Project emissions (t CO₂ eq)"))
            self.sections.append((str(year), names))
            if year in known:
                self.initial[names[0]] = known[year].reference_tco2e
                self.initial[names[1]] = known[year].project_tco2e

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        pairs = [
            (year, self.cleaned_data.get(f"reference_{year}"), self.cleaned_data.get(f"project_{year}"))
            for year in self.years
        ]
        return {"values": {}, "years": [YearAmounts(y, r, p) for y, r, p in pairs if r is not None and p is not None]}


class AchievedForm(forms.Form):
    """The SDIR: what was achieved for each topic that the SDIP calls relevant."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, paper: Any, data: Any = None) -> None:
        super().__init__(data)
        design = design_of(paper)
        plans = design.sdip if design else {}
        for topic in SustainabilityTopic:
            plan = plans.get(topic.value, {})
            if plan.get("relevant") == "yes" or topic.value in paper.sdir:
                self.fields[f"achieved_{topic.value}"] = TextField(
                    label=topic.label,
                    required=False,
                    max_length=10_000,
                    widget=forms.Textarea,
                    help_text=_("Plan: %(plan)s") % {"plan": plan.get("plan", "")},
                    initial=paper.sdir.get(topic.value, {}).get("achieved", ""),
                )

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        return {
            "values": {},
            "achieved": {name.removeprefix("achieved_"): text for name, text in self.cleaned_data.items()},
        }


class StructureForm(RowsForm):
    """The monitoring structure (MSS): who is responsible for what."""

    stored, needed, most = "structure", ("who", "role", "task"), MOST_REPORTED

    @override
    def fields_of_a_row(self) -> dict[str, forms.Field]:
        return {
            "who": LineField(label=_("Person or organisation"), required=False, max_length=200),
            "role": LineField(label=_("Role"), required=False, max_length=200),
            "task": LineField(label=_("Responsible for"), required=False, max_length=1000),
        }

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        return {"values": {}, "structure": [Responsibility(**one) for one in self.filled()]}


class ParametersForm(RowsForm):
    """The monitoring report sheet (MRS): each measured parameter with its option and source."""

    stored, needed, most = "parameters", ("name", "unit", "value", "option", "source"), MOST_REPORTED

    @override
    def fields_of_a_row(self) -> dict[str, forms.Field]:
        return {
            "name": LineField(label=_("Parameter"), required=False, max_length=200),
            "unit": LineField(label=pgettext_lazy("of measure", "Unit"), required=False, max_length=40),
            "value": ExactField(label=_("Measured value"), required=False, max_digits=18, decimal_places=6),
            "option": forms.ChoiceField(
                label=_("Monitoring option"),
                required=False,
                choices=[("", _("None chosen")), *MonitoringOption.choices],
            ),
            "source": LineField(label=_("Source of the data"), required=False, max_length=500),
            "method": LineField(label=_("Method and frequency"), required=False, max_length=1000),
        }

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        return {
            "values": {},
            "parameters": [Parameter(**one | {"value": one["value"] or Decimal(0)}) for one in self.filled()],
        }


REPORT_SECTIONS = (
    Section(
        "implementation",
        _("Implementation and monitoring"),
        _("How the project ran and how it was measured."),
        ("implementation", "operating_status", "events", "monitoring_method"),
        {"events": _("Stops, failures, natural events: since when, how long, and what they meant for reductions.")},
    ),
    Section(
        "changes",
        _("Changes and deviations"),
        _("What changed since the last period or registration, and how approved deviations were applied."),
        ("changes_since", "deviations_applied"),
    ),
    Section(
        "structure",
        _("Monitoring structure"),
        _("Who was responsible for what in the monitoring (MSS)."),
        ("structure",),
        form=StructureForm,
    ),
    Section(
        "parameters",
        _("Measured parameters"),
        _("The values of the monitoring report sheet (MRS), with option and source; the sheet itself is a file."),
        ("parameters",),
        form=ParametersForm,
    ),
    Section(
        "years",
        _("Emissions of each calendar year"),
        _("Reference and project emissions, measured. Reductions are their difference."),
        (),
        form=ReportedYearsForm,
        keeps=("years",),
    ),
    Section(
        "sdir",
        _("Sustainable development implementation report (SDIR)"),
        _("What was achieved in this period for each topic of the SDIP."),
        (),
        form=AchievedForm,
        keeps=("sdir",),
    ),
)
