"""The procedure of an assessment of reference emissions."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.procedures import DecidedProcedure
from partners.people.models.people import User
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE
from projects.references import selectors, services
from projects.references.forms import REFERENCE_SECTIONS
from projects.references.models import ReferenceAssessment
from workflow.procedures import HandedIn


class ReferenceProcedure(DecidedProcedure[ReferenceAssessment]):
    """Reference emissions are assessed against the latest NDC."""

    model = ReferenceAssessment
    asks = DecisionKind.REFERENCE
    sections = REFERENCE_SECTIONS
    slots = {Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn(services.DRAFT_FIELDS, "RE_Req")}

    @override
    def visible_to(self, user: Any) -> QuerySet[ReferenceAssessment]:
        return selectors.visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.take_back(item, by=by, at=at)
