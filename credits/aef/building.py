"""From what happened to the lines of a Party's tables: one reading of facts, the same for every Party and year."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from credits.aef.submissions import between, joined, without
from credits.aef.tables import NOT_APPLICABLE, TABLES, Line, Value

REDUCTIONS = "Emission reductions"
_FREE = frozenset({"GWPValues", "AdditionalExplanatoryInformation", "ResultOfConsistencyChecks"})


@dataclass(frozen=True)
class Outcome:
    """A block of outcomes that was first transferred: its identifiers, and the units of the registry behind it.

    Attributes:
        series: names the running numbers of the underlying units, so that no two are taken for one.
        first_unit, last_unit: the underlying units.
        first_serial: serial number of the first ITMO; None while none is assigned.
        approach, itmo_registry: None while they are not assigned.
        to: the Party that acquired the block; None where it is none.
    """

    party: str
    to: str | None
    series: str
    first_unit: int
    last_unit: int
    on: date
    vintage: int | None
    authorisation: str | None
    approach: str | None = None
    itmo_registry: str | None = None
    first_serial: int | None = None
    subtype: str = "First transfer to another Party"
    mitigation: str = REDUCTIONS


@dataclass(frozen=True)
class Ended:
    """Units that a Party used or cancelled."""

    party: str
    kind: str
    series: str
    first_unit: int
    last_unit: int
    on: date
    vintage: int | None
    subtype: str | None = None
    ndc_year: int | None = None
    purpose: str | None = None
    entity: str | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that is known up to an instant, of all Parties."""

    outcomes: Sequence[Outcome]
    ended: Sequence[Ended]


def actions(facts: Facts, party: str, year: int) -> Iterator[Line]:
    """The lines of table 3, in the order of days and units."""
    lines = [line for outcome in facts.outcomes for line in _passed(outcome, party) if outcome.on.year == year]
    blocks = _BySeries(facts.outcomes)
    for ended in facts.ended:
        if ended.party == party and ended.on.year == year:
            # Units that were never first transferred are no ITMOs; used towards an NDC they are told all the same.
            parts = [part for part in blocks.parts(ended) if part[0] is not None or ended.kind == "Use"]
            lines += [_ended(ended, *part) for part in parts]
    place = TABLES[3].place
    order = (place["ActionDateTime"], place["UnderlyingUnitFirstUnitID"], place["ActionType"])
    yield from sorted(lines, key=lambda line: tuple(str(line[at]).rjust(20, "0") for at in order))


def _passed(outcome: Outcome, party: str) -> Iterator[Line]:
    if outcome.party == party:
        to = outcome.to or NOT_APPLICABLE
        yield _line(3, outcome, outcome.first_unit, outcome.last_unit) | _Cells(
            ActionType="First transfer", ActionSubtype=outcome.subtype, AcquiringPartyID=to
        )
    elif outcome.to == party:
        yield _line(3, outcome, outcome.first_unit, outcome.last_unit) | _Cells(
            ActionType="Acquisition", TransferringPartyID=outcome.party
        )


class _Cells(dict[str, Value]):
    """Cells by technical names, to be put into a line."""

    def __init__(self, **cells: Value) -> None:
        super().__init__({name.replace("_", "/"): value for name, value in cells.items()})


class _Line(list[Value]):
    """A line whose cells can be set by their names."""

    number = 3

    def __or__(self, cells: _Cells) -> Line:
        place = TABLES[self.number].place
        for name, value in cells.items():
            self[place[name]] = value
        return list(self)


def _line(number: int, outcome: Outcome, first: int, last: int) -> _Line:
    """What tables 3 and 4 say alike of a block."""
    table = TABLES[number]
    offset = None if outcome.first_serial is None else outcome.first_serial - outcome.first_unit
    said: dict[str, Value] = {
        "ActionDateTime": outcome.on.isoformat(),
        "CooperativeApproachID": outcome.approach,
        "AuthorizationID": outcome.authorisation,
        "FirstTransferringPartyID": outcome.party,
        "PartyITMORegistryID": outcome.itmo_registry,
        "FirstID": None if offset is None else first + offset,
        "LastID": None if offset is None else last + offset,
        "UnderlyingUnitRegistryID": "JCM",
        "UnderlyingUnitFirstUnitID": first,
        "UnderlyingUnitLastUnitID": last,
        "Metric": "GHG",
        "QuantityCO2": last - first + 1,
        "MitigationType": outcome.mitigation,
        "Vintage": outcome.vintage,
    }
    return _Line(said.get(column.key, _otherwise(column.key)) for column in table.columns)


def _otherwise(key: str) -> Value:
    """What stands where nothing applies: NA, or nothing where text is free or the CARP's own."""
    return None if key in _FREE else NOT_APPLICABLE


class _BySeries:
    """Blocks of each series in the order of their units: no unit is first transferred twice."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._known: dict[str, list[Outcome]] = {}
        for outcome in sorted(outcomes, key=lambda each: each.first_unit):
            self._known.setdefault(outcome.series, []).append(outcome)

    def parts(self, ended: Ended) -> Iterator[tuple[Outcome | None, int, int]]:
        """The units of an end by the blocks in which they were first transferred; units of none stand by themselves."""
        known = self._known.get(ended.series, [])
        at = max(bisect_right(known, ended.first_unit, key=lambda each: each.first_unit) - 1, 0)
        reached = ended.first_unit
        while at < len(known) and known[at].first_unit <= ended.last_unit:
            outcome = known[at]
            first, last = max(reached, outcome.first_unit), min(ended.last_unit, outcome.last_unit)
            if first <= last:
                if reached < first:
                    yield None, reached, first - 1
                yield outcome, first, last
                reached = last + 1
            at += 1
        if reached <= ended.last_unit:
            yield None, reached, ended.last_unit


def _ended(ended: Ended, outcome: Outcome | None, first: int, last: int) -> Line:
    known = outcome or Outcome("", None, ended.series, first, last, ended.on, ended.vintage, None)
    return _line(3, known, first, last) | _Cells(
        ActionDateTime=ended.on.isoformat(),
        ActionType=ended.kind,
        ActionSubtype=ended.subtype or NOT_APPLICABLE,
        FirstTransferringPartyID=known.party or None,
        PurposeITMOUsedForOIMP=ended.purpose or NOT_APPLICABLE,
        Using_cancellingPartyID=ended.party,
        Using_cancellingEntityID=ended.entity or NOT_APPLICABLE,
        YearITMOUsedTowardsNDC=ended.ndc_year if ended.kind == "Use" and ended.ndc_year else NOT_APPLICABLE,
    )


def holdings(facts: Facts, party: str, year: int) -> Iterator[Line]:
    """The lines of table 4: what the Party had acquired or kept, and neither used nor cancelled, as a year ended."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for ended in facts.ended:
        if ended.on.year <= year:
            spans.setdefault(ended.series, []).append((ended.first_unit, ended.last_unit))
    gone = {series: joined(found) for series, found in spans.items()}
    for outcome in facts.outcomes:
        if _holder(outcome) == party and outcome.on.year <= year:
            first, last = outcome.first_unit, outcome.last_unit
            touched = between(gone.get(outcome.series, []), first, last)
            for begins, ends in without([(first, last)], touched):
                yield list(_line(4, outcome, begins, ends))


def _holder(outcome: Outcome) -> str | None:
    """Who holds a block once it was first transferred: who acquired it, or its Party where it was kept; or nobody."""
    return outcome.party if outcome.subtype in {"Authorization", "Issuance"} else outcome.to
