"""What a person works on: projects with all their papers, and assessments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import prefetch_related_objects
from django.utils.text import capfirst

from common.models import PaperRow
from partners.people.models.people import Visitor
from projects.assessments.selectors import assessments
from projects.methodologies import selectors as methodologies
from projects.modalities.models import Modalities
from projects.papers.selectors import requests
from projects.projects.models import Project
from workflow.steps.models import WaitingStep


@dataclass(frozen=True)
class Paper:
    """A paper with the step that waits on it, if any."""

    label: str
    row: PaperRow
    step: WaitingStep | None

    @property
    def kind(self) -> str:
        """The kind of paper, as addresses name it."""
        return self.row.paper_kind


@dataclass(frozen=True)
class Work:
    """A project and its papers, in the order of the cycle."""

    project: Project
    papers: list[Paper] = field(default_factory=list)

    @property
    def waiting(self) -> list[Paper]:
        """The papers on which somebody has to act."""
        return [paper for paper in self.papers if paper.step is not None]

    @property
    def resting(self) -> list[Paper]:
        """The papers that wait for nobody: they are folded."""
        return [paper for paper in self.papers if paper.step is None]


def _steps(rows: Sequence[PaperRow]) -> dict[int, WaitingStep]:
    """The open steps of papers and of the decisions on them, by the key of the paper that waits."""
    decided = [row.decision_item.decision for row in rows if getattr(row, "decision_item", None)]
    papers = {row.paper_id for row in (*rows, *decided)}
    steps = WaitingStep.objects.filter(paper__in=papers, done_at=None).prefetch_related("organisations")
    return {step.paper_id: step for step in steps}


def _step_for(row: PaperRow, steps: dict[int, WaitingStep]) -> WaitingStep | None:
    item = getattr(row, "decision_item", None)
    return steps.get(row.paper_id) or (steps.get(item.decision.paper_id) if item else None)


def with_papers(rows: Sequence[Project]) -> list[Work]:
    """Projects with every paper of theirs, and the step that waits on each."""
    prefetch_related_objects(
        rows,
        "pins__decision_item__decision",
        "designs__validations",
        "designs__reference_assessments__decision_item__decision",
        "designs__input_call",
        "modalities",
        "registration_requests__decision_item__decision",
        "monitoring_reports__verifications",
        *(f"{name}__decision_item__decision" for name in requests.names()),
        "deregistrations__decision_item__decision",
        "sustainability_reviews__report",
        "sustainability_reviews__design",
    )
    found = [(project, papers_of(project)) for project in rows]
    steps = _steps([row for _project, papers in found for _label, row in papers])
    return [
        Work(project, [Paper(label, row, _step_for(row, steps)) for label, row in papers]) for project, papers in found
    ]


def proposals_of(user: Visitor) -> list[Paper]:
    """The proposed methodologies of a person's organisations, each with its call for inputs while it has one."""
    rows = list(methodologies.proposals_of(user))
    papers: list[PaperRow] = [one for row in rows for one in (row, getattr(row, "input_call", None)) if one is not None]
    steps = _steps(papers)
    return [Paper(label_of(row), row, _step_for(row, steps)) for row in papers]


def papers_of(project: Project) -> list[tuple[str, PaperRow]]:
    """Every paper of a project with its kind, in the order of the cycle."""
    designs = list(project.designs.all())
    reports = list(project.monitoring_reports.all())
    rows: chain[PaperRow] = chain(
        project.pins.all(),
        designs,
        (design.input_call for design in designs if hasattr(design, "input_call")),
        (one for design in designs for one in design.reference_assessments.all()),
        (one for design in designs for one in design.validations.all()),
        sorted(project.modalities.all(), key=lambda row: row.version),
        project.registration_requests.all(),
        *requests.of_project(project),
        project.deregistrations.all(),
        reports,
        (one for report in reports for one in report.verifications.all()),
        project.sustainability_reviews.all(),
    )
    return [(label_of(row), row) for row in rows]


def with_steps(papers: list[tuple[str, PaperRow]]) -> list[Paper]:
    """Papers with the step that waits on each."""
    steps = _steps([row for _label, row in papers])
    return [Paper(label, row, _step_for(row, steps)) for label, row in papers]


def label_of(row: PaperRow) -> str:
    """What kind of paper it is, with its number where a project has several."""
    kind = capfirst(str(row._meta.verbose_name))
    number = getattr(row, "number", None) or getattr(getattr(row, "report", None), "number", None)
    number = number or (row.version if isinstance(row, Modalities) else None)
    return f"{kind} {number}" if number else kind


def assessments_of(user: Visitor) -> list[Paper]:
    """Validations and verifications of a person's entities."""
    rows: list[PaperRow] = [*assessments.assigned_validations(user), *assessments.assigned_verifications(user)]
    steps = _steps(rows)
    return [Paper(label_of(row), row, _step_for(row, steps)) for row in rows]
