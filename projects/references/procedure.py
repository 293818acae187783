"""The procedure of an assessment of reference emissions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from common.machines import judge
from partners.people.models.people import User
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE, ProjectProcedure
from projects.references import checks, selectors
from projects.references.models import ReferenceAssessment
from projects.references.questions import COMPLETENESS, SECTIONS
from workflow.procedures import HandedIn


class ReferenceProcedure(ProjectProcedure[ReferenceAssessment]):
    """Reference emissions are assessed against the latest NDC."""

    model = ReferenceAssessment
    asks = DecisionKind.REFERENCE
    interested = ("participant", "tpe")
    sections = SECTIONS
    completeness = COMPLETENESS
    related = ("design__project__country", "design__project__rulebook")
    slots = {Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn("RE_Req")}

    @override
    def visible_to(self, user: Any) -> QuerySet[ReferenceAssessment]:
        return selectors.visible_to(user)

    @override
    def before_forwarding(
        self, row: ReferenceAssessment, *, completeness: Mapping[str, bool], at: datetime, **words: str
    ) -> Mapping[str, object]:
        """The list was confirmed when the assessment began."""
        checks.assessed_by_committee(row)
        return {}

    @override
    def item_title(self, row: ReferenceAssessment) -> str:
        return row.title

    @override
    def proposal(self, row: ReferenceAssessment) -> str:
        return row.explanation

    @override
    def agreed(self, row: ReferenceAssessment, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.assess, by=by).commit(at=at, on=at.date(), conclusion=item.reasons or item.decision.number)

    @override
    def not_agreed(self, row: ReferenceAssessment, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.refuse, by=by).commit(at=at, on=at.date(), conclusion=item.reasons or item.decision.number)
