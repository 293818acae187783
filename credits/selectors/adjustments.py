"""Corresponding adjustments of a Party as they stand today, and what is final."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from credits.adjustments import mirror
from credits.adjustments.facts import Event, Inventory, Method
from credits.adjustments.rows import Figure, Row
from credits.adjustments.summary import Summary, summarise
from credits.models import PartyRecord
from credits.models.party_contents import InventoryYears, Ndc
from credits.selectors import mitigation_events, party_records
from credits.selectors.parties import Party


@dataclass(frozen=True)
class Standing:
    """What is known of a Party's adjustments.

    Attributes:
        summary: the twelve rows; None while no NDC is recorded.
        missing: what must be recorded first, where there is no summary: `target`, `inventory`.
        final: the record that made them final for the period, if there is one.
    """

    party: Party
    ndc: PartyRecord | None
    inventory: PartyRecord | None
    final: PartyRecord | None
    summary: Summary | None
    events: Sequence[Event]

    @property
    def missing(self) -> Sequence[str]:
        return ["target"] if self.summary is None else list(self.summary.missing)


def of(party: Party, *, period: str | None = None, method: str | None = None) -> Standing:
    """The adjustments of a Party for its latest NDC, or that of a period.

    Raises: Refused ADJ-02 to ADJ-05 (target and method do not go together), ADJ-06 (404, no NDC of that period).
    """
    ndc = party_records.ndc(party, period)
    if ndc is None and period is not None:
        raise Refused(
            "ADJ-06",
            _("No NDC of this Party is recorded for that period."),
            status=404,
            field="period",
        )
    return with_records(party, ndc, party_records.inventory(party), mitigation_events.every(), method)


def with_records(
    party: Party, ndc: PartyRecord | None, inventory: PartyRecord | None, events: Sequence[Event], method: str | None
) -> Standing:
    """The same from given versions of NDC and inventory, and given events."""
    final = None if ndc is None else party_records.final(party, ndc.period)
    known = Inventory() if inventory is None else InventoryYears.of(inventory.content).inventory()
    summary = None
    if ndc is not None:
        said = Ndc.of(ndc.content)
        target = said.target(party.code, ndc.version)
        summary = summarise(events, target=target, inventory=known, method=_method(method or said.method))
    return Standing(party, ndc, inventory, final, summary, events)


def _method(name: str) -> Method:
    if name not in set(Method):
        raise Refused(
            "ADJ-07",
            _("There is no such method. Choose one of these: %(methods)s."),
            field="method",
            params={"methods": ", ".join(Method)},
        )
    return Method(name)


def figure(standing: Standing, row: int, year: int) -> Figure:
    """One figure of a summary. Raises: Refused ADJ-08 (404, there is no such row or year)."""
    summary = standing.summary
    if summary is None or row not in set(Row) or year not in summary.target.years:
        raise Refused("ADJ-08", _("The table has no such row or year."), status=404)
    return summary.figure(Row(row), year)


def snapshot(standing: Standing) -> dict[str, Any]:
    """Everything that a summary says, as JSON: what the command writes, and what is kept when it is final."""
    summary = standing.summary
    said: dict[str, Any] = {"party": standing.party.code, "missing": list(standing.missing)}
    if summary is None:
        return said | {"rows": []}
    return said | {
        "period": [summary.target.first_year, summary.target.last_year],
        "target": {"kind": summary.target.kind.value, "version": summary.target.version},
        "inventory_version": None if standing.inventory is None else standing.inventory.version,
        "method": summary.method.value,
        "running_total": summary.running_total.value,
        "rows": [_row(row, summary.row(row)) for row in Row],
        "outside_the_period": [_event(event) for event in summary.outside],
        "year_not_known": [_event(event) for event in summary.unplaced],
        "other_metrics": [_event(event) for event in summary.apart],
    }


def differs_from_final(standing: Standing) -> bool:
    """Whether what is computed now is no longer what was made final: the final figures count all the same."""
    if standing.final is None:
        return False
    return _figures(snapshot(standing)) != _figures(standing.final.content)


def _figures(said: Mapping[str, Any]) -> list[object]:
    return [row for row in said["rows"] if row["row"] >= Row.AVERAGE]


def _row(row: Row, figures: Sequence[Figure]) -> dict[str, Any]:
    return {"row": row.value, "years": {str(each.year): _cell(each) for each in figures}}


def _cell(figure: Figure) -> Mapping[str, object]:
    if figure.is_indeterminate:
        return {"indeterminate": list(figure.missing)}
    if figure.value is None:
        return {"applies": False}
    exact = {"tonnes": str(figure.shown)}
    if figure.value.denominator > 1:
        exact["exactly"] = f"{figure.value.numerator}/{figure.value.denominator}"
    return exact | ({"records": sorted({key for key, _tonnes in figure.keys})} if figure.keys else {})


def _event(event: Event) -> dict[str, object]:
    return {"record": event.key, "tonnes": event.quantity, "year": event.year, "adjusts_in": event.adjusts_in}


def mirrored(party: Party, other: Party, events: Sequence[Event]) -> Sequence[mirror.Mirrored]:
    """What the first Party transferred first and the other acquired and used, one row a vintage."""
    return mirror.between(events, first_party=party.code, user=other.code)


def pairs_of(party: Party, events: Sequence[Event]) -> list[tuple[str, str]]:
    """The pairs of Parties of which this is one."""
    return [pair for pair in mirror.pairs(events) if party.code in pair and all(pair)]
