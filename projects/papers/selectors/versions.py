"""Versions of papers as they were handed in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from partners.selectors import rules
from projects.papers.models.versions import PaperVersion
from projects.papers.selectors import documents

# Papers of other apps, by the kind that addresses name: the rows that a person may open.
_elsewhere: dict[str, Callable[[Any], QuerySet[Any]]] = {}


def tell_papers(kind: str, visible_to: Callable[[Any], QuerySet[Any]]) -> None:
    """Register a kind of paper of another app whose versions are read here."""
    _elsewhere[kind] = visible_to


def paper_visible_to(user: Any, kind: str, pk: int) -> Any:
    """The paper, or None when there is none that this person may open."""
    if kind in _elsewhere:
        return _elsewhere[kind](user).filter(pk=pk).first()
    return documents.paper_visible_to(user, kind, pk)


def form_code_of(paper: Any, name: str, on: date) -> str:
    """The code of a paper's form on a day, by its country and its own track."""
    country = paper.country if hasattr(paper, "country") else paper.project.country
    rulebook = getattr(paper, "rulebook", None)
    track = rulebook.track if rulebook is not None else "JCM"
    return rules.form_code(country, name, on, track=track)


def of_paper(paper: Any) -> QuerySet[PaperVersion]:
    """The versions of a paper, oldest first."""
    return PaperVersion.objects.filter(paper=paper.paper_id).select_related("by")
