"""The procedures by which a project ends."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.procedures import DecidedProcedure
from partners.people.models.people import User
from projects.changes import selectors as requests
from projects.endings import services
from projects.endings.models import Deregistration, ProjectWithdrawal
from projects.papers.forms.requests import WITHDRAWAL_SECTIONS
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE
from projects.papers.services import requests as requests_services
from workflow.procedures import HandedIn


class WithdrawalProcedure(DecidedProcedure[ProjectWithdrawal]):
    """The participants withdraw a registered project."""

    model = ProjectWithdrawal
    asks = DecisionKind.WITHDRAWAL
    sections = WITHDRAWAL_SECTIONS
    slots = {Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn(services.DRAFT_FIELDS, "PW_Req")}

    @override
    def visible_to(self, user: Any) -> QuerySet[ProjectWithdrawal]:
        return requests.withdrawals_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude_withdrawal(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        requests_services.take_back(item, by=by, at=at)


class DeregistrationProcedure(DecidedProcedure[Deregistration]):
    """The Joint Committee takes a project off the list."""

    model = Deregistration
    asks = DecisionKind.DEREGISTRATION

    @override
    def visible_to(self, user: Any) -> QuerySet[Deregistration]:
        return requests.deregistrations_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude_deregistration(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.take_back(item, by=by, at=at)
