"""What a record of a Party says, line by line: what its page shows and what the second officer confirms."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.facts import Fact
from common.refusals import Sentence
from common.templatetags.jcm import tonnes
from credits.adjustments.facts import Method, TargetKind
from credits.adjustments.rows import Figure, Row
from credits.models import PartyRecord, RecordKind
from credits.models.party_contents import InventoryYears, Ndc
from credits.selectors.parties import Party

KIND_WORDS: Mapping[str, Sentence] = {
    TargetKind.SINGLE_YEAR: _("Single-year target"),
    TargetKind.MULTI_YEAR: _("Multi-year target or budget"),
}
METHOD_WORDS: Mapping[str, Sentence] = {
    Method.AVERAGING: _("Averaging: the running total divided by the years elapsed"),
    Method.TRAJECTORY: _("Indicative trajectory or budget, adjusted every year"),
    Method.MULTI_YEAR: _("Multi-year trajectory or budget, adjusted every year and cumulatively"),
}


def facts_of(record: PartyRecord) -> Sequence[Fact]:
    """Every line of a record."""
    lines = [
        Fact(_("Party"), f"{Party(record.party, record.country)} ({record.party})"),
        Fact(_("Version"), record.label),
    ]
    if record.period:
        lines.append(Fact(_("Period or year"), record.period))
    said = {RecordKind.NDC: _ndc, RecordKind.INVENTORY: _inventory, RecordKind.FINAL: _final}.get(
        RecordKind(record.kind)
    )
    lines += said(record.content) if said else []
    return [*lines, Fact(_("SHA-256 of what it says"), record.sha256)]


def _ndc(content: Mapping[str, Any]) -> list[Fact]:
    said = Ndc.of(content)
    covered = _("All emissions of the Party") if said.covers_all else _("A portion of the emissions")
    return [
        Fact(_("Kind of target"), KIND_WORDS[said.kind]),
        Fact(_("Method of corresponding adjustment"), METHOD_WORDS[said.method]),
        Fact(_("Emissions level of the target, t CO₂ eq"), _or_unknown(said.level)),
        Fact(_("Trajectory or budget by year, t CO₂ eq"), _by_year(said.path)),
        Fact(_("The NDC covers"), covered),
        Fact(_("Where it is published"), said.source, "public"),
    ]


def _inventory(content: Mapping[str, Any]) -> list[Fact]:
    said = InventoryYears.of(content)
    lines = [Fact(_("Emissions covered by the NDC, by year, t CO₂ eq"), _by_year(said.covered))]
    if said.portion:
        lines.append(Fact(_("Emissions of the portion covered, by year, t CO₂ eq"), _by_year(said.portion)))
    return [*lines, Fact(_("Where it is published"), said.source, "public")]


def _final(content: Mapping[str, Any]) -> list[Fact]:
    (years,) = [row["years"] for row in content["rows"] if row["row"] == Row.ADJUSTMENT]
    shown = [f"{year}: {cell.get('tonnes', gettext('indeterminate'))} t" for year, cell in years.items()]
    return [
        Fact(_("Method of corresponding adjustment"), METHOD_WORDS[content["method"]]),
        Fact(_("Corresponding adjustment for the emissions balance"), shown),
    ]


def _by_year(amounts: Mapping[int, int]) -> list[str]:
    return [f"{year}: {tonnes(amount)}" for year, amount in sorted(amounts.items())] or [gettext("Not known")]


def _or_unknown(amount: int | None) -> str:
    return gettext("Not known") if amount is None else tonnes(amount)


def shown(figure: Figure) -> str:
    """A figure in words: its tonnes, indeterminate, or not applicable."""
    if figure.is_indeterminate:
        return gettext("indeterminate")
    return gettext("not applicable") if figure.shown is None else f"{tonnes(figure.shown)} t"
