"""Many transfers from one file: tried line by line, then proposed together or not at all."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events, numbers, tables
from common.refusals import Refused
from common.text import Unreadable, plain, shows
from common.words import Words
from partners.people.models.people import User
from registry.book import ledger, serials
from registry.book.serials import Serial
from registry.models import Account, RequestLeg, TransactionRequest, TransferBatch
from registry.services import locks, requests
from registry.services.choices import Selection
from registry.states.requests import RequestState

COLUMNS = ("receiver", "quantity_tco2e", "serials", "note")
MOST_LINES = 200
TEMPLATE = (
    "receiver,quantity_tco2e,serials,note\r\n"
    "JP-120-000123-45,100,,Oldest vintage first\r\n"
    "JP-120-000123-45,,JCM-TH-JP-2018-3026-01401,Exactly these units\r\n"
)


@dataclass(frozen=True)
class Line:
    """A line of the file, as it was written; `number` counts the heading as line 1."""

    number: int
    receiver: str
    quantity: str
    serials: str
    note: str

    def selection(self) -> Selection:
        """What the line asks to move. Raises: Refused BLK-04 where the amount is no whole number, or could be two."""
        try:
            amount = numbers.whole_amount(self.quantity) if shows(self.quantity) else None
        except Unreadable as wrong:
            why = Words.of(wrong.sentence, **wrong.params)
            raise Refused("BLK-04", _("Amount: %(why)s"), field="file", params={"why": why}) from wrong
        return Selection(serials=serials.listed(self.serials), quantity=amount)


@dataclass(frozen=True)
class Outcome:
    """What a line would do: the units that would move and when, or why they would not."""

    line: Line
    serials: Sequence[tuple[Serial, int, int | None]] = ()
    is_trusted: bool = False
    refusal: Refused | None = None

    @property
    def quantity_tco2e(self) -> int:
        return sum(tonnes for _serial, tonnes, _vintage in self.serials)


def read(text: str) -> Sequence[Line]:
    """The lines of a file with the columns of `COLUMNS`.

    Raises: Refused BLK-01 (other columns), BLK-02 (no line), BLK-03 (too many lines), BLK-06 (not read as CSV).
    """
    reader = csv.DictReader(io.StringIO(tables.with_commas(text), newline=""), strict=True)
    try:
        return _lines(reader)
    except csv.Error:
        raise Refused(
            "BLK-06",
            _("The file cannot be read after line %(line)s: a quotation mark is not closed, or is one too many."),
            field="file",
            params={"line": reader.line_num},
        ) from None


def _lines(reader: "csv.DictReader[str]") -> Sequence[Line]:
    reader.fieldnames = [numbers.typed(name).lower() for name in reader.fieldnames or ()]
    if sorted(filter(None, reader.fieldnames)) != sorted(COLUMNS):
        raise Refused(
            "BLK-01",
            _("The first line must name exactly these columns: %(columns)s."),
            field="file",
            params={"columns": ", ".join(COLUMNS)},
        )
    rows = [(reader.line_num, [plain(row.get(name) or "") for name in COLUMNS]) for row in reader]
    lines = [Line(number, *values) for number, values in rows if any(values)]
    if not lines:
        raise Refused("BLK-02", _("The file has no line below its heading."), field="file")
    if len(lines) > MOST_LINES:
        raise Refused(
            "BLK-03", _("A file has %(most)s lines at most. Split it."), field="file", params={"most": MOST_LINES}
        )
    return lines


@locks.deed
def dry_run(*, account: Account, lines: Sequence[Line], by: User, at: datetime) -> Sequence[Outcome]:
    """Try every line in order, each on top of those before it, and take all of it back."""
    outcomes = [_tried(account, line, by, at) for line in lines]
    transaction.set_rollback(True)
    return outcomes


def _tried(account: Account, line: Line, by: User, at: datetime) -> Outcome:
    try:
        with transaction.atomic():
            return _proposed(account, line, by, at)[0]
    except Refused as refusal:
        return Outcome(line, refusal=refusal)


def _proposed(
    account: Account, line: Line, by: User, at: datetime, batch: TransferBatch | None = None
) -> tuple[Outcome, int]:
    chosen = requests.preview(account=account, receiver=line.receiver, selection=line.selection(), by=by, at=at)
    made = requests.propose(
        account_id=account.pk,
        kind=chosen.kind,
        receiver=line.receiver,
        units=chosen.units,
        note=line.note[:300],
        batch=batch,
        by=by,
        at=at,
    )
    return Outcome(line, chosen.serials, chosen.is_trusted), made.pk


@locks.deed
def propose(
    *,
    account_id: int,
    text: str,
    file_name: str,
    tried: Sequence[Outcome] | None = None,
    by: User,
    at: datetime,
) -> TransferBatch:
    """Propose every line of the file, or none.

    Args:
        tried: what the trial showed, where there was one: no other units are proposed.
    Raises: Refused BLK-01..04, 06; BLK-07 (409) other units than were shown; the first line's own refusal, with the
        number of the line in its sentence.
    """
    locks.proposals(account_id)
    account = Account.objects.get(pk=account_id)
    batch = TransferBatch.objects.create(account=account, file_name=file_name[:200], proposed_by=by, proposed_at=at)
    for place, line in enumerate(read(text)):
        try:
            outcome, _key = _proposed(account, line, by, at, batch)
            if tried is not None and outcome.serials != tried[place].serials:
                raise Refused(
                    "BLK-07", _("Units have moved meanwhile: others than shown would go."), field="file", status=409
                )
        except Refused as refusal:
            raise Refused(
                refusal.number,
                _("Line %(line)s: %(sentence)s"),
                field="file",
                status=refusal.status,
                params={"line": line.number, "sentence": Words.of_refusal(refusal)},
            ) from refusal
    events.record("registry.transferbatch.propose", subject=batch, by=by, at=at)
    return batch


def _waiting(batch_id: int) -> Sequence[TransactionRequest]:
    """The file and what of it waits, all of it held before anything of it is posted."""
    batch = locks.row(TransferBatch.objects.all(), batch_id)
    found = locks.rows(TransactionRequest.objects.filter(batch=batch, state=RequestState.AWAITING_APPROVAL))
    if not found:
        raise Refused("BLK-05", _("Nothing of this file waits for approval any more."), status=409)
    return found


@locks.deed
def approve(*, batch_id: int, by: User, at: datetime) -> int:
    """Approve everything of a file that waits, all or none; returns how many.

    Raises: Refused BLK-05 (409), MOV-02 (403: the proposer, or no right).
    """
    waiting = _waiting(batch_id)
    lots = RequestLeg.objects.filter(request__in=waiting).values_list("lot_id", flat=True)
    ledger.hold_lots([ledger.LotId(lot) for lot in lots])
    for request in waiting:
        requests.approve(request_id=request.pk, by=by, at=at)
    return len(waiting)


@locks.deed
def reject(*, batch_id: int, note: str, by: User, at: datetime) -> int:
    """Reject everything of a file that waits; returns how many. Raises: Refused TRF-16, BLK-05 (409), MOV-02 (403)."""
    waiting = _waiting(batch_id)
    for request in waiting:
        requests.reject(request_id=request.pk, note=note, by=by, at=at)
    return len(waiting)
