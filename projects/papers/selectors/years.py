"""The years of a PDD or of a monitoring report, as a version keeps them."""

from typing import Any


def years(paper: Any) -> list[list[Any]]:
    """Rows of [year, reference, project] in t CO2 eq."""
    rows = paper.years.order_by("year").values_list("year", "reference_tco2e", "project_tco2e")
    return [[year, str(reference), str(project)] for year, reference, project in rows]
