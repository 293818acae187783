"""The years of a PDD or of a monitoring report, as a version keeps them."""

from typing import Any


def years(paper: Any) -> list[list[Any]]:
    """Rows of [year, reference, project] in t CO2 eq, in the order of the years."""
    rows = sorted(paper.years.all(), key=lambda one: one.year)
    return [[one.year, _exact(one.reference_tco2e), _exact(one.project_tco2e)] for one in rows]


def _exact(amount: Any) -> str:
    """With the three decimals that the database keeps, be the row saved or not."""
    return f"{amount:.3f}"
