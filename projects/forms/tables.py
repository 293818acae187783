"""Forms of small tables in drafts: a group of fields a row; rows left empty do not count."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.sections import FormMaker
from projects.models import TABLES
from projects.models.tables import LONGEST_CELL, MOST_ROWS, TableColumn

FEWEST_ROWS, SPARE_ROWS = 3, 2


class RowsForm(forms.Form):
    """The rows of one table of a paper, with spare ones; a list alone does not make a row."""

    mark_optional = False

    def __init__(self, table: str, paper: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.table, self.columns = table, TABLES[table]
        known = getattr(paper, table)
        self.rows = min(max(len(known) + SPARE_ROWS, FEWEST_ROWS, self._sent(data)), MOST_ROWS)
        self.sections = []
        for row in range(self.rows):
            for column in self.columns:
                self.fields[f"{column.name}_{row}"] = _cell(column)
                self.initial[f"{column.name}_{row}"] = known[row].get(column.name, "") if row < len(known) else ""
            self.sections.append((_("Row %(number)s") % {"number": row + 1}, self._names(row)))

    def _sent(self, data: Mapping[str, Any] | None) -> int:
        """How many rows were sent: as many as the page had, whatever was saved meanwhile."""
        first = f"{self.columns[0].name}_"
        numbers = [name.removeprefix(first) for name in data or () if name.startswith(first)]
        return max((int(number) + 1 for number in numbers if number.isdecimal()), default=0)

    def _names(self, row: int) -> list[str]:
        return [f"{column.name}_{row}" for column in self.columns]

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        rows = [
            {column.name: str(self.cleaned_data.get(f"{column.name}_{row}", "")).strip() for column in self.columns}
            for row in range(self.rows)
        ]
        return {"values": {self.table: [row for row in rows if any(row.values())]}}


def _cell(column: TableColumn) -> forms.Field:
    if column.choices:
        return forms.ChoiceField(
            label=column.label, required=False, choices=[("", _("None chosen")), *column.choices]
        )  # fmt: skip
    widget = forms.Textarea(attrs={"rows": "3"}) if column.is_long else forms.TextInput()
    return forms.CharField(label=column.label, required=False, max_length=LONGEST_CELL, widget=widget)


def rows_form(table: str) -> FormMaker:
    """The form of a table, as a section makes it: `form(paper, data)`."""
    return partial(RowsForm, table)
