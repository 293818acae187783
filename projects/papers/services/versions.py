"""Keep each paper as it was handed in: a listener, so that no way of handing in forgets it."""

from typing import Any

from common.drafts import hash_of
from common.events import Happening
from common.models import PaperRow
from projects.papers.selectors import versions as selectors
from workflow import procedures
from workflow.papers import checks as drafts
from workflow.versions.models import PaperVersion


def on_handed_in(happening: Happening) -> None:
    """Keep the answers as the next version of the paper; inside the deed's own transaction, under its lock."""
    paper: Any = happening.subject  # a kind that hands in several forms says which (`form_name`)
    if not isinstance(paper, PaperRow):
        return
    procedure = procedures.of(paper)
    handed_in = procedure.handed_in.get(happening.what.rpartition(".")[2])
    if handed_in is None:
        return
    names = handed_in.answers or procedure.answers
    code = selectors.form_code_of(paper, handed_in.form or paper.form_name, happening.at.date())
    answers = drafts.words_of(paper, [name for name in names if name not in paper.not_in_form])
    PaperVersion.objects.create(
        paper=paper.paper,
        number=PaperVersion.objects.filter(paper=paper.paper).count() + 1,
        form_code=code,
        answers=answers,
        sha256=hash_of(answers),
        by=happening.by,
        at=happening.at,
    )
