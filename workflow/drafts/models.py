"""Small tables that a form keeps as JSON: a list of rows, each with the same columns, every cell a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, override

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_ROWS, LONGEST_CELL = 40, 2000


class EmissionSide(models.TextChoices):
    REFERENCE = "reference", _("Reference emissions")
    PROJECT = "project", _("Project emissions")


class MonitoringOptions(models.TextChoices):
    """The options that a methodology offers for a parameter (domain notes 4.3)."""

    A = "A", _("A: public data measured by others")
    B = "B", _("B: amount of a transaction, with commercial evidence")
    C = "C", _("C: measured with measuring equipment")
    AB = "AB", _("A or B")
    AC = "AC", _("A or C")
    BC = "BC", _("B or C")
    ABC = "ABC", _("A, B or C")


@dataclass(frozen=True)
class TableColumn:
    """A column: its key, its heading, the choices of a list, and whether a cell takes more than a line."""

    name: str
    label: Any
    choices: Sequence[tuple[str, Any]] = ()
    is_long: bool = False


_PARAMETER = (
    TableColumn("symbol", _("Symbol")),
    TableColumn("description", _("Description")),
    TableColumn("unit", pgettext_lazy("of measure", "Unit")),
)
TABLES: Mapping[str, Sequence[TableColumn]] = {
    "eligibility": (TableColumn("criterion", _("Criterion"), is_long=True),),
    "emission_sources": (
        TableColumn("side", _("Side"), EmissionSide.choices),
        TableColumn("source", _("Emission source")),
        TableColumn("gas", _("Gas")),
    ),
    "fixed_parameters": (
        *_PARAMETER,
        TableColumn("value", _("Value, or how it is fixed")),
        TableColumn("source", _("Source of data")),
    ),
    "monitored_parameters": (
        *_PARAMETER,
        TableColumn("options", _("Monitoring options"), MonitoringOptions.choices),
        TableColumn("procedure", _("Measurement methods and procedures")),
        TableColumn("frequency", _("Frequency")),
    ),
}


@deconstructible
class RowsOf:
    """Validator: a list of rows of the table with this name, each with every column, cells short enough."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __call__(self, value: object) -> None:
        if not isinstance(value, list) or len(value) > MOST_ROWS:
            raise ValidationError(_("Give at most %(most)s rows."), params={"most": MOST_ROWS})
        for row in value:
            self._judge(row)

    def _judge(self, row: Any) -> None:
        columns = TABLES[self.table]
        if not isinstance(row, dict) or set(row) != {column.name for column in columns}:
            raise ValidationError(_("Each row has the columns of the form, no more and no fewer."))
        for column in columns:
            cell = row[column.name]
            if not isinstance(cell, str) or len(cell) > LONGEST_CELL:
                raise ValidationError(_("Keep each cell below %(most)s characters."), params={"most": LONGEST_CELL})
            if column.choices and cell and cell not in dict(column.choices):
                raise ValidationError(_("Choose one of the values in the list."))

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, RowsOf) and other.table == self.table

    @override
    def __hash__(self) -> int:
        return hash(self.table)


def row_text(table: str, row: Mapping[str, str]) -> str:
    """A row as one line: its cells with their choices in words, empty ones left out."""
    cells = [(column, row.get(column.name, "")) for column in TABLES[table]]
    words = [str(dict(column.choices).get(cell, cell)) for column, cell in cells if cell]
    return "; ".join(words)
