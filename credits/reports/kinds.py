"""The kinds of report: what each is about, and the sheets that it is made of, one piece after the other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common import numbers
from common.refusals import Refused, Sentence
from credits.adjustments.rows import LABELS, Row
from credits.models import PartyRecord, ReportKind
from credits.models.party_contents import Ndc
from credits.selectors import adjustments, parties, party_records, report_rows
from credits.selectors.parties import Party

type Cells = Sequence[str | int | None]
type Rows = Iterator[Cells]

NOT_RECORDED = "not recorded here"


@dataclass(frozen=True)
class Piece:
    """One sheet of a report: its name and its rows, from what the report is about; the first row names the columns."""

    name: str
    rows: Callable[[str], Rows]


@dataclass(frozen=True)
class Kind:
    """One kind of report.

    Attributes:
        asks: what `about` is, as a form asks for it; empty where it asks for nothing.
        judge: raises `Refused` where there is nothing of that name.
    """

    asks: Sentence
    pieces: Sequence[Piece]
    judge: Callable[[str], object]


def _year(about: str) -> int:
    """Raises: Refused RPT-01 (no year)."""
    year = numbers.whole(about)
    if year is None or not 2013 <= year <= 2100:
        raise Refused("RPT-01", _("Write a year of four digits, from 2013 on."), field="about")
    return year


def _of_year(rows: Callable[[int], Rows]) -> Callable[[str], Rows]:
    return lambda about: rows(_year(about))


def _nothing(about: str) -> None:
    """Raises: Refused RPT-04 (something was said where nothing is asked)."""
    if about:
        raise Refused("RPT-04", _("This report is about everything. Leave the field empty."), field="about")


def _summary(about: str) -> Rows:
    summary = adjustments.of(parties.by_code(about)).summary
    if summary is None:
        yield ["missing", "target"]
        return
    yield ["Row", "What", *summary.target.years]
    for row in Row:
        shown = [
            "indeterminate" if figure.is_indeterminate else "NA" if figure.shown is None else str(figure.shown)
            for figure in summary.row(row)
        ]
        yield [row.value, str(LABELS[row]), *shown]
    yield from (["missing", str(each)] for each in summary.missing)


def _initial(about: str) -> Rows:
    """Paragraph 18 letter by letter: what is recorded here of each, and what the Party has to add itself."""
    party = parties.by_code(about)
    record = party_records.ndc(party)
    yield ["Letter", "What", "Recorded here"]
    yield from ([letter, what, say(party, record)] for letter, what, say in PARAGRAPH_18)


type Say = Callable[[Party, PartyRecord | None], str]


def _not_here(_party: Party, _record: PartyRecord | None) -> str:
    return NOT_RECORDED


def _method(_party: Party, record: PartyRecord | None) -> str:
    return NOT_RECORDED if record is None else f"{Ndc.of(record.content).method} (version {record.version})"


def _quantified(_party: Party, record: PartyRecord | None) -> str:
    if record is None:
        return NOT_RECORDED
    said = Ndc.of(record.content)
    level = NOT_RECORDED if said.level is None else f"{said.level} t CO2 eq"
    return f"{said.kind}, {said.period}, level: {level}; source: {said.source}"


def _authorised(party: Party, _record: PartyRecord | None) -> str:
    names = report_rows.authorisations_of(party)
    return "; ".join(names) or NOT_RECORDED


# Letters (a) to (f) from memory, (g) to (i) from law firms' summaries (additions 3.5): an official has to confirm them.
PARAGRAPH_18: Sequence[tuple[str, str, Say]] = (
    ("a", "Participation responsibilities are fulfilled", _not_here),
    ("b", "ITMO metrics, and the method of corresponding adjustment for the whole period", _method),
    ("c", "The NDC quantified in t CO2 eq, with sectors, sources, gases and period covered", _quantified),
    ("d", "The NDC, or its portion, in a non-GHG metric", _not_here),
    ("e", "Policies and measures: the quantified level", _not_here),
    ("f", "Each cooperative approach: authorisation, description, duration, expected results, Parties", _authorised),
    ("g", "Environmental integrity of each approach", _not_here),
    ("h", "Negative impacts avoided; human rights respected", _not_here),
    ("i", "Consistency with and contribution to sustainable development", _not_here),
)

KINDS: Mapping[str, Kind] = {
    ReportKind.REGISTRY_YEAR: Kind(
        _("Year"),
        (
            Piece("Issuances", _of_year(report_rows.issuances_in)),
            Piece("Retirements and cancellations", _of_year(report_rows.certificates_in)),
            Piece("Transactions", _of_year(report_rows.transactions_in)),
            Piece("Holdings today", lambda _about: report_rows.holdings_now()),
        ),
        _year,
    ),
    ReportKind.COUNTRY: Kind(
        _("Country, in two letters"),
        (
            Piece("Projects", report_rows.projects_of),
            Piece("Issuances", report_rows.issuances_of),
            Piece("Authorisations", report_rows.authorisations_in),
        ),
        report_rows.country,
    ),
    ReportKind.PROJECT: Kind(
        _("Reference of the project"),
        (Piece("Project", report_rows.project_facts), Piece("Issuances", report_rows.issuances_of_project)),
        report_rows.project,
    ),
    ReportKind.SUMMARY: Kind(_("Party, in three letters"), (Piece("Table 4", _summary),), parties.by_code),
    ReportKind.INITIAL: Kind(_("Party, in three letters"), (Piece("Paragraph 18", _initial),), parties.by_code),
    ReportKind.CAD_TRUST: Kind("", (Piece("units", lambda _about: report_rows.cad_trust_units()),), _nothing),
}


def rows_of(kind: str, piece: int, about: str) -> list[list[str | int | None]]:
    """The rows of one sheet, in English: reports are the same whoever asks for them."""
    with override("en"):
        return [list(row) for row in KINDS[kind].pieces[piece].rows(about)]
