"""Rules that look at one line: patterns, lists, and columns against each other."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from common import numbers
from credits.aef import profiles
from credits.aef.profiles import (
    ACTION_TYPES,
    APPROACH,
    AUTHORISATION_ID,
    ENTITIES,
    FIRST_TRANSFER_DEFINITIONS,
    IDENTIFIER,
    METRICS,
    MITIGATION_TYPES,
    ONLY_FOR,
    PURPOSES,
    REGISTRY,
    SECTORS,
    SUBTYPES,
    UNIT_REGISTRIES,
    VERSION,
)
from credits.aef.rules import Finding
from credits.aef.submissions import Submission, serial_of
from credits.aef.tables import NOT_APPLICABLE, TABLES, Line, Table, Value

EMPTY = (None, "", NOT_APPLICABLE)
LISTS: Mapping[str, tuple[str, ...]] = {
    "Metric": METRICS,
    "PurposeForAuthorization": PURPOSES,
    "FirstTransferDefnForOIMP": FIRST_TRANSFER_DEFINITIONS,
    "ActionType": ACTION_TYPES,
    "Sectors": SECTORS,
    "MitigationType": MITIGATION_TYPES,
    "UnderlyingUnitRegistryID": UNIT_REGISTRIES,
}
PATTERNS = {
    "AuthorizationID": ("AEF-114", AUTHORISATION_ID),
    "CooperativeApproachID": ("AEF-115", APPROACH),
    "PartyITMORegistryID": ("AEF-116", REGISTRY),
    "AuthorizedEntityIDs": ("AEF-120", ENTITIES),
}
PARTIES = ("FirstTransferringPartyID", "TransferringPartyID", "AcquiringPartyID", "Using/cancellingPartyID")
_TOLD_OTHERWISE = frozenset({*PATTERNS, "FirstID", "LastID"})
_PLACE = {number: table.place for number, table in TABLES.items()}
_REQUIRED = {
    number: [(at, column.key) for at, column in enumerate(table.columns) if column.is_required and column.carp is None]
    for number, table in TABLES.items()
}
_OF_LISTS = {number: [(place[key], key) for key in LISTS if key in place] for number, place in _PLACE.items()}
_OF_PATTERNS = {number: [(place[key], key) for key in PATTERNS if key in place] for number, place in _PLACE.items()}
_OF_PARTIES = {number: [(place[key], key) for key in PARTIES if key in place] for number, place in _PLACE.items()}
_OF_DAYS = {
    number: [(at, column.key) for at, column in enumerate(table.columns) if column.kind == "date"]
    for number, table in TABLES.items()
}
_ONLY = [(_PLACE[3][key], key, types) for key, types in ONLY_FOR.items()]


@lru_cache(maxsize=4096)
def day_of(value: Value) -> date | None:
    """A day of a line; None where it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def year_of(value: Value) -> int | None:
    """A year of four digits."""
    return value if isinstance(value, int) and 1000 <= value <= 9999 else None


def head(submission: Submission, parties: frozenset[str]) -> Iterator[Finding]:
    """Table 1."""
    table = TABLES[1]

    def found(number: str, key: str, value: object) -> Finding:
        return Finding(number, table.sheet, table.cell(0, key), str(value))

    if submission.party not in parties:
        yield found("AEF-111", "ParticipatingParty", submission.party)
    if not VERSION.fullmatch(submission.version):
        yield found("AEF-112", "SubmissionVersion", submission.version)
    if year_of(submission.year) is None:
        yield found("AEF-123", "ReportedYear", submission.year)
    if submission.period is None or submission.period[0] > submission.period[1]:
        yield found("AEF-113", "FirstYearOfNDCPeriod", submission.period)


def of_line(table: Table, at: int, line: Line, year: int, parties: frozenset[str]) -> Iterator[Finding]:
    """Every rule that asks one line of tables 2 to 5."""
    for number, key in _wrong(table.number, line, year, parties):
        yield Finding(number, table.sheet, table.cell(at, key), str(line[table.place[key]]))


