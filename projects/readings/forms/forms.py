"""Forms of monitoring data: the plan, a file, one reading, an explanation, a correction, a meter."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, ClassVar, override

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.text import Unreadable, no_control_signs, typed_name
from common.widgets import DateField, ExactField, LineField, TextField
from projects.definitions.forms.calculator import CalculatorForm, Document
from projects.definitions.selectors import definitions
from projects.methodologies.calculation.definitions import Definition
from projects.monitoring.states import MonitoringOption
from projects.readings.forms.files import MOST_BYTES, Asked, Fault, read
from projects.readings.models import MonitoringPlan

YEAR = {"first": "2025-01-01", "last": "2025-12-31"}  # of 365 days: what a plan gives are amounts of a full year


class PlanForm(CalculatorForm):
    """The calculator's form for a full year, without a period."""

    def __init__(
        self, definition: Definition, data: Mapping[str, Any] | None = None, start: Document | None = None
    ) -> None:
        super().__init__(definition, data, start)
        del self.fields["first"], self.fields["last"]
        self.sections = self.sections[1:]

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"document": self.document()}

    @override
    def period(self) -> Mapping[str, str]:
        return YEAR


class ReadingsForm(forms.Form):
    """A file of readings for a plan. What it says is `rows`; what is wrong with its cells stands in `faults`."""

    optional: ClassVar[frozenset[str]] = frozenset()
    file = forms.FileField(
        label=_("CSV file or Excel workbook"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        help_text=_("Made from the template below. One wrong cell keeps nothing: each is named with what to do."),
    )

    def __init__(self, plan: MonitoringPlan, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.plan = plan
        self.faults: Sequence[Fault] = ()
        self.read: dict[str, Any] = {}

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = given.get("file")
        if sent is None:
            return given
        if sent.size > MOST_BYTES:
            self.add_error("file", _("The file is too large. Split it."))
            return given
        content = sent.read()
        try:
            found = read(content, Asked.of(self.plan))
        except Unreadable as wrong:
            self.add_error("file", wrong.for_form())
            return given
        self.faults = found.faults
        if found.faults:
            self.add_error(
                "file", _("Nothing was taken in. Correct the cells that are named below, and send it again.")
            )
        self.read = {"rows": found.rows, "digest": sha256(content).hexdigest(), "name": typed_name(sent.name)}
        return given

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return self.read


class ReadingForm(forms.Form):
    """One reading by hand."""

    optional: ClassVar[frozenset[str]] = frozenset()
    parameter = forms.ChoiceField(label=_("Parameter"))
    first = DateField(label=_("First day"))
    last = DateField(label=_("Last day"))
    value = ExactField(label=_("Amount"), max_digits=30, decimal_places=12)
    unit = LineField(
        label=pgettext_lazy("of measure", "Unit"),
        required=False,
        max_length=40,
        help_text=_("Empty: the unit of the methodology."),
    )
    option = forms.ChoiceField(
        label=_("Monitoring option"), required=False, choices=[("", _("None chosen")), *MonitoringOption.choices]
    )

    def __init__(self, plan: MonitoringPlan, data: Any = None) -> None:
        super().__init__(data)
        self.fields["parameter"].choices = choices_of(plan)  # type: ignore[attr-defined]  # of a choice field


def choices_of(plan: MonitoringPlan) -> Sequence[tuple[str, str]]:
    """Each monitored parameter, for each item where it has some."""
    definition = definitions.read(plan.definition)
    found = []
    for one in definition.monitored:
        names = [str(row["name"]) for row in plan.document["items"].get(one.per, [])] if one.per else [""]
        found += [
            (f"{one.symbol}|{name}", f"{name} · {one.meaning} ({one.unit})" if name else f"{one.meaning} ({one.unit})")
            for name in names
        ]
    return found


class ExplanationForm(forms.Form):
    """Why something odd is right."""

    text = TextField(label=_("Why it is right"), max_length=2000, widget=forms.Textarea)


class CorrectionForm(forms.Form):
    """Another amount, with its reason."""

    value = ExactField(label=_("Corrected amount"), max_digits=30, decimal_places=12)
    reason = TextField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea, help_text=_("It stands beside the reading for good.")
    )


class MeterForm(forms.Form):
    """A meter that sends its readings by itself."""

    optional: ClassVar[frozenset[str]] = frozenset()
    parameter = forms.ChoiceField(label=_("What it measures"))
    name = LineField(label=_("Name or number of the meter"), max_length=100, validators=[no_control_signs])
    unit = LineField(label=_("Unit of its readings"), max_length=40, help_text=_("For example kWh."))
    calibrated_until = DateField(label=_("Its calibration counts until"), required=False)

    def __init__(self, plan: MonitoringPlan, data: Any = None) -> None:
        super().__init__(data)
        self.fields["parameter"].choices = choices_of(plan)  # type: ignore[attr-defined]  # of a choice field
