"""The procedures by which rules are adopted."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from committee.procedures import DecidedProcedure
from committee.rules.models.documents import RulePackage, SpecialMeasure
from committee.rules.models.proposals import RulebookProposal
from committee.rules.selectors import proposals as rulebook_proposals
from committee.rules.selectors import rules
from committee.rules.services import measures
from committee.rules.services import rules as rule_services
from common.machines import judge
from partners.people.models.people import User
from partners.people.selectors import people
from partners.rulebooks.models.rules import TimeLimit
from workflow.procedures import Procedure


class RulebookProposalProcedure(Procedure[RulebookProposal]):
    """Another rulebook for a country, under four eyes."""

    model = RulebookProposal
    limits = {
        "rulebook.check": TimeLimit(
            14, "calendar", _("A second officer judges a proposed rulebook"), "our default", is_pinned=False
        ),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[RulebookProposal]:
        return rulebook_proposals.proposals_visible_to(user)


class RulePackageProcedure(DecidedProcedure[RulePackage]):
    """Rule documents that are adopted together."""

    model = RulePackage
    asks = "rules"
    asks_for = _("Adoption or revision of rules and guidelines")
    terms = {
        "rules": _("Rules of Implementation"),
    }
    deed_words = {
        "rulepackage.add_version": _("A document was added to the package"),
        "rulepackage.remove_version": _("A document was taken out of the package"),
        "rulepackage.set_rulebook": _("The rules that come with the package were set"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[RulePackage]:
        return rules.packages_visible_to(user)

    @override
    def agreed(self, row: RulePackage, item: DecisionItem, *, by: User, at: datetime) -> None:
        rule_services.come_into_force(row, decided=item.decision.decided_on or at.date(), by=by, at=at)

    @override
    def not_agreed(self, row: RulePackage, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.refuse, by=by).commit(at=at, on=item.decision.decided_on or at.date())

    @override
    def taken_back(self, row: RulePackage, item: DecisionItem, *, by: User, at: datetime) -> None:
        rule_services.draft_again(row, by=people.system(), at=at)


class SpecialMeasureProcedure(DecidedProcedure[SpecialMeasure]):
    """Another value of a rule for a while."""

    model = SpecialMeasure
    asks = "special_measure"
    asks_for = _("Special measure for a period")

    @override
    def visible_to(self, user: Any) -> QuerySet[SpecialMeasure]:
        return rules.measures_visible_to(user)

    @override
    def agreed(self, row: SpecialMeasure, item: DecisionItem, *, by: User, at: datetime) -> None:
        measures.free(row)
        judge(row.adopt, by=by).commit(at=at, on=item.decision.decided_on or at.date())

    @override
    def not_agreed(self, row: SpecialMeasure, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.refuse, by=by).commit(at=at, on=item.decision.decided_on or at.date())

    @override
    def taken_back(self, row: SpecialMeasure, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The measure never held."""
        judge(row.end, by=people.system()).commit(at=at)