def _wrong(number: int, line: Line, year: int, parties: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from _patterns(number, line, parties)
    if number in {3, 4}:
        yield from _block(number, line)
    if number == 3:
        yield from _action(line, year)
    elif number == 2:
        yield from _authorisation(line)


def _patterns(number: int, line: Line, parties: frozenset[str]) -> Iterator[tuple[str, str]]:
    for at, key in _REQUIRED[number]:
        if line[at] is None and key not in _TOLD_OTHERWISE:
            yield "AEF-123", key
    for at, key in _OF_LISTS[number]:
        if line[at] not in EMPTY and line[at] not in LISTS[key]:
            yield "AEF-120", key
    for at, key in _OF_PARTIES[number]:
        if line[at] not in EMPTY and line[at] not in parties:
            yield "AEF-111", key
    yield from _forms(number, line)


def _forms(number: int, line: Line) -> Iterator[tuple[str, str]]:
    for at, key in _OF_DAYS[number]:
        if line[at] is not None and day_of(line[at]) is None:
            yield "AEF-122", key
    for at, key in _OF_PATTERNS[number]:
        rule, pattern = PATTERNS[key]
        may_be_empty = number == 5 or key == "AuthorizedEntityIDs"
        if not (may_be_empty and line[at] in EMPTY) and not pattern.fullmatch(str(line[at])):
            yield rule, key


def _authorisation(line: Line) -> Iterator[tuple[str, str]]:
    place = _PLACE[2]
    frame = line[place["AuthorizedTimeframe"]]
    if frame not in EMPTY and timeframe(frame) is None:
        yield "AEF-121", "AuthorizedTimeframe"
    quantity = line[place["AuthorizedQuantity"]]
    if quantity not in EMPTY and not _is_amount(quantity):
        yield "AEF-118", "AuthorizedQuantity"
    is_other = line[place["PurposeForAuthorization"]] != "NDC"
    for key in ("OIMPAuthorized", "FirstTransferDefnForOIMP"):
        if not is_other and line[place[key]] not in EMPTY:
            yield "AEF-137", key


def timeframe(value: Value) -> tuple[int, int] | None:
    """First and last year of an authorised time frame; None where it is none."""
    begins, _slash, ends = str(value).partition("/")
    first, last = year_of(numbers.whole(begins)), year_of(numbers.whole(ends))
    return None if first is None or last is None or first > last else (first, last)


def _is_amount(value: Value) -> bool:
    return isinstance(value, int) and value > 0


def _block(number: int, line: Line) -> Iterator[tuple[str, str]]:
    place = _PLACE[number]
    quantity, vintage = line[place["QuantityCO2"]], line[place["Vintage"]]
    is_ghg = line[place["Metric"]] == profiles.METRICS[0]
    if is_ghg and not _is_amount(quantity):
        yield "AEF-118", "QuantityCO2"
    if year_of(vintage) is None:
        yield "AEF-119", "Vintage"
    first, last = line[place["FirstID"]], line[place["LastID"]]
    begins, ends = serial_of(first), serial_of(last)
    if begins is None or ends is None:
        yield "AEF-117", "FirstID" if begins is None else "LastID"
    elif ends < begins:
        yield "AEF-134", "LastID"
    elif is_ghg and _is_amount(quantity) and quantity != ends - begins + 1:
        yield "AEF-131", "QuantityCO2"
    yield from _parts(number, line)
    units = (line[place["UnderlyingUnitFirstUnitID"]], line[place["UnderlyingUnitLastUnitID"]])
    if not set(units) <= set(EMPTY):
        lowest, highest = units
        fits = isinstance(lowest, int) and isinstance(highest, int) and highest - lowest + 1 == quantity
        if not fits:
            yield "AEF-135", "UnderlyingUnitLastUnitID"


def _parts(number: int, line: Line) -> Iterator[tuple[str, str]]:
    place = _PLACE[number]
    for key in ("FirstID", "LastID"):
        value = line[place[key]]
        found = IDENTIFIER.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            continue
        said = tuple(str(line[place[name]]) for name in _IN_IDENTIFIER)
        if (found[1], found[2], found[3], found[5]) != said:
            yield "AEF-132", key


_IN_IDENTIFIER = ("CooperativeApproachID", "PartyITMORegistryID", "FirstTransferringPartyID", "Vintage")


def _action(line: Line, year: int) -> Iterator[tuple[str, str]]:
    place = _PLACE[3]
    kind = str(line[place["ActionType"]])
    on, vintage = day_of(line[place["ActionDateTime"]]), year_of(line[place["Vintage"]])
    if on is not None and on.year != year:
        yield "AEF-133", "ActionDateTime"
    if on is not None and vintage is not None and vintage > on.year:
        yield "AEF-138", "Vintage"
    subtype = line[place["ActionSubtype"]]
    if subtype not in EMPTY and subtype not in SUBTYPES.get(kind, ()):
        yield "AEF-136", "ActionSubtype"
    for at, key, types in _ONLY:
        if kind not in types and line[at] not in EMPTY:
            yield "AEF-137", key
    yield from _needed(kind, line)


def _needed(kind: str, line: Line) -> Iterator[tuple[str, str]]:
    place = _PLACE[3]
    needed = {"Acquisition": "TransferringPartyID", "Transfer": "AcquiringPartyID"}.get(kind)
    if needed and line[place[needed]] in EMPTY:
        yield "AEF-123", needed
    says = (line[place["YearITMOUsedTowardsNDC"]], line[place["PurposeITMOUsedForOIMP"]])
    if kind == "Use" and set(says) <= set(EMPTY):
        yield "AEF-123", "YearITMOUsedTowardsNDC"
