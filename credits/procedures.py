"""The procedures of issuance."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.procedures import DecidedProcedure
from credits.models import Issuance, IssuanceRequest
from credits.selectors import issuances, requests
from credits.services import requests as services
from partners.people.models.people import User
from projects.papers.checks.drafts import amounts
from workflow.procedures import HandedIn, Procedure


class IssuanceRequestProcedure(DecidedProcedure[IssuanceRequest]):
    """Credits for a verified period are asked for, and decided by the Joint Committee."""

    model = IssuanceRequest
    asks = DecisionKind.ISSUANCE
    rows = {"amounts": amounts}
    handed_in = {
        "submit": HandedIn(("note", "declares_true", "amounts"), "Iss_Req"),
        "withdraw": HandedIn(("outcome_note",), "IW_Req"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[IssuanceRequest]:
        return requests.visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.take_back(item, by=by, at=at)


class IssuanceProcedure(Procedure[Issuance]):
    """One side issues what the Joint Committee notified."""

    model = Issuance

    @override
    def visible_to(self, user: Any) -> QuerySet[Issuance]:
        return issuances.visible_to(user)


ALL: tuple[Procedure[Any], ...] = (IssuanceRequestProcedure(), IssuanceProcedure())
