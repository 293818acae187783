"""The procedures of entities: applications, designations and reviews."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.designations import selectors as tpes
from committee.designations.models import Designation, DesignationApplication, DesignationReview
from committee.designations.services import applications, reviews
from committee.procedures import DecidedProcedure
from partners.people.models.people import User
from workflow.procedures import HandedIn, Procedure


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
