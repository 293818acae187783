"""The procedure of a project idea note."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.machines import judge
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE, ProjectPaperProcedure
from projects.pins import checks, selectors
from projects.pins.forms import section_form
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import COMPLETENESS, SECTIONS, TimingExemption
from projects.projects.models import Project
from projects.projects.selectors import numbers
from projects.projects.states import ProjectState
from workflow.procedures import HandedIn

# What the project says of itself as its PIN does, until its PDD is written.
TO_PROJECT = ("title", "location", "sectoral_scope", "technology", "methodology", "estimated_annual_tco2e")


class PinProcedure(ProjectPaperProcedure[ProjectIdeaNote]):
    """The outline of a project: first look of both governments (criteria 1 to 4 of the source document)."""

    model = ProjectIdeaNote
    asks = "pin"
    asks_for = _("No objection to a planned project")
    sections = SECTIONS
    section_form = staticmethod(section_form)
    parts = (("timing", checks.timing_answered),)
    completeness = COMPLETENESS
    slots = {Slot.PIN: EVIDENCE, Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn("PIN")}
    rules = {
        "pin.required": Rule(_("A PIN comes before the PDD"), False, "source document, revised rules item 3"),
    }
    limits = {
        "pin.completeness": TimeLimit(7, "calendar", _("Completeness check of a PIN"), "as the original cycle's check"),
        "pin.return": TimeLimit(30, "calendar", _("Participant answers a returned PIN"), "not found; our default"),
    }
    terms = {
        "pin": _("Project Idea Note (PIN)"),
    }
    deed_words = {
        "projectideanote.write": _("PIN written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[ProjectIdeaNote]:
        return selectors.visible_to(user)

    @override
    def before_submission(self, row: ProjectIdeaNote, *, by: User, at: datetime) -> None:
        checks.timing_explained(row, at.date())

    @override
    def submitted(self, row: ProjectIdeaNote, *, by: User, at: datetime) -> None:
        project = row.project
        for name in TO_PROJECT:
            setattr(project, name, getattr(row, name))
        project.operation_started_on = row.operation_starts_on
        if row.timing_exemption == TimingExemption.PUBLIC_SUPPORT:
            project.financing_programme = row.support_programme
        project.save()

    @override
    def before_forwarding(
        self,
        row: ProjectIdeaNote,
        *,
        completeness: Mapping[str, bool],
        at: datetime,
        timing_note: str = "",
        **words: str,
    ) -> Mapping[str, object]:
        facts = super().before_forwarding(row, completeness=completeness, at=at, **words)
        return {**facts, "timing_note": checks.lateness_noted(row, at.date(), timing_note)}

    @override
    def number(self, row: ProjectIdeaNote) -> None:
        row.reference = row.reference or numbers.of_pins(row.project.country, example=row.is_example).take()

    @override
    def item_title(self, row: ProjectIdeaNote) -> str:
        return row.title

    @override
    def proposal(self, row: ProjectIdeaNote) -> str:
        return row.technology

    @override
    def agreed(self, row: ProjectIdeaNote, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.conclude, by=by).commit(at=at, on=at.date())
        project = Project.objects.select_for_update().get(pk=row.project_id)
        if project.state == ProjectState.PROPOSED:
            judge(project.plan, by=by).commit(at=at)

    @override
    def not_agreed(self, row: ProjectIdeaNote, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.object, by=by).commit(at=at, on=at.date(), note=item.reasons)


PROCEDURES = (PinProcedure(),)
