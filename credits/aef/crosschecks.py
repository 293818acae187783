"""Rules that look at several lines: across tables, across years, and across Parties."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from credits.aef.linechecks import EMPTY, timeframe, year_of
from credits.aef.rules import Finding
from credits.aef.submissions import Block, Spans, Submission, block_of, covers, joined, overlaps, touches, without
from credits.aef.tables import TABLES, Line, Value

type Series = tuple[Value, Value, Value, Value]
_A, _T, _H, _E = TABLES[2].place, TABLES[3].place, TABLES[4].place, TABLES[5].place
_OUT = frozenset({"Transfer", "Use", "Cancellation", "Voluntary Cancellation"})
_CANCELLED = frozenset({"Cancellation", "Voluntary Cancellation"})
_KEPT_BY_HOST = frozenset({"Authorization", "Issuance"})


@dataclass
class _Authorised:
    """What table 2 says of an authorisation, its last version."""

    at: int
    quantity: int | None
    purposes: str
    frame: tuple[int, int] | None
    parties: frozenset[str]
    version: int = 0
    first_transferred: int = 0


@dataclass
class _Told:
    """The lines of one series, by what they do: (first, last, line)."""

    given: list[tuple[int, int, int]] = field(default_factory=list)
    came: list[tuple[int, int, int]] = field(default_factory=list)
    left: list[tuple[int, int, int]] = field(default_factory=list)
    ended: list[tuple[int, int, int]] = field(default_factory=list)
    held: list[tuple[int, int, int]] = field(default_factory=list)
    by_attributes: dict[tuple[Value, Value], list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    attributes_held: list[tuple[Value, Value]] = field(default_factory=list)


def _spans(lines: Sequence[tuple[int, int, int]]) -> Spans:
    return joined((first, last) for first, last, _line in lines)


class Across:
    """Reads the lines once, in the order of tables 2, 5, 3, 4, and tells at the end what does not agree."""

    def __init__(
        self, submission: Submission, last_year: Submission | None, earlier: Sequence[Sequence[object]]
    ) -> None:
        self.party, self.last_year = submission.party, last_year
        self.authorised: dict[Value, _Authorised] = {}
        self.versions: set[tuple[Value, Value]] = set()
        self.entities: set[Value] = set()
        self.series: dict[Series, _Told] = defaultdict(_Told)
        self.attributes: dict[Series, dict[str, Value]] = {}
        self.earlier: dict[Series, Spans] = defaultdict(list)
        for line in earlier:
            block = block_of(3, list(line))  # type: ignore[arg-type]  # lines as they were stored
            if block is not None:
                self.earlier[block.series].append((block.first, block.last))

    def of_line(self, number: int, at: int, line: Line) -> Iterator[Finding]:
        """Take a line in, and tell what it alone shows."""
        take = {2: self._authorisation, 5: self._entity, 3: self._action, 4: self._holding}[number]
        table = TABLES[number]
        for rule, key in take(at, line):
            yield Finding(rule, table.sheet, table.cell(at, key), str(line[table.place[key]]))

    def _authorisation(self, at: int, line: Line) -> Iterator[tuple[str, str]]:
        name, version = line[_A["AuthorizationID"]], line[_A["AuthorizationVersion"]]
        if (name, version) in self.versions:
            yield "AEF-151", "AuthorizationVersion"
        self.versions.add((name, version))
        number = version if isinstance(version, int) else 0
        known = self.authorised.get(name)
        if known is not None and known.version > number:
            return
        quantity = line[_A["AuthorizedQuantity"]]
        named = line[_A["AuthorizedPartyIDs"]]
        self.authorised[name] = _Authorised(
            at,
            quantity if isinstance(quantity, int) else None,
            str(line[_A["PurposeForAuthorization"]]),
            timeframe(line[_A["AuthorizedTimeframe"]]),
            frozenset() if named in EMPTY else frozenset(part.strip() for part in str(named).split(",")),
            number,
        )

    def _entity(self, _at: int, line: Line) -> Iterator[tuple[str, str]]:
        self.entities.add(line[_E["AuthorizedEntityID"]])
        yield from ()

    def _action(self, at: int, line: Line) -> Iterator[tuple[str, str]]:
        kind, subtype = str(line[_T["ActionType"]]), line[_T["ActionSubtype"]]
        yield from self._by_authorisation(line, kind)
        entity = line[_T["Using/cancellingEntityID"]]
        if entity not in EMPTY and entity not in self.entities:
            yield "AEF-142", "Using/cancellingEntityID"
        block = block_of(3, line)
        if block is None:
            return
        told, span = self.series[block.series], (block.first, block.last, at)
        told.by_attributes[line[_T["AuthorizationID"]], line[_T["MitigationType"]]].append((block.first, block.last))
        if kind == "First transfer":
            told.given.append(span)
            if subtype in _KEPT_BY_HOST:
                told.came.append(span)
            elif subtype in _ENDS_AT_ONCE:
                told.ended.append(span)
        elif kind == "Acquisition":
            told.came.append(span)
        elif kind in _OUT:
            told.left.append(span)

    def _by_authorisation(self, line: Line, kind: str) -> Iterator[tuple[str, str]]:
        known = self.authorised.get(line[_T["AuthorizationID"]])
        if known is None:
            yield "AEF-141", "AuthorizationID"
            return
        vintage = year_of(line[_T["Vintage"]])
        if known.frame and vintage is not None and not known.frame[0] <= vintage <= known.frame[1]:
            yield "AEF-144", "Vintage"
        quantity = line[_T["QuantityCO2"]]
        if kind == "First transfer" and isinstance(quantity, int):
            known.first_transferred += quantity
        is_towards_ndc = kind == "Use" and year_of(line[_T["YearITMOUsedTowardsNDC"]]) is not None
        is_other = kind in {"Use", *_CANCELLED} and line[_T["PurposeITMOUsedForOIMP"]] not in EMPTY
        if (is_towards_ndc and "NDC" not in known.purposes) or (is_other and known.purposes == "NDC"):
            yield "AEF-145", "ActionType"
        user = line[_T["Using/cancellingPartyID"]]
        if known.parties and is_towards_ndc and user not in EMPTY and user not in known.parties:
            yield "AEF-150", "Using/cancellingPartyID"

    def _holding(self, at: int, line: Line) -> Iterator[tuple[str, str]]:
        if line[_H["AuthorizationID"]] not in self.authorised:
            yield "AEF-141", "AuthorizationID"
        block = block_of(4, line)
        if block is None:
            return
        told = self.series[block.series]
        told.held.append((block.first, block.last, at))
        told.attributes_held.append((line[_H["AuthorizationID"]], line[_H["MitigationType"]]))

    def at_the_end(self) -> Iterator[Finding]:
        """What shows once every line was read."""
        for known in self.authorised.values():
            if known.quantity is not None and known.first_transferred > known.quantity:
                yield _found("AEF-143", 2, known.at, "AuthorizedQuantity", known.first_transferred)
        if self.last_year is None and any(told.held or told.left for told in self.series.values()):
            yield _found("AEF-164", 4, 0, "FirstID", "")
        before = _held_before(self.last_year)
        for series in dict.fromkeys([*self.series, *before]):
            yield from self._of_series(series, before.get(series, []))

    def _of_series(self, series: Series, before: Spans) -> Iterator[Finding]:
        told = self.series[series]
        for later, _earlier in overlaps(told.given):
            yield _found("AEF-146", 3, later, "FirstID", "")
        again = joined(self.earlier.get(series, ()))
        for first, last, at in told.given:
            if touches(again, first, last):
                yield _found("AEF-163", 3, at, "FirstID", f"{first}-{last}")
        for later, _earlier in overlaps(told.held):
            yield _found("AEF-147", 4, later, "FirstID", "")
        yield from _otherwise(told)
        yield from self._rolled_forward(told, before)

    def _rolled_forward(self, told: _Told, before: Spans) -> Iterator[Finding]:
        """Last year's holdings, with what came in and without what left, are this year's, unit by unit."""
        gone = joined([*_spans(told.left), *_spans(told.ended)])
        held = _spans(told.held)
        for first, last, at in told.held:
            if touches(gone, first, last):
                yield _found("AEF-148", 4, at, "FirstID", f"{first}-{last}")
        if self.last_year is None:
            return
        wanted = without(joined([*before, *_spans(told.came)]), gone)
        for first, last in without(wanted, held):
            yield _found("AEF-161", 4, 0, "FirstID", f"{first}-{last}")
        unexplained = without(without(held, wanted), gone)  # what is gone and still held is told above
        for first, last, at in told.held:
            if touches(unexplained, first, last):
                yield _found("AEF-162", 4, at, "FirstID", f"{first}-{last}")


_ENDS_AT_ONCE = frozenset(
    {
        "Use or cancellation",
        "Mandatory cancellation to deliver OMGE",
        "Voluntary cancellation to deliver OMGE",
        "Other cancellations",
    }
)


def _otherwise(told: _Told) -> Iterator[Finding]:
    """Blocks held whose authorisation or type of mitigation is another one in table 3."""
    spans = {said: joined(found) for said, found in told.by_attributes.items()}
    for (first, last, at), own in zip(told.held, told.attributes_held, strict=True):
        if any(touches(found, first, last) for said, found in spans.items() if said != own):
            yield _found("AEF-149", 4, at, "AuthorizationID", own[0])


def _found(rule: str, number: int, at: int, key: str, found: object) -> Finding:
    table = TABLES[number]
    return Finding(rule, table.sheet, table.cell(at, key), str(found))


def _held_before(last_year: Submission | None) -> dict[Series, Spans]:
    held: dict[Series, Spans] = defaultdict(list)
    if last_year is not None:
        for line in last_year.lines(4):
            block = block_of(4, line)
            if block is not None:
                held[block.series].append((block.first, block.last))
    return {series: joined(spans) for series, spans in held.items()}


def with_others(submission: Submission, others: Mapping[str, Submission]) -> Iterator[Finding]:
    """What one Party first transferred or passed on is what the other acquired, unit by unit, both ways."""
    for code in sorted(_named(submission) - others.keys() - {submission.party}):
        yield _found("AEF-173", 3, 0, "AcquiringPartyID", code)
    for code, other in others.items():
        ours, theirs = _passed(submission, code), _passed(other, submission.party)
        for mine, told in (("given", "came"), ("came", "given")):
            for series in dict.fromkeys([*ours[mine], *theirs[told]]):
                here, there = ours[mine].get(series, []), theirs[told].get(series, [])
                known = _spans(there)
                for first, last, at in here:
                    if not covers(known, first, last):
                        yield _found("AEF-171", 3, at, "FirstID", f"{code}: {first}-{last}")
                for first, last in without(known, _spans(here)):
                    yield _found("AEF-172", 3, 0, "FirstID", f"{code}: {first}-{last}")


def _named(submission: Submission) -> set[str]:
    places = (_T["TransferringPartyID"], _T["AcquiringPartyID"])
    return {str(line[at]) for line in submission.lines(3) for at in places if line[at] not in EMPTY}


def _passed(submission: Submission, other: str) -> dict[str, dict[Series, list[tuple[int, int, int]]]]:
    found: dict[str, dict[Series, list[tuple[int, int, int]]]] = {"given": defaultdict(list), "came": defaultdict(list)}
    for at, line in enumerate(submission.lines(3)):
        kind = line[_T["ActionType"]]
        block: Block | None = None
        if kind in {"First transfer", "Transfer"} and line[_T["AcquiringPartyID"]] == other:
            block, way = block_of(3, line), "given"
        elif kind == "Acquisition" and line[_T["TransferringPartyID"]] == other:
            block, way = block_of(3, line), "came"
        if block is not None:
            found[way][block.series].append((block.first, block.last, at))
    return found
