"""The procedure of a request for registration."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.procedures import DecidedProcedure
from partners.people.models.people import User
from projects.assessments.forms.assessments import REGISTRATION_SECTIONS
from projects.papers.checks.drafts import allocation
from projects.papers.models.documents import Slot
from projects.papers.procedure import DRAFTING, KEPT
from projects.registrations import services
from projects.registrations.models import RegistrationRequest
from projects.registrations.selectors import registrations
from workflow.procedures import HandedIn, SlotRule


class RegistrationProcedure(DecidedProcedure[RegistrationRequest]):
    """A validated project is registered by the Joint Committee."""

    model = RegistrationRequest
    asks = DecisionKind.REGISTRATION
    sections = REGISTRATION_SECTIONS
    rows = {"allocation": allocation}
    slots = {Slot.MOC: KEPT, Slot.ALLOCATION: SlotRule("participant", DRAFTING)}
    handed_in = {
        "submit": HandedIn(services.DRAFT_FIELDS, "Reg_Req"),
        "withdraw": HandedIn(("outcome_note",), "RW_Req"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[RegistrationRequest]:
        return registrations.visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.take_back(item, by=by, at=at)
