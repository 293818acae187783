"""Versions of papers, of whatever kind."""

from common.models import PaperRow
from workflow.versions.models import PaperVersion


def newest(row: PaperRow) -> PaperVersion | None:
    """What was handed in last; None of a draft."""
    return PaperVersion.objects.filter(paper=row.paper_id).order_by("number").last()


def newest_number(row: PaperRow) -> int | None:
    """The number of what was handed in last."""
    version = newest(row)
    return None if version is None else version.number
