"""The procedure of the renewal of a crediting period."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.procedures import DecidedProcedure
from partners.people.models.people import User
from projects.changes import selectors as requests
from projects.papers.forms.requests import RENEWAL_SECTIONS
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE
from projects.papers.services import requests as requests_services
from projects.renewals import services
from projects.renewals.models import CreditingPeriodRenewal
from workflow.procedures import HandedIn


class RenewalProcedure(DecidedProcedure[CreditingPeriodRenewal]):
    """The next crediting period, with a revised PDD."""

    model = CreditingPeriodRenewal
    asks = DecisionKind.RENEWAL
    sections = RENEWAL_SECTIONS
    slots = {Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn(services.DRAFT_FIELDS, "RCP_Req")}

    @override
    def visible_to(self, user: Any) -> QuerySet[CreditingPeriodRenewal]:
        return requests.renewals_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        requests_services.take_back(item, by=by, at=at)
