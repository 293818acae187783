"""Versions of papers as they were handed in."""

from datetime import date

from django.db.models import QuerySet

from committee.rules.selectors import rules
from common.models import PaperRow
from partners.people.models.people import Visitor
from workflow import procedures
from workflow.versions.models import PaperVersion


def paper_visible_to(user: Visitor, kind: str, pk: int) -> PaperRow | None:
    """The paper, or None when there is none that this person may open."""
    procedure = procedures.of_kind(kind)
    return None if procedure is None else procedure.visible_to(user).filter(pk=pk).first()


def form_code_of(paper: PaperRow, name: str, on: date) -> str:
    """The code of a paper's form on a day, by its country and its own track."""
    country = paper.country if hasattr(paper, "country") else paper.project.country
    rulebook = getattr(paper, "rulebook", None)
    track = rulebook.track if rulebook is not None else "JCM"
    return rules.form_code(country, name, on, track=track)


def of_paper(paper: PaperRow) -> QuerySet[PaperVersion]:
    """The versions of a paper, oldest first."""
    return PaperVersion.objects.filter(paper=paper.paper_id).select_related("by")
