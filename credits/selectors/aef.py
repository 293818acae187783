"""Agreed electronic formats: what they are made of, their frozen lines, and what they are compared with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from common.models import Origin, StoredFile
from credits.aef import building
from credits.aef.building import Ended, Facts
from credits.aef.prechecks import Around
from credits.aef.submissions import Submission
from credits.aef.tables import NOT_APPLICABLE, TABLES, Line, Value
from credits.models import (
    AefChunk,
    AefFile,
    Authorisation,
    CertificateRange,
    FirstTransfer,
    PartyRecord,
    Purpose,
    RecordKind,
    Use,
)
from credits.models.party_contents import Ndc
from credits.selectors import mitigation_events, parties, party_records
from credits.selectors.parties import Party
from credits.states.authorisations import AuthorisationState
from credits.states.party_records import RecordState
from partners.people.models.people import Visitor
from registry.models import BookTransaction, TransactionKind

TOWARDS_NDC = frozenset({Purpose.NDC, Purpose.GX_ETS, Purpose.SHK})
IN_WORDS = {Use.NDC: "NDC", Use.IMP: "IMP", Use.OP: "OP"}
FIRST_TRANSFER_WORDS: Mapping[str, str] = {
    FirstTransfer.AUTHORISATION: "Authorisation",
    FirstTransfer.ISSUANCE: "Issuance",
    FirstTransfer.USE: "Use or Cancellation",
}


def end_of(year: int) -> datetime:
    """The first instant after a year, UTC: holdings are those before it."""
    return datetime(year + 1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Stored:
    """The lines of a table of a format, read from the database each time they are asked for."""

    record_id: int
    table: int

    def __iter__(self) -> Iterator[Line]:
        chunks = AefChunk.objects.filter(record=self.record_id, table=self.table).order_by("number")
        for lines in chunks.values_list("lines", flat=True).iterator(chunk_size=10):
            yield from lines


def every() -> QuerySet[PartyRecord]:
    """All formats, the newest year first."""
    return PartyRecord.objects.filter(kind=RecordKind.AEF).select_related("country").order_by("-period", "party")


def visible_to(user: Visitor) -> QuerySet[PartyRecord]:
    """What was filed for everybody; drafts for the Party's own government and auditors."""
    return party_records.visible_to(user).filter(kind=RecordKind.AEF).order_by("-period", "party", "-version")


def latest(party: Party, year: int) -> PartyRecord | None:
    """The latest version of a Party's format for a year that was not declined."""
    found = every().filter(party=party.code, period=str(year)).exclude(state=RecordState.DECLINED)
    return found.order_by("-version").first()


def in_force(party: Party, year: int) -> PartyRecord | None:
    """The version of a Party's format that is filed for a year."""
    return every().filter(party=party.code, period=str(year), state=RecordState.IN_FORCE).first()


def filed(year: int) -> QuerySet[PartyRecord]:
    """The formats of all Parties that are filed for a year."""
    return every().filter(period=str(year), state=RecordState.IN_FORCE)


def kept_file(record: PartyRecord, profile: str) -> StoredFile | None:
    """The workbook as it was filed, once it is kept."""
    kept = AefFile.objects.filter(record=record, profile=profile).select_related("file").first()
    return None if kept is None else kept.file


def submission_of(record: PartyRecord) -> Submission:
    """A format as it was frozen; the day of submission is that of its filing."""
    content = record.content
    period = content["ndc_period"]
    on = record.in_force_at.date() if record.in_force_at else None
    return Submission(
        record.party,
        Party(record.party, record.country).name,
        content["year"],
        record.label,
        on,
        (period[0], period[1]) if period else None,
        {number: Stored(record.pk, number) for number in (2, 3, 4, 5)},
    )


def made_now(party: Party, year: int, version: str, *, known_at: datetime) -> Submission:
    """A format from what is known at an instant; nothing is stored."""
    facts = facts_known(year, known_at)
    ndc = party_records.ndc(party)
    said = None if ndc is None or ndc.is_example else Ndc.of(ndc.content)
    tables: Mapping[int, Iterable[Line]] = {
        2: list(_authorisations(party, year)),
        3: list(building.actions(facts, party.code, year)),
        4: list(building.holdings(facts, party.code, year)),
        5: [],
    }
    period = None if said is None else (said.first_year, said.last_year)
    return Submission(party.code, party.name, year, version, None, period, tables)


