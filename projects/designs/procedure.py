"""The procedure of a project design."""

from typing import Any, override

from django.db.models import QuerySet

from projects.designs import selectors
from projects.designs.forms import PDD_SECTIONS
from projects.designs.models import ProjectDesign
from projects.designs.services import designs
from projects.papers.checks.drafts import years
from projects.papers.models.documents import Slot
from projects.papers.procedure import DRAFTING
from workflow.procedures import HandedIn, Procedure, SlotRule

ASSESSED = {"submitted", "inputs_open", "inputs_closed", "for_validation"}
UNTIL_VALIDATED = SlotRule("participant", DRAFTING | ASSESSED)


class DesignProcedure(Procedure[ProjectDesign]):
    """The PDD with its SDIP: written, published for inputs, validated."""

    model = ProjectDesign
    sections = PDD_SECTIONS
    forms_of_their_own = {"sdip": "SDIP"}
    rows = {"years": years}
    slots = {
        slot: SlotRule("participant", DRAFTING | ASSESSED)
        for slot in (Slot.PDD, Slot.SDIP, Slot.FIGURE, Slot.MONITORING_PLAN)
    }
    handed_in = {"submit": HandedIn((*designs.DRAFT_FIELDS, "sdip", "years"), "PDD")}

    @override
    def visible_to(self, user: Any) -> QuerySet[ProjectDesign]:
        return selectors.visible_to(user)
