"""Corrections under way, and those that a finding asked for."""

from collections.abc import Iterable

from django.db.models import QuerySet

from common.models import PaperRow
from workflow.corrections.models import Correction
from workflow.corrections.states import UNDER_WAY, CorrectionState


def _rows() -> QuerySet[Correction]:
    return Correction.objects.select_related("corrects", "before", "after__by").prefetch_related("parts__asked_in")


def under_way(row: PaperRow) -> Correction | None:
    """The correction of a paper that is open, or was returned with it."""
    return _rows().filter(corrects=row.paper_id, state__in=UNDER_WAY).first()


def open_of(row: PaperRow) -> Correction | None:
    """The correction of a paper that its parties write now, beside the paper."""
    return _rows().filter(corrects=row.paper_id, state=CorrectionState.OPEN).first()


def returned_of(row: PaperRow) -> Correction | None:
    """The parts that an officer named when the paper was given back; none of a first draft."""
    if row.state == "draft":
        return None
    return _rows().filter(corrects=row.paper_id, state=CorrectionState.RETURNED).first()


def of_paper(row: PaperRow) -> QuerySet[Correction]:
    """Every correction of a paper, newest first."""
    return _rows().filter(corrects=row.paper_id)


def asked_in(row: PaperRow) -> QuerySet[Correction]:
    """The corrections that a finding asked for, newest first."""
    return _rows().filter(parts__asked_in=row.paper_id).distinct()


def waiting_in(row: PaperRow) -> Correction | None:
    """The open correction that a finding waits for: a part that was opened for it is open still."""
    waiting = _rows().filter(parts__asked_in=row.paper_id, parts__closed_at=None, state=CorrectionState.OPEN)
    return waiting.distinct().first()


def sections_of(correction: Correction, *, asked_in: PaperRow | None = None) -> list[str]:
    """The slugs of the parts that are open, each once; or of those that one finding asked for."""
    parts: Iterable[str] = (
        part.section for part in correction.open_parts() if asked_in is None or part.asked_in_id == asked_in.paper_id
    )
    return list(dict.fromkeys(parts))
