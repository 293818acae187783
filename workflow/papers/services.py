"""The life of every paper that is written, handed in and checked: one for all kinds, told apart by their procedures.

The way to the Joint Committee, and out of it again when its authors take a paper back, is
`committee.decisions.services.forwarding`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from common import events
from common.drafts import Seen
from common.machines import Judged, judge
from common.models import PaperRow
from partners.people.models.people import User
from workflow import procedures
from workflow.drafts import checks as fields
from workflow.papers import checks


@transaction.atomic
def save_draft[Row: PaperRow](
    *, paper: Row, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> Row:
    """Keep what is typed so far, over words that the writer has seen; nothing needs to be whole yet.

    Raises: Refused DRF-01 (403), DRF-02 and DRF-05 (409), FLD-01 to FLD-03 (a value out of bounds).
    """
    procedure = procedures.of(paper)
    row: Row = procedure.locked(paper.pk)
    procedure.writable(row, by)
    checks.as_seen(row, seen)
    fields.set_values(row, values, procedure.answers)
    row.save()
    saved(row, by=by, at=at)
    return row


def saved(row: PaperRow, *, by: User, at: datetime, **after: object) -> None:
    """A step of every service that keeps a draft: say that it was written."""
    events.record(f"{row._meta.label_lower}.write", subject=row, by=by, at=at, after=after)


def _move(row: Any, name: str, by: User) -> Judged:
    """The move of that name, judged; the row's machine has it."""
    return judge(getattr(row, name), by=by)


@transaction.atomic
def submit[Row: PaperRow](*, paper: Row, by: User, at: datetime) -> Row:
    """Hand the paper in. Raises: Refused MOV-01 (409), MOV-02 (403), and what the checks of its kind say (422)."""
    procedure = procedures.of(paper)
    row: Row = procedure.locked(paper.pk)
    move = _move(row, procedure.submitting(row), by)
    procedure.before_submission(row, by=by, at=at)
    move.commit(at=at)
    procedure.submitted(row, by=by, at=at)
    return row


@transaction.atomic
def give_back[Row: PaperRow](*, paper: Row, note: str, by: User, at: datetime) -> Row:
    """Give an incomplete paper back with what is missing. Raises: Refused MOV-01, MOV-02, DRF-04 without a note."""
    procedure = procedures.of(paper)
    row: Row = procedure.locked(paper.pk)
    _move(row, procedure.returned_by, by).commit(at=at, note=checks.reason_given(note))
    return row
