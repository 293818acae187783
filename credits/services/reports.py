"""Reports: asked for by an officer, made piece by piece from the outbox, kept with their hash."""

import io
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, events, files, outbox, workbooks
from common.refusals import Refused
from common.text import plain
from common.workbooks import Heading, Sheet
from credits.models import ReportRun
from credits.permissions import may_report
from credits.reports.kinds import KINDS, rows_of
from partners.people.models.people import User
from partners.people.selectors import people

MOST_WAITING = 5
TOPIC = "credits.report"


@transaction.atomic
def ask(*, kind: str, about: str, by: User, at: datetime) -> ReportRun:
    """Ask for a report; its pieces are made in the background.

    Raises: Refused RPT-01 to RPT-04 (what it is about), RPT-05 (403), RPT-06 (429, five of one's own wait already),
    RPT-07 (no such kind), ADJ-01 (no such Party).
    """
    if not may_report(by):
        raise Refused("RPT-05", _("Reports are made for officers."), status=403)
    if kind not in KINDS:
        raise Refused("RPT-07", _("Choose a kind of report from the list."), field="kind")
    if ReportRun.objects.filter(asked_by=by, done_at=None).count() >= MOST_WAITING:
        raise Refused("RPT-06", _("Five of your reports are being made already. Wait for one of them."), status=429)
    about = plain(about)
    KINDS[kind].judge(about)
    run = ReportRun.objects.create(
        kind=kind, about=about.upper(), asked_by=by, asked_at=at, pieces=len(KINDS[kind].pieces)
    )
    events.record("credits.reportrun.ask", subject=run, by=by, at=at, after={"kind": kind, "about": run.about})
    _next(run, at)
    return run


def _next(run: ReportRun, at: datetime) -> None:
    outbox.enqueue(TOPIC, key=f"report:{run.pk}:{run.made}", payload={"report": run.pk, "piece": run.made}, at=at)


@outbox.handles(TOPIC)
def make_piece(payload: dict[str, object]) -> None:
    """Make the next piece, and the workbook with the last one; each is a transaction of its own, and made once."""
    run = ReportRun.objects.select_for_update().get(pk=str(payload["report"]))
    if run.made != payload["piece"]:
        return
    at = clock.now()
    piece = KINDS[run.kind].pieces[run.made]
    run.sheets = [*run.sheets, [piece.name, rows_of(run.kind, run.made, run.about)]]
    run.made += 1
    if run.made == run.pieces:
        content = SimpleUploadedFile(f"{run.kind}-{run.about or 'all'}.xlsx", _workbook(run))
        run.file = files.store(content, by=people.system(), at=at)
        run.done_at = at
    run.save()
    if run.done_at is None:
        _next(run, at)


def _workbook(run: ReportRun) -> bytes:
    target = io.BytesIO()
    sheets = []
    for name, rows in run.sheets:
        heads = [[Heading(str(cell)) for cell in row] for row in rows[:1]]
        sheets.append(Sheet(name, [*heads, *rows[1:]]))
    workbooks.write(target, sheets)
    return target.getvalue()
