"""The whole file of a project: every paper, what waits, every deed on any of them."""

from dataclasses import dataclass

from django.db.models import Q

from common import events
from common.models import Event, PaperRow
from partners.people.models.people import Visitor
from projects.assessments.models.assessments import Finding
from projects.letters import selectors as letters
from projects.papers.models.documents import Document
from projects.projects.models import Project
from projects.projects.selectors import work
from workflow.deeds import selectors as deeds
from workflow.papers import selectors as everywhere
from workflow.steps.models import WaitingStep

DEEDS_SHOWN = 200


@dataclass(frozen=True)
class Deed:
    """One thing that was done, on which paper, by whom."""

    event: Event
    label: str
    paper: str
    url: str


@dataclass(frozen=True)
class Dossier:
    """A project as its officer sees it. `is_cut` says that older deeds than the newest ones exist."""

    papers: list[work.Paper]
    waiting: list[WaitingStep]
    documents: list[Document]
    deeds: list[Deed]
    is_cut: bool


def of(project: Project, user: Visitor) -> Dossier:
    """Everything of one project that this person may open; drafts stay with who writes them."""
    every = work.papers_of(project)
    opened = everywhere.of_them([row for _label, row in every], user)
    papers = work.with_steps([(label, row) for label, row in every if row.paper_id in opened])
    rows: list[tuple[str, PaperRow]] = [("", project), *((paper.label, paper.row) for paper in papers)]
    rows += [
        (work.label_of(row.decision_item.decision), row.decision_item.decision)
        for _label, row in rows
        if getattr(row, "decision_item", None)
    ]
    of_project = Q(validation__design__project=project) | Q(verification__report__project=project)
    rows += [
        (str(finding.title), finding)
        for finding in Finding.objects.filter(of_project).select_related(
            "validation__design__project", "verification__report__project"
        )
    ]
    rows += [(str(letter.title), letter) for letter in letters.visible_to(user).filter(project=project)]
    known = {row.paper_id: (label, row) for label, row in rows}
    deeds_done = list(events.of_papers(known).order_by("-at", "-id")[: DEEDS_SHOWN + 1])
    return Dossier(
        papers=papers,
        waiting=list(
            WaitingStep.objects.filter(paper__in=known, done_at=None)
            .select_related("paper")
            .prefetch_related("organisations")
        ),
        documents=list(Document.objects.filter(project=project, paper__in=known).prefetch_related("versions__by")),
        deeds=[
            _deed(event, *known[event.paper_id]) for event in deeds_done[:DEEDS_SHOWN] if event.paper_id is not None
        ],
        is_cut=len(deeds_done) > DEEDS_SHOWN,
    )


def _deed(event: Event, label: str, row: PaperRow) -> Deed:
    return Deed(event, deeds.label(event.what), label, row.get_absolute_url())
