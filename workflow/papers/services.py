"""The life of every paper that is written, handed in, checked and corrected: one for all kinds, told apart by their
procedures.

The way to the Joint Committee, and out of it again when its authors take a paper back, is
`committee.decisions.services.forwarding`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from common import events
from common.drafts import Seen
from common.events import Happening
from common.machines import Judged, judge
from common.models import PaperRow
from partners.people.models.people import User
from partners.people.selectors import people
from workflow import procedures
from workflow.corrections import selectors as corrections
from workflow.corrections.models import Correction, CorrectionPart
from workflow.corrections.states import UNDER_WAY, CorrectionState
from workflow.drafts.selectors import save_rows
from workflow.papers import checks
from workflow.versions import selectors as versions


@transaction.atomic
def save_draft[Row: PaperRow](
    *, paper: Row, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime, **more: Any
) -> Row:
    """Keep what is typed so far, over words that the writer has seen; nothing needs to be whole yet.

    Args:
        more: what a kind's sections give besides values, as its procedure takes them (`Procedure.write`).
    Raises: Refused DRF-01 (403), DRF-02, DRF-05 and DRF-06 (409), FLD-01 to FLD-03 (a value out of bounds).
    """
    procedure = procedures.of(paper)
    row: Row = procedure.locked(paper.pk)
    checks.writable(row, by)
    checks.as_seen(row, seen)
    returned = corrections.returned_of(row)
    before = checks.plain_facts(row) if returned else {}
    procedure.write(row, values=values, **more)
    if returned is not None:
        checks.only_open(before, checks.plain_facts(row), returned.names)
    _keep(row)
    saved(row, by=by, at=at)
    return row


def _keep(row: PaperRow) -> None:
    """A step of every service that writes answers: save the row, and the answers that are rows of their own."""
    row.save()
    for name in set(procedures.of(row).row_makers) & set(row.__dict__.get("_prefetched_objects_cache", ())):
        save_rows(row, name)


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
    returned = corrections.returned_of(row)
    if returned is not None:
        returned.after = versions.newest(row)
        judge(returned.go_with_paper, by=by).commit(at=at)
    return row


@transaction.atomic
def give_back[Row: PaperRow](*, paper: Row, note: str, sections: Sequence[str] = (), by: User, at: datetime) -> Row:
    """Give an incomplete paper back with what is missing; where parts are named, these alone are open.

    Raises: Refused MOV-01, MOV-02, DRF-04 without a note, COR-01 (no such part).
    """
    procedure = procedures.of(paper)
    row: Row = procedure.locked(paper.pk)
    move = _move(row, procedure.returned_by, by)
    reason = checks.reason_given(note)
    named = checks.parts_named(row, sections) if sections else []
    move.commit(at=at, note=reason)
    if named:
        _open(row, [section.slug for section in named], note, CorrectionState.RETURNED, by=by, at=at)
    return row


@transaction.atomic
def reopen(
    *, paper: PaperRow, sections: Sequence[str], note: str, asked_in: PaperRow | None = None, by: User, at: datetime
) -> Correction:
    """Open parts of a paper that was handed in, so that its parties correct them; more may be opened meanwhile.

    Args:
        sections: the slugs of the parts. `asked_in`: the finding that asks for it; an officer needs none.
    Raises: Refused COR-02 (409, not in this state), COR-05 (403), COI-06 (403), COR-01 (no such part), DRF-04.
    """
    procedure = procedures.of(paper)
    row = procedure.locked(paper.pk)
    checks.reopenable(row)
    checks.may_reopen(row, by, is_asked=asked_in is not None)
    named = [section.slug for section in checks.parts_named(row, sections)]
    return _open(row, named, note, CorrectionState.OPEN, asked_in=asked_in, by=by, at=at)


def _open(
    row: Any,
    sections: Sequence[str],
    note: str,
    state: str,
    *,
    asked_in: PaperRow | None = None,
    by: User,
    at: datetime,
) -> Correction:
    reason = checks.reason_given(note)
    correction = Correction.objects.select_for_update().filter(corrects=row.paper_id, state=state).first()
    names = checks.names_in(row, sections)
    if correction is None:
        correction = Correction(
            corrects=row.paper,
            country_id=row.country_id,
            names=names,
            state=state,
            opened_at=at,
            before=versions.newest(row),
        )
    correction.names = sorted({*correction.names, *names})
    correction.save()
    asked = asked_in.paper if asked_in is not None else None
    for section in sections:
        # a finding asks once for a part; an officer may ask for more of it, with another reason
        asking = {"asked_in": asked} if asked is not None else {"asked_in": None, "reason": reason}
        CorrectionPart.objects.get_or_create(
            correction=correction,
            section=section,
            closed_at=None,
            **asking,
            defaults={"reason": reason, "by": by, "at": at},
        )
    events.record(
        "workflow.correction.open",
        subject=correction,
        by=by,
        at=at,
        after={"sections": list(sections), "asked_in": asked.pk if asked else None},
        tells=("participant", "secretariat") if state == CorrectionState.OPEN else (),
    )
    return correction


def _locked(correction: Correction) -> tuple[Correction, Any]:
    """A correction and its paper as it was handed in, both under their locks, the paper first."""
    row = procedures.of(correction.corrected).locked(correction.corrected.pk)
    return Correction.objects.select_for_update(of=("self",)).select_related("corrects").get(pk=correction.pk), row


@transaction.atomic
def save_correction(
    *,
    correction: Correction,
    values: Mapping[str, object],
    seen: Seen | None = None,
    by: User,
    at: datetime,
    **more: Any,
) -> Correction:
    """Keep what is typed so far of the parts that are open. The paper stays as it was handed in until they are
    handed in.

    Raises: Refused DRF-01 (403), DRF-02, DRF-05 and DRF-06 (409), FLD-01 to FLD-04, and what the kind says.
    """
    locked, row = _locked(correction)
    checks.correctable(locked, by)
    checks.written_on(row, locked)
    checks.as_seen(row, seen)
    before = checks.plain_facts(row)
    procedures.of(row).write(row, values=values, **more)
    after = checks.plain_facts(row)
    checks.only_open(before, after, locked.names)
    locked.written = {name: after[name] for name in locked.names}
    locked.save(update_fields=["written"])
    events.record("workflow.correction.write", subject=locked, by=by, at=at)
    return locked


@transaction.atomic
def hand_in_correction(*, correction: Correction, said: str, by: User, at: datetime) -> Correction:
    """Hand the corrected parts in: they become the paper's own, the whole of it its next version, and what was asked is
    answered by it.

    Raises: Refused MOV-01, MOV-02, DRF-04 without words, COR-04 (nothing changed), and what is asked of a whole paper.
    """
    locked, row = _locked(correction)
    procedure = procedures.of(row)
    move = judge(locked.hand_in, by=by)
    words = checks.reason_given(said, field="said")
    changed = checks.changed(row, locked)
    checks.written_on(row, locked)
    for check in procedure.draft(row).checks:
        if not check.holds(row):
            raise check.refusal()
    procedure.before_submission(row, by=by, at=at)
    _keep(row)
    events.record(f"{row._meta.label_lower}.correct", subject=row, by=by, at=at, after={"names": locked.names})
    locked.after = versions.newest(row)
    move.commit(at=at, said=words)
    asked_in = [part.asked_in for part in locked.open_parts() if part.asked_in is not None]
    procedure.corrected(row, changed, asked_in=list(dict.fromkeys(asked_in)), said=words, by=by, at=at)
    return locked


@transaction.atomic
def take_back_correction(*, correction: Correction, note: str, by: User, at: datetime) -> Correction:
    """Close again the parts that the person's office has opened; nothing of what was written in them counts.

    What another office has opened stays open, and with it the correction. Raises Refused MOV-01, MOV-02, DRF-04.
    """
    locked, row = _locked(correction)
    move = judge(locked.take_back, by=by)
    why = checks.reason_given(note)
    closed = checks.parts_of_office(locked, by)
    for part in closed:
        part.closed_by, part.closed_at, part.closed_for = by, at, why
        part.save(update_fields=["closed_by", "closed_at", "closed_for"])
    left = [part.section for part in locked.open_parts() if part not in closed]
    if not left:
        move.commit(at=at, note=why)
        return locked
    locked.names = checks.names_in(row, left)
    locked.written = {name: value for name, value in locked.written.items() if name in locked.names}
    locked.save(update_fields=["names", "written"])
    after = {"sections": sorted({part.section for part in closed})}
    events.record(
        "workflow.correction.close_parts", subject=locked, by=by, at=at, after=after, tells=("participant", "tpe")
    )
    return locked


def on_move(happening: Happening) -> None:
    """A correction ends with what it corrects, whichever way the paper went on, was withdrawn or failed."""
    row: Any = happening.subject
    if not isinstance(row, PaperRow) or isinstance(row, Correction) or procedures.of_kind(row.paper_kind) is None:
        return
    procedure = procedures.of(row)
    is_handed_in = happening.what.rpartition(".")[2] in procedure.handed_in  # with what was returned, if anything was
    for correction in Correction.objects.filter(corrects=row.paper_id, state__in=UNDER_WAY):
        is_returned = correction.state == CorrectionState.RETURNED
        waits = is_handed_in or row.is_editable if is_returned else row.state in procedure.reopens
        if not waits:
            judge(correction.lapse, by=people.system()).commit(at=happening.at)
