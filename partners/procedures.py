"""The procedures of people, committees, rules and entities."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.procedures import DecidedProcedure
from partners.models import (
    AliasCase,
    Decision,
    DecisionItem,
    DecisionKind,
    Designation,
    DesignationApplication,
    DesignationReview,
    PersonnelChange,
    RulebookProposal,
    RulePackage,
    SpecialMeasure,
    User,
)
from partners.selectors import aliases, decisions, personnel, rulebooks, rules, tpes
from partners.services import applications, measures, reviews
from partners.services import rules as rule_services
from workflow.procedures import HandedIn, Procedure


class AliasCaseProcedure(Procedure[AliasCase]):
    """Two accounts may be one person’s."""

    model = AliasCase

    @override
    def visible_to(self, user: Any) -> QuerySet[AliasCase]:
        return aliases.visible_to(user)


class PersonnelChangeProcedure(Procedure[PersonnelChange]):
    """A role, a seat or a suspension, under four eyes."""

    model = PersonnelChange
    is_personal = True

    @override
    def visible_to(self, user: Any) -> QuerySet[PersonnelChange]:
        return personnel.visible_to(user)


class DecisionProcedure(Procedure[Decision]):
    """What a Joint Committee decides."""

    model = Decision

    @override
    def visible_to(self, user: Any) -> QuerySet[Decision]:
        return decisions.visible_to(user)


class DesignationProcedure(Procedure[Designation]):
    """An entity that may validate and verify."""

    model = Designation

    @override
    def visible_to(self, user: Any) -> QuerySet[Designation]:
        return tpes.designations_visible_to(user)


class DesignationApplicationProcedure(DecidedProcedure[DesignationApplication]):
    """An entity asks to be designated."""

    model = DesignationApplication
    asks = DecisionKind.TPE
    handed_in = {"submit": HandedIn(applications.DRAFT_FIELDS, "TPE")}

    @override
    def visible_to(self, user: Any) -> QuerySet[DesignationApplication]:
        return tpes.applications_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        reviews.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        reviews.take_back(item, by=by, at=at)


class DesignationReviewProcedure(DecidedProcedure[DesignationReview]):
    """A designation is reviewed for cause."""

    model = DesignationReview
    asks = DecisionKind.TPE

    @override
    def visible_to(self, user: Any) -> QuerySet[DesignationReview]:
        return tpes.reviews_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        reviews.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        reviews.take_back(item, by=by, at=at)


class RulebookProposalProcedure(Procedure[RulebookProposal]):
    """Another rulebook for a country, under four eyes."""

    model = RulebookProposal

    @override
    def visible_to(self, user: Any) -> QuerySet[RulebookProposal]:
        return rulebooks.proposals_visible_to(user)


class RulePackageProcedure(DecidedProcedure[RulePackage]):
    """Rule documents that are adopted together."""

    model = RulePackage
    asks = DecisionKind.RULES

    @override
    def visible_to(self, user: Any) -> QuerySet[RulePackage]:
        return rules.packages_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        rule_services.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        rule_services.take_back(item, by=by, at=at)


class SpecialMeasureProcedure(DecidedProcedure[SpecialMeasure]):
    """Another value of a rule for a while."""

    model = SpecialMeasure
    asks = DecisionKind.SPECIAL_MEASURE

    @override
    def visible_to(self, user: Any) -> QuerySet[SpecialMeasure]:
        return rules.measures_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        measures.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        measures.end(item, by=by, at=at)


ALL: tuple[Procedure[Any], ...] = (
    AliasCaseProcedure(),
    PersonnelChangeProcedure(),
    DecisionProcedure(),
    DesignationProcedure(),
    DesignationApplicationProcedure(),
    DesignationReviewProcedure(),
    RulebookProposalProcedure(),
    RulePackageProcedure(),
    SpecialMeasureProcedure(),
)
