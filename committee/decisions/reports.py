"""The numbered record of a decision as PDF, in both languages."""

from django.utils import translation

from committee.decisions.models import Decision
from committee.decisions.selectors import consensus
from committee.items import selectors as desk
from common.pdf import render_pdf


def record_pdf(decision: Decision, *, language: str, full: bool) -> bytes:
    """The record: what was decided, item by item, and that both sides confirmed it.

    Args:
        full: with names, answers and who took no part, for members, secretariat and auditors; the public record
            names the sides only.
    """
    with translation.override(language):
        context = {
            "decision": decision,
            "full": full,
            "meeting": getattr(decision, "meeting", None) if decision.is_meeting else None,
            "points": list(decision.points.select_related("item__decision")) if decision.is_meeting else [],
            "items": list(decision.items.all()),
            "sides": consensus.sides(decision),
            "standings": consensus.standings(decision) if full else [],
            "files": desk.public_files(decision),
        }
        return render_pdf("committee/record_pdf.html", context, language=language, for_everybody=not full)
