"""Forms of small tables in drafts: a group of fields a row; rows left empty do not count."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common import numbers
from common.widgets import LineField
from workflow.drafts.models import LONGEST_CELL, MOST_ROWS, TABLES, TableColumn
from workflow.drafts.questions import FormMaker

FEWEST_ROWS, SPARE_ROWS = 3, 2


class RowsForm(forms.Form):
    """Rows of a list kept as JSON, with spare ones.

    An empty row does not count; a half-filled one is asked to be finished.
    """

    mark_optional = False
    stored: str
    needed: Sequence[str] = ()
    most = MOST_ROWS

    def __init__(self, paper: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        known, self.columns = getattr(paper, self.stored), list(self.fields_of_a_row())
        self.rows = min(max(len(known) + SPARE_ROWS, FEWEST_ROWS, self._sent(data)), self.most)
        self.sections = []
        for row in range(self.rows):
            for name, field in self.fields_of_a_row().items():
                self.fields[f"{name}_{row}"] = field
                self.initial[f"{name}_{row}"] = known[row].get(name, "") if row < len(known) else ""
            names = [f"{name}_{row}" for name in self.columns]
            self.sections.append((_("Row %(number)s") % {"number": row + 1}, names))

    def fields_of_a_row(self) -> dict[str, forms.Field]:
        """A new field for each column."""
        raise NotImplementedError

    def _sent(self, data: Mapping[str, Any] | None) -> int:
        """How many rows were sent: as many as the page had, whatever was saved meanwhile."""
        first = f"{self.columns[0]}_"
        sent = (numbers.key_in(name, first) for name in data or ())
        return max((number + 1 for number in sent if number is not None), default=0)

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in range(self.rows):
            given = [name for name in self.columns if cleaned.get(f"{name}_{row}") not in {None, ""}]
            for name in self.needed if given else ():
                if name not in given and f"{name}_{row}" not in self.errors:
                    self.add_error(f"{name}_{row}", _("Finish this row, or leave all of it empty."))
        return cleaned

    def filled(self) -> list[dict[str, Any]]:
        """The rows in which something stands."""
        found = [{name: self.cleaned_data.get(f"{name}_{row}") for name in self.columns} for row in range(self.rows)]
        return [one for one in found if any(value not in {None, ""} for value in one.values())]


class TableForm(RowsForm):
    """The rows of one table of a paper, as `TABLES` declares its columns; all cells are words."""

    def __init__(self, table: str, paper: Any, data: Mapping[str, Any] | None = None) -> None:
        self.stored = table
        super().__init__(paper, data)

    @override
    def fields_of_a_row(self) -> dict[str, forms.Field]:
        return {column.name: _cell(column) for column in TABLES[self.stored]}

    def to_save(self) -> dict[str, Any]:
        """What the draft's service takes."""
        return {"values": {self.stored: self.filled()}}


def _cell(column: TableColumn) -> forms.Field:
    if column.choices:
        return forms.ChoiceField(label=column.label, required=False, choices=[("", _("None chosen")), *column.choices])
    widget = forms.Textarea(attrs={"rows": "3"}) if column.is_long else forms.TextInput()
    return LineField(label=column.label, required=False, max_length=LONGEST_CELL, widget=widget)


def rows_form(table: str) -> FormMaker:
    """The form of a table, as a section makes it: `form(paper, data)`."""
    return partial(TableForm, table)