def facts_known(year: int, known_at: datetime) -> Facts:
    """First transfers and ends up to the end of a year, as far as they are known at an instant."""
    return Facts(list(mitigation_events.outcomes(until=end_of(year))), list(_ended(end_of(year), known_at)))


def _ended(until: datetime, known_at: datetime) -> Iterator[Ended]:
    reversals = BookTransaction.objects.filter(
        answers=OuterRef("certificate__transaction"), kind=TransactionKind.REVERSAL, posted_at__lt=known_at
    )
    ranges = CertificateRange.objects.filter(
        ~Exists(reversals),
        certificate__issued_at__lt=until,
        certificate__use__is_example=False,
    ).select_related("certificate__use", "lot__series")
    codes = parties.codes()
    for used in ranges.order_by("certificate__issued_at", "id"):
        use = used.certificate.use
        is_ndc = use.purpose in TOWARDS_NDC
        yield Ended(
            party=codes.get(use.registry, use.registry),
            kind="Use" if is_ndc else "Cancellation",
            series=mitigation_events.series_of(used.lot.series),
            first_unit=used.first_unit,
            last_unit=used.last_unit,
            on=used.certificate.issued_at.date(),
            vintage=used.vintage,
            subtype=_subtype(use.purpose),
            ndc_year=mitigation_events.ndc_year_of(used) if is_ndc else None,
            purpose="International mitigation purposes" if use.purpose == Purpose.OIMP else None,
        )


def _subtype(purpose: str) -> str | None:
    if purpose in TOWARDS_NDC:
        return None
    return "Voluntary cancellation to deliver OMGE" if purpose == Purpose.OVERALL_MITIGATION else "Other cancellations"


def _authorisations(party: Party, year: int) -> Iterator[Line]:
    """The lines of table 2: every version of the Party's authorisations that was in force by the end of the year."""
    known = Authorisation.objects.filter(
        Q(state=AuthorisationState.IN_FORCE) | Q(state=AuthorisationState.REPLACED),
        side=party.side,
        in_force_at__lt=end_of(year),
    ).exclude(origin=Origin.EXAMPLE)
    if party.country is not None:
        known = known.filter(country=party.country)
    for each in known.prefetch_related("ranges").order_by("reference", "version"):
        yield _authorisation(each)


def _authorisation(authorisation: Authorisation) -> Line:
    purposes = " and ".join(word for use, word in IN_WORDS.items() if use in authorisation.uses)
    is_other = purposes != "NDC"
    said: dict[str, Value] = {
        "AuthorizationID": authorisation.reference,
        "DateOfAuthorization": authorisation.authorised_on.isoformat(),
        "CooperativeApproachID": None,
        "AuthorizationVersion": authorisation.version,
        "AuthorizedQuantity": authorisation.quantity_tco2e,
        "Metric": "GHG",
        "Non-GHGMetric": NOT_APPLICABLE,
        "PurposeForAuthorization": "OIMP" if purposes == "IMP and OP" else purposes.replace("IMP and OP", "OIMP"),
        "OIMPAuthorized": None if is_other else NOT_APPLICABLE,
        "AuthorizationT&Cs": authorisation.terms or None,
        "FirstTransferDefnForOIMP": FIRST_TRANSFER_WORDS.get(
            FirstTransfer(authorisation.first_transfer), NOT_APPLICABLE
        ),
    }
    return [said.get(column.key) for column in TABLES[2].columns]


def around(submission: Submission) -> Around:
    """What a Party's format is compared with: its own of last year and before, and the other Parties' of the year."""
    party = parties.by_code(submission.party)
    before = every().filter(party=party.code, state=RecordState.IN_FORCE, period__lt=str(submission.year))
    earlier = [line for record in before for line in Stored(record.pk, 3) if line[_TYPE] == "First transfer"]
    last_year = in_force(party, submission.year - 1)
    others = filed(submission.year).exclude(party=party.code)
    return Around(
        frozenset(each.code for each in parties.every()),
        None if last_year is None else submission_of(last_year),
        earlier,
        {record.party: submission_of(record) for record in others},
    )


_TYPE = TABLES[3].place["ActionType"]


def to_freeze(year: int) -> list[Party]:
    """Parties that have something to say and no format for a year: an NDC, an authorisation, or a first transfer."""
    real = PartyRecord.objects.filter(state=RecordState.IN_FORCE).exclude(origin=Origin.EXAMPLE)
    said = set(real.values_list("party", flat=True))
    said |= {event.party for event in mitigation_events.every()}
    has = set(every().filter(period=str(year)).values_list("party", flat=True))
    return [party for party in parties.every() if party.code in said - has]
