"""The procedure of an assessment of reference emissions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.machines import judge
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE, ProjectPaperProcedure
from projects.references import checks, selectors
from projects.references.models import ReferenceAssessment
from projects.references.questions import COMPLETENESS, SECTIONS
from workflow.procedures import HandedIn


class ReferenceProcedure(ProjectPaperProcedure[ReferenceAssessment]):
    """Reference emissions are assessed against the latest NDC."""

    model = ReferenceAssessment
    asks = "reference"
    asks_for = _("Assessment of reference emissions")
    interested = ("participant", "tpe")
    sections = SECTIONS
    completeness = COMPLETENESS
    related = ("design__project__country", "design__project__rulebook")
    slots = {Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn("RE_Req")}
    rules = {
        "reference.considers_ndc": Rule(
            _("Reference emissions consider the latest NDC"), False, "source document, revised rules item 6"
        ),
        "reference.before_validation": Rule(
            _("Reference emissions are assessed before validation ends"),
            True,
            "inferred: the adopted packages list the request (3.3) before the validation report (3.4)",
        ),
        "reference.assessed_by": Rule(
            _("Who assesses reference emissions"),
            "secretariat",
            "inferred: the Joint Committee, or the secretariat for it",
            {"secretariat": _("the secretariat"), "committee": _("the Joint Committee")},
        ),
    }
    limits = {
        "reference.completeness": TimeLimit(
            7, "calendar", _("Completeness check of a request for assessment"), "as the original cycle's checks"
        ),
        "reference.assessment": TimeLimit(
            30, "calendar", _("Assessment of reference emissions"), "not found; our default"
        ),
    }
    deed_words = {
        "referenceassessment.write": _("Request for assessment written"),
    }

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


PROCEDURES = (ReferenceProcedure(),)
