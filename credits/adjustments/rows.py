"""The twelve rows of the structured summary (5/CMA.3, table 4 of the common tabular formats), each with its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import IntEnum
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence

THOUSANDTH = Decimal("0.001")


class Row(IntEnum):
    """A row by its number."""

    TRAJECTORY_SINGLE = 1
    TRAJECTORY_MULTI = 2
    EMISSIONS = 3
    EMISSIONS_PORTION = 4
    FIRST_TRANSFERRED = 5
    OTHER_PURPOSES = 6
    USED = 7
    NET = 8
    AVERAGE = 9
    ADJUSTMENT = 10
    CUMULATIVE = 11
    BALANCE = 12


LABELS: Mapping[Row, Sentence] = {
    Row.TRAJECTORY_SINGLE: _("Indicative trajectory or budget (single-year target)"),
    Row.TRAJECTORY_MULTI: _("Trajectory or budget (multi-year target)"),
    Row.EMISSIONS: _("Emissions covered by the NDC"),
    Row.EMISSIONS_PORTION: _("Emissions of the portion covered by the NDC"),
    Row.FIRST_TRANSFERRED: _("First transferred, for use towards an NDC"),
    Row.OTHER_PURPOSES: _("First transferred, for other international mitigation purposes"),
    Row.USED: _("Used towards the NDC"),
    Row.NET: _("Net: row 5 plus row 6 minus row 7"),
    Row.AVERAGE: _("Averaging: running total by elapsed years"),
    Row.ADJUSTMENT: _("Corresponding adjustment for the emissions balance"),
    Row.CUMULATIVE: _("Cumulative: first transferred minus used"),
    Row.BALANCE: _("Emissions balance"),
}
BY_YEAR_OF: Mapping[Row, Sentence] = {
    Row.FIRST_TRANSFERRED: _("year of the event"),
    Row.OTHER_PURPOSES: _("year of the event"),
    Row.USED: _("year of the event"),
    Row.NET: _("year of the event"),
    Row.ADJUSTMENT: _("vintage year for additions, year of use for subtractions"),
}


class Missing(str):
    """What is not known, by a short stable name: `inventory:2023`, `vintage:KEY`. It is never read as zero."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """What is missing: `target`, `path`, `inventory`, `portion`, `vintage`, `year`."""
        return self.partition(":")[0]

    @property
    def of(self) -> str:
        """Of which year or record."""
        return self.partition(":")[2]


@dataclass(frozen=True)
class Figure:
    """A figure of one row and year.

    Attributes:
        value: exact; None where it does not apply, or where it is indeterminate.
        missing: what is not known; not empty exactly where it is indeterminate.
        keys: the records behind it, with their sign.
    """

    row: Row
    year: int
    value: Fraction | None
    missing: Sequence[Missing] = ()
    keys: Sequence[tuple[str, int]] = ()

    @property
    def is_indeterminate(self) -> bool:
        return bool(self.missing)

    @property
    def applies(self) -> bool:
        return self.value is not None or self.is_indeterminate

    @property
    def shown(self) -> Decimal | int | None:
        """The value as it is written: whole where it is whole, else to the thousandth of a tonne."""
        return None if self.value is None else written(self.value)


def written(value: Fraction) -> Decimal | int:
    """Whole tonnes as an integer, anything else to the thousandth."""
    if value.denominator == 1:
        return value.numerator
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(THOUSANDTH, rounding=ROUND_HALF_EVEN)
