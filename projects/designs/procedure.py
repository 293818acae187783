"""The procedure of a project design."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.models import Paper
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.assessments.services import findings
from projects.changes import checks as change_checks
from projects.designs import checks, selectors
from projects.designs.forms import PDD_SECTIONS, section_form
from projects.designs.models import ProjectDesign
from projects.designs.services import designs
from projects.designs.states import CORRECTABLE
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.papers.models.documents import Slot
from projects.papers.procedure import DRAFTING
from projects.papers.selectors.years import years
from projects.projects.states import ProjectState
from projects.readings.checks import amounts_are_typed, plan_fits
from projects.sustainability import services as sustainability
from workflow.drafts.questions import Section
from workflow.procedures import HandedIn, Procedure, SlotRule

ASSESSED = {"submitted", "inputs_closed", "for_validation"}  # what the public comments on stays as it is meanwhile
UNTIL_VALIDATED = SlotRule("participant", DRAFTING | ASSESSED)


class DesignProcedure(Procedure[ProjectDesign]):
    """The PDD with its SDIP: written, published for inputs, validated."""

    model = ProjectDesign
    sections = PDD_SECTIONS
    section_form = staticmethod(section_form)
    parts = (
        ("years", checks.years_given),
        ("impact", checks.consultation_held),
        ("sdip", checks.sustainability_answered),
    )
    related = ("project__country",)
    forms_of_their_own = {"sdip": "SDIP"}
    rows = {"years": years}
    row_makers = {"years": designs.years_from}
    reopens = CORRECTABLE
    slots = dict.fromkeys((Slot.PDD, Slot.SDIP, Slot.FIGURE, Slot.MONITORING_PLAN), UNTIL_VALIDATED)
    handed_in = {"submit": HandedIn("PDD"), "correct": HandedIn("PDD")}
    rules = {
        "sdip.required": Rule(_("SDIP and SDIR are required"), False, "source document, revised rules item 2"),
        "consultation.before_pdd": Rule(
            _("A local stakeholder consultation is held before the PDD"), False, "Premium T-VER: yes"
        ),
    }
    limits = {
        "pdd.inputs": TimeLimit(30, "calendar", _("Public inputs on a PDD"), "O7: 30 days"),
        "pdd.publication": TimeLimit(7, "calendar", _("Secretariat publishes a PDD"), "not found; our default"),
    }
    terms = {
        "pdd": _("Project Design Document (PDD)"),
        "sdip": _("Sustainable development implementation plan (SDIP)"),
    }
    deed_words = {
        "projectdesign.correct": _("Corrected parts of the PDD handed in"),
        "projectdesign.write": _("PDD written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[ProjectDesign]:
        return selectors.visible_to(user)

    @override
    def sections_of(self, row: ProjectDesign) -> Sequence[Section]:
        """Nobody types estimates that follow from a monitoring plan."""
        calculated = {"years"} if row.has_plan else set()
        return [section for section in self.sections if section.slug not in calculated]

    @override
    def worked_on_by(self, user: Any) -> QuerySet[ProjectDesign]:
        return selectors.worked_on_by(user)

    @override
    def write(self, row: ProjectDesign, *, values: Mapping[str, object], **more: Any) -> None:
        if more.get("years") is not None:
            amounts_are_typed(row.has_plan)
        designs.write(row, values=values, **more)

    @override
    def before_change(self, row: ProjectDesign) -> None:
        checks.not_under_a_call(row)

    @override
    def corrected(
        self,
        row: ProjectDesign,
        changed: Sequence[str],
        *,
        asked_in: Sequence[Paper],
        said: str,
        by: User,
        at: datetime,
    ) -> None:
        self.submitted(row, by=by, at=at)
        if "sdip" in changed:
            sustainability.review_anew(row, by=by, at=at)
        findings.answer_by_correction(asked_in, text=said, by=by, at=at)

    @override
    def before_submission(self, row: ProjectDesign, *, by: User, at: datetime) -> None:
        checks.whole(row)
        plan_fits(row)
        change_checks.revises_as_approved(row)

    @override
    def submitted(self, row: ProjectDesign, *, by: User, at: datetime) -> None:
        """The project is called as its PDD says, until it is registered."""
        project = row.project
        if project.state != ProjectState.REGISTERED:
            project.methodology, project.title = row.methodology, row.title
            project.operation_started_on = row.operation_starts_on
            project.save()

    @override
    def withdrawn(self, row: ProjectDesign, *, by: User, at: datetime) -> None:
        inputs.end(InputCall.objects.filter(design=row).first(), by=by, at=at)


PROCEDURES = (DesignProcedure(),)
