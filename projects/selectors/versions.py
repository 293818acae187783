"""Versions of papers as they were handed in."""

from typing import Any

from django.db.models import QuerySet

from jcm_platform.common.events import subject_key
from projects.models import PaperVersion


def of_paper(paper: Any) -> QuerySet[PaperVersion]:
    """The versions of a paper, oldest first."""
    return PaperVersion.objects.filter(paper=subject_key(paper)).select_related("by")
