"""The calculator's form, made from a definition: a period, a value for each parameter, a row for each item."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import numbers
from common.refusals import Refused
from common.text import Unreadable, shows
from common.widgets import DateField, LineField
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.values import said

FEWEST_ROWS, SPARE_ROWS, MOST_ROWS = 2, 1, 50
FEWEST_DEPOSITS, MOST_DEPOSITS = 3, 60
MORE = "more"
_AMOUNT = re.compile(r"(?P<number>[-0-9.,' ]{1,60}?) ?(?P<unit>[A-Za-z][A-Za-z0-9*/^]*)?")

type Document = dict[str, Any]  # JSON, as `inputs.from_json` reads it


class CalculatorForm(forms.Form):
    """Everything that a definition asks for. `document` is what was typed, as the command and the API take it."""

    first = DateField(label=gettext_lazy("First day of the period"))
    last = DateField(label=gettext_lazy("Last day of the period"))

    def __init__(
        self, definition: Definition, data: Mapping[str, Any] | None = None, start: Document | None = None
    ) -> None:
        super().__init__(data)
        self.definition = definition
        self.optional = frozenset[str]()
        begun = start or {}
        self.initial = {"first": begun.get("first"), "last": begun.get("last")}
        self.sections: list[tuple[str, list[str]]] = [(_("Period"), ["first", "last"])]
        for kind, heading in (
            ("fixed", _("Values fixed before the project starts")),
            ("default", _("Default values of the methodology")),
            ("monitored", _("What was monitored in the period")),
        ):
            asked = [one for one in definition.of_project if one.kind == kind and one.value is None]
            names = [name for one in asked for name in self._ask(one, one.symbol, begun.get("values", {}), begun)]
            if names:
                self.sections.append((heading, names))
        for group in definition.groups:
            self._items(group.key, group.name, begun)
        if definition.decays:
            self._deposits(begun.get("deposits", []))
        if MORE in self.data:  # room for more is asked for: nothing is judged yet, and nothing typed is lost
            self.initial = {name: self.data.get(name, "") for name in self.fields}
            self.data, self.is_bound = {}, False

    @property
    def grows(self) -> bool:
        """Whether items can be added."""
        return bool(self.definition.groups)

    def _ask(
        self, parameter: Parameter, name: str, values: Mapping[str, str], begun: Document, *, required: bool = True
    ) -> Iterator[str]:
        if parameter.choices:
            labels = [(str(at), f"{one.label}: {said(one.value)}") for at, one in enumerate(parameter.choices)]
            self.fields[f"{name}.case"] = forms.ChoiceField(
                label=parameter.meaning, choices=[("", _("Another value, typed below")), *labels], required=False
            )
            self.initial[f"{name}.case"] = str(begun.get("choices", {}).get(parameter.symbol, ""))
            yield f"{name}.case"
        unit = "" if parameter.unit == "1" else f" ({parameter.unit})"
        self.fields[name] = LineField(
            label=_("Its value%(unit)s") % {"unit": unit} if parameter.choices else f"{parameter.meaning}{unit}",
            help_text=self._help(parameter),
            required=required and not parameter.choices,
            max_length=60,
        )
        self.initial[name] = values.get(parameter.symbol, "")
        yield name

    @staticmethod
    def _help(parameter: Parameter) -> str:
        if parameter.unit == "1":
            return parameter.symbol
        return _("%(symbol)s. Another unit may stand behind the number.") % {"symbol": parameter.symbol}

    def _items(self, key: str, name: str, begun: Document) -> None:
        known = begun.get("items", {}).get(key, [])
        rows = min(max(len(known), FEWEST_ROWS if not known else 1, self._sent(f"{key}.")), MOST_ROWS)
        for row in range(1, rows + 1):
            values = known[row - 1] if row <= len(known) else {}
            prefix = f"{key}.{row}"
            self.fields[f"{prefix}.name"] = LineField(label=_("Name or number"), required=False, max_length=100)
            self.initial[f"{prefix}.name"] = values.get("name", "")
            names = [f"{prefix}.name"]
            for one in self.definition.of_group(key):
                if one.value is None:
                    names += self._ask(one, f"{prefix}.{one.symbol}", values, begun, required=False)
            self.sections.append((f"{name} {row}", names))

    def _deposits(self, known: Sequence[Mapping[str, Any]]) -> None:
        names = []
        for row in range(1, min(max(len(known), FEWEST_DEPOSITS, self._sent("deposit.")), MOST_DEPOSITS) + 1):
            begun = known[row - 1] if row <= len(known) else {}
            for part, label in (
                ("item", _("Kind of waste, as named above")),
                ("year", _("Year before the period")),
                ("mass", _("Mass deposited in that year (t)")),
            ):
                name = f"deposit.{row}.{part}"
                self.fields[name] = LineField(label=f"{label}, {row}", required=False, max_length=100)
                self.initial[name] = begun.get(part, "")
                names.append(name)
        self.sections.append((_("Waste deposited in earlier years"), names))

    def _sent(self, prefix: str) -> int:
        """How many rows were sent, and one more where more were asked for."""
        sent = [
            numbers.whole(name.removeprefix(prefix).partition(".")[0]) for name in self.data if name.startswith(prefix)
        ]
        rows = max((row for row in sent if row is not None), default=0)
        return rows + SPARE_ROWS if MORE in self.data else rows

    def period(self) -> Mapping[str, str]:
        """The first and last day."""
        return {name: self.cleaned_data[name].isoformat() for name in ("first", "last")}

    def document(self) -> Document:
        """What was typed, as a document of inputs; call it once the form is valid.

        Raises: Refused MTH-71 where an amount is not readable, with its field.
        """
        given = self.cleaned_data
        chosen = {
            one.symbol: numbers.whole(given[f"{one.symbol}.case"])
            for one in self.definition.of_project
            if given.get(f"{one.symbol}.case")
        }
        values = {
            one.symbol: self._amount(one.symbol)
            for one in self.definition.of_project
            if one.value is None and one.symbol not in chosen and shows(given.get(one.symbol))
        }
        return {
            **self.period(),
            "values": values,
            "choices": chosen,
            "items": {group.key: list(self._rows(group.key)) for group in self.definition.groups},
            "readings": [],
            "deposits": list(self._earlier()),
        }

    def _rows(self, key: str) -> Iterator[dict[str, str]]:
        row = 1
        while f"{key}.{row}.name" in self.fields:
            prefix, row = f"{key}.{row}", row + 1
            asked = [one.symbol for one in self.definition.of_group(key) if one.value is None]
            said_here = [symbol for symbol in asked if shows(self.cleaned_data.get(f"{prefix}.{symbol}"))]
            if said_here or shows(self.cleaned_data.get(f"{prefix}.name")):
                name = self.cleaned_data.get(f"{prefix}.name") or str(row - 1)
                yield {"name": name, **{symbol: self._amount(f"{prefix}.{symbol}") for symbol in said_here}}

    def _earlier(self) -> Iterator[dict[str, Any]]:
        row = 1
        while f"deposit.{row}.item" in self.fields:
            prefix, row = f"deposit.{row}", row + 1
            if shows(self.cleaned_data.get(f"{prefix}.mass")):
                year = numbers.whole(numbers.typed(self.cleaned_data.get(f"{prefix}.year") or ""))
                mass = self._amount(f"{prefix}.mass")
                yield {"item": self.cleaned_data.get(f"{prefix}.item") or "", "year": year, "mass": mass}

    def _amount(self, name: str) -> str:
        """What people type, as exact text: any width, groups of three, a unit behind the number."""
        text = numbers.typed(self.cleaned_data[name])
        found = _AMOUNT.fullmatch(text)
        try:
            value = numbers.amount(found["number"] if found else text)
        except Unreadable as wrong:
            raise Refused("MTH-71", wrong.sentence, field=name, params=wrong.params) from wrong
        return " ".join(filter(None, [said(value), found and found["unit"]]))
