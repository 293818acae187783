"""The procedure of a project idea note."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.procedures import DecidedProcedure
from partners.people.models.people import User
from projects.papers.models.documents import Slot
from projects.papers.procedure import DRAFTING
from projects.pins import selectors, services
from projects.pins.forms import PIN_SECTIONS
from projects.pins.models import ProjectIdeaNote
from workflow.procedures import HandedIn, SlotRule


class PinProcedure(DecidedProcedure[ProjectIdeaNote]):
    """The outline of a project: first look of both governments (criteria 1 to 4 of the source document)."""

    model = ProjectIdeaNote
    asks = DecisionKind.PIN
    sections = PIN_SECTIONS
    slots = {Slot.PIN: SlotRule("participant", DRAFTING), Slot.EVIDENCE: SlotRule("participant", DRAFTING)}
    handed_in = {"submit": HandedIn(services.DRAFT_FIELDS, "PIN")}

    @override
    def visible_to(self, user: Any) -> QuerySet[ProjectIdeaNote]:
        return selectors.visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.take_back(item, by=by, at=at)
