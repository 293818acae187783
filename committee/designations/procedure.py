"""The procedures of entities: applications, designations and reviews."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from committee.designations import checks
from committee.designations import selectors as tpes
from committee.designations.models import Designation, DesignationApplication, DesignationReview
from committee.designations.services import applications, designations
from committee.designations.states.applications import ApplicationKind
from committee.designations.states.reviews import Measure
from committee.procedures import DecidedProcedure
from common.machines import judge
from common.words import Words
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from workflow.procedures import HandedIn, Procedure


class DesignationProcedure(Procedure[Designation]):
    """An entity that may validate and verify."""

    model = Designation
    deed_words = {
        "designation.expire_scopes": _("Scopes expired"),
        "designation.give_up_scopes": _("Scopes withdrawn by the entity"),
        "designation.grant": _("Designated"),
        "designation.lift_scopes": _("Suspension of scopes lifted"),
        "designation.revoke_scopes": _("Scopes withdrawn by the Joint Committee"),
        "designation.suspend_scopes": _("Scopes suspended"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Designation]:
        return tpes.designations_visible_to(user)


class DesignationApplicationProcedure(DecidedProcedure[DesignationApplication]):
    """An entity asks to be designated."""

    model = DesignationApplication
    asks = "tpe"
    asks_for = _("Designation of a third-party entity")
    interested = ("tpe",)
    completeness = checks.COMPLETENESS
    related = ("organisation", "country", "designation")
    returned_by = "return_to_entity"
    handed_in = {"submit": HandedIn("TPE")}
    rules = {
        "tpe.provisional_allowed": Rule(
            _("An entity may be designated provisionally"), False, "domain notes 5.1: seen in Indonesia only"
        ),
        "tpe.provisional_most_a_year": Rule(
            _("Most provisional designations a year and side"), 2, "Indonesia: two bodies of each side a year"
        ),
        "tpe.provisional_months": Rule(_("Months of a provisional designation"), 12, "none found; our default"),
    }
    limits = {
        "tpe.completeness": TimeLimit(
            7, "calendar", _("Completeness check of a TPE application"), "as O2: 7 days", is_pinned=False
        ),
        "tpe.return": TimeLimit(
            30, "calendar", _("Entity completes a returned application"), "none found; our default", is_pinned=False
        ),
    }
    deed_words = {
        "designationapplication.write": _("Application written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[DesignationApplication]:
        return tpes.applications_visible_to(user)

    @property
    @override
    def answers(self) -> tuple[str, ...]:
        return applications.DRAFT_FIELDS

    @override
    def writable(self, row: DesignationApplication, by: User | AnonymousUser) -> None:
        checks.writable(row, by)

    @override
    def before_submission(self, row: DesignationApplication, *, by: User, at: datetime) -> None:
        self._possible(row, at)
        checks.documented(row)

    def _possible(self, row: DesignationApplication, at: datetime) -> None:
        checks.accredited(row, at.date())
        if row.kind == ApplicationKind.PROVISIONAL:
            checks.provisional_allowed(row.organisation, row.country, at.date())

    @override
    def before_forwarding(
        self, row: DesignationApplication, *, completeness: Mapping[str, bool], at: datetime, **words: str
    ) -> Mapping[str, object]:
        facts = super().before_forwarding(row, completeness=completeness, at=at, **words)
        self._possible(row, at)
        return facts

    @override
    def proposal(self, row: DesignationApplication) -> str:
        """Scopes for the members, as the published decisions name them."""
        asked, parts = tpes.asked_scopes(row), []
        for function in ("validation", "verification"):
            numbers = [str(scope) for of, scope in asked if of == function]
            parts += [f"Sectoral scopes for {function}: {', '.join(numbers)}"] if numbers else []
        return ". ".join(parts)

    @override
    def agreed(self, row: DesignationApplication, item: DecisionItem, *, by: User, at: datetime) -> None:
        row.designation = designations.grant(row, item=item, by=by, at=at)
        judge(row.grant, by=by).commit(at=at, on=at.date())

    @override
    def not_agreed(self, row: DesignationApplication, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.refuse, by=by).commit(at=at, on=at.date(), note=item.reasons)


class DesignationReviewProcedure(DecidedProcedure[DesignationReview]):
    """A designation is reviewed for cause."""

    model = DesignationReview
    asks = "tpe"
    asks_for = _("Designation of a third-party entity")
    interested = ("tpe",)
    related = ("designation__organisation", "designation__country")
    limits = {
        "tpe.review_answer": TimeLimit(
            14, "calendar", _("Entity answers a review of its designation"), "none found", is_pinned=False
        ),
        "tpe.review_proposal": TimeLimit(
            14, "calendar", _("Secretariat proposes a measure on an entity"), "none found", is_pinned=False
        ),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[DesignationReview]:
        return tpes.reviews_visible_to(user)

    @override
    def item_title(self, row: DesignationReview) -> Words:
        measure = Words.of(Measure(row.measure).label)
        return Words("%(measure)s: %(entity)s", {"measure": measure, "entity": row.designation.organisation.names})

    @override
    def proposal(self, row: DesignationReview) -> str:
        return row.proposal

    @override
    def agreed(self, row: DesignationReview, item: DecisionItem, *, by: User, at: datetime) -> None:
        designations.apply_measure(row, item=item, by=by, at=at)
        judge(row.take_measure, by=by).commit(at=at, on=at.date())

    @override
    def not_agreed(self, row: DesignationReview, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.dismiss, by=by).commit(at=at, on=at.date(), note=item.reasons)
