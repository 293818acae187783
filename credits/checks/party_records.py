"""Checks of what a Party says of itself before it is proposed."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from common.text import shows
from credits.adjustments import methods
from credits.adjustments.facts import Method, TargetKind
from credits.models.party_contents import InventoryYears, Ndc

FIRST_YEAR, LAST_YEAR, LONGEST_PERIOD = 1990, 2100, 30


def ndc(said: Ndc) -> None:
    """Raises: Refused PAR-03 (period), PAR-04 (a year outside it, or less than nothing), PAR-05 (no source), ADJ-02 to
    ADJ-04 (target and method do not go together)."""
    fits = FIRST_YEAR <= said.first_year <= said.last_year <= LAST_YEAR
    if not fits or said.last_year - said.first_year >= LONGEST_PERIOD:
        raise Refused(
            "PAR-03",
            _("An NDC implementation period ends after it begins, and has at most 30 years."),
            field="last_year",
        )
    methods.judge(TargetKind(said.kind), Method(said.method))
    _years(said.path, range(said.first_year, said.last_year + 1), "path")
    _has_source(said.source)


def inventory(said: InventoryYears) -> None:
    """Raises: Refused PAR-04 (an impossible year or amount), PAR-05 (no source), PAR-09 (no year at all)."""
    if not said.covered and not said.portion:
        raise Refused("PAR-09", _("Give the emissions of at least one year."), field="covered")
    _years(said.covered, range(FIRST_YEAR, LAST_YEAR + 1), "covered")
    _years(said.portion, range(FIRST_YEAR, LAST_YEAR + 1), "portion")
    _has_source(said.source)


def _years(by_year: Mapping[int, int], possible: range, field: str) -> None:
    wrong = [year for year in by_year if year not in possible]
    if wrong:
        raise Refused(
            "PAR-04",
            _("The year %(year)s lies outside the years that can be told here: %(first)s to %(last)s."),
            field=field,
            params={"year": wrong[0], "first": possible[0], "last": possible[-1]},
        )


def _has_source(source: str) -> None:
    if not shows(source):
        raise Refused("PAR-05", _("Say where these figures are published: a document, or an address."), field="source")
