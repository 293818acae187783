"""The procedure of a change after registration."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.procedures import DecidedProcedure
from partners.people.models.people import User
from projects.changes import selectors, services
from projects.changes.models import PostRegistrationChange
from projects.papers.forms.requests import CHANGE_SECTIONS
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE
from projects.papers.services import requests
from workflow.procedures import HandedIn


class ChangeProcedure(DecidedProcedure[PostRegistrationChange]):
    """A permanent change, a deviation or a correction after registration."""

    model = PostRegistrationChange
    asks = DecisionKind.CHANGE
    sections = CHANGE_SECTIONS
    slots = {Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn(services.DRAFT_FIELDS, "PRC_Req")}

    @override
    def visible_to(self, user: Any) -> QuerySet[PostRegistrationChange]:
        return selectors.changes_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        requests.take_back(item, by=by, at=at)
