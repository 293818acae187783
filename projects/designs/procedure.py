"""The procedure of a project design."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from partners.people.models.people import User
from projects.changes import checks as change_checks
from projects.designs import checks, selectors
from projects.designs.forms import PDD_SECTIONS
from projects.designs.models import ProjectDesign
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.papers.models.documents import Slot
from projects.papers.procedure import DRAFTING
from projects.papers.selectors.years import years
from projects.projects.states import ProjectState
from workflow.procedures import HandedIn, Procedure, SlotRule

ASSESSED = {"submitted", "inputs_open", "inputs_closed", "for_validation"}
UNTIL_VALIDATED = SlotRule("participant", DRAFTING | ASSESSED)


class DesignProcedure(Procedure[ProjectDesign]):
    """The PDD with its SDIP: written, published for inputs, validated."""

    model = ProjectDesign
    sections = PDD_SECTIONS
    related = ("project__country",)
    forms_of_their_own = {"sdip": "SDIP"}
    rows = {"years": years}
    slots = {
        slot: SlotRule("participant", DRAFTING | ASSESSED)
        for slot in (Slot.PDD, Slot.SDIP, Slot.FIGURE, Slot.MONITORING_PLAN)
    }
    handed_in = {"submit": HandedIn("PDD")}

    @override
    def visible_to(self, user: Any) -> QuerySet[ProjectDesign]:
        return selectors.visible_to(user)

    @override
    def before_submission(self, row: ProjectDesign, *, at: datetime) -> None:
        checks.whole(row)
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
