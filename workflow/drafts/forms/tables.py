"""Forms of small tables in drafts: a group of fields a row; rows left empty do not count."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, override

from django import forms
from django.utils.translation import gettext_lazy as _

from common import numbers
from common.widgets import LineField
from workflow.drafts.models import LONGEST_CELL, MOST_ROWS, TABLES, TableColumn
from workflow.drafts.questions import FormMaker

FEWEST_ROWS, SPARE_ROWS = 3, 2
MORE = "more"  # the button that saves, stays and gives room for more rows


class RowsForm(forms.Form):
    """Rows of a list kept as JSON, with spare ones.

    An empty row does not count; a half-filled one is asked to be finished.

    Attributes:
        offered: a column that may come filled in; a row in which nothing else stands counts as empty.
    """

    optional: ClassVar[frozenset[str]] = frozenset()
    stored: str
    needed: Sequence[str] = ()
    offered = ""
    most = MOST_ROWS

    def __init__(self, paper: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        kept, self.columns = self.kept(paper), list(self.fields_of_a_row())
        known = [*kept, *self.offers(paper)]
        self.rows = min(max(len(kept) + SPARE_ROWS, len(known), FEWEST_ROWS, self._sent(data)), self.most)
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

    def kept(self, paper: Any) -> Sequence[Mapping[str, Any]]:
        """The rows as they were saved."""
        rows: Sequence[Mapping[str, Any]] = getattr(paper, self.stored)
        return rows

    def offers(self, paper: Any) -> Sequence[Mapping[str, Any]]:
        """Rows to fill in after those, with what is known of them already."""
        return ()

    @property
    def grows(self) -> bool:
        """Whether there is room for more rows than the page has."""
        return self.rows < self.most

    def _sent(self, data: Mapping[str, Any] | None) -> int:
        """How many rows were sent: as many as the page had, whatever was saved meanwhile."""
        first = f"{self.columns[0]}_"
        sent = (numbers.key_in(name, first) for name in data or ())
        rows = max((number + 1 for number in sent if number is not None), default=0)
        return rows + SPARE_ROWS if data and MORE in data else rows

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in range(self.rows):
            given = self._given(cleaned, row)
            for name in self.needed if given else ():
                if name not in given and f"{name}_{row}" not in self.errors:
                    self.add_error(f"{name}_{row}", _("Finish this row, or leave all of it empty."))
        return cleaned

    def filled(self) -> list[dict[str, Any]]:
        """The rows in which something stands."""
        return [
            {name: self.cleaned_data.get(f"{name}_{row}") for name in self.columns}
            for row in range(self.rows)
            if self._given(self.cleaned_data, row)
        ]

    def _given(self, cleaned: Mapping[str, Any], row: int) -> list[str]:
        """The columns of a row in which something stands; none where that is only what was offered."""
        given = [name for name in self.columns if cleaned.get(f"{name}_{row}") not in {None, ""}]
        return [] if given == [self.offered] else given


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
