"""The procedures by which a project ends."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.machines import judge
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.endings import checks, selectors, services
from projects.endings.models import Deregistration, ProjectWithdrawal
from projects.endings.questions import COMPLETENESS, SECTIONS
from projects.papers.procedure import ProjectPaperProcedure, RequestProcedure
from projects.projects.models import Project
from workflow.procedures import HandedIn


class WithdrawalProcedure(RequestProcedure[ProjectWithdrawal]):
    """The participants withdraw a registered project."""

    model = ProjectWithdrawal
    asks = "withdrawal"
    asks_for = _("Withdrawal of a project")
    sections = SECTIONS
    completeness = COMPLETENESS
    handed_in = {"submit": HandedIn("PW_Req")}
    rules = {
        "ending.earlier_periods": Rule(
            _("Periods that ended before a withdrawal or de-registration are still verified and issued"),
            True,
            "inferred; no rule found",
        ),
    }
    limits = {
        "withdrawal.completeness": TimeLimit(
            7, "calendar", _("Completeness check of a withdrawal"), "inferred; none found"
        ),
    }

    @override
    def locked(self, pk: int) -> ProjectWithdrawal:
        """With its project, which is locked first, as by whatever closes its papers."""
        Project.objects.select_for_update(of=("self",)).get(withdrawals=pk)
        return super().locked(pk)

    @override
    def possible(self, row: ProjectWithdrawal) -> None:
        checks.nothing_with_committee(row.project)

    @override
    def whole(self, row: ProjectWithdrawal) -> None:
        checks.whole(row)

    @override
    def proposal(self, row: ProjectWithdrawal) -> str:
        return row.reason

    @override
    def agreed(self, row: ProjectWithdrawal, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The project ends on that day, and its open papers are closed."""
        super().agreed(row, item, by=by, at=at)
        judge(row.project.end, by=by).commit(at=at, on=at.date(), note=row.reason)
        services.close_papers(row.project, by=by, at=at)


class DeregistrationProcedure(ProjectPaperProcedure[Deregistration]):
    """The Joint Committee takes a project off the list."""

    model = Deregistration
    asks = "deregistration"
    asks_for = _("De-registration of a project")

    @override
    def visible_to(self, user: Any) -> QuerySet[Deregistration]:
        return selectors.deregistrations_visible_to(user)

    @override
    def locked(self, pk: int) -> Deregistration:
        """With its project, which is locked first, as by whatever closes its papers."""
        Project.objects.select_for_update(of=("self",)).get(deregistrations=pk)
        return super().locked(pk)

    @override
    def proposal(self, row: Deregistration) -> str:
        return row.reasons

    @override
    def agreed(self, row: Deregistration, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The project is taken off the register."""
        judge(row.decide, by=by).commit(at=at, on=at.date())
        judge(row.project.deregister, by=by).commit(at=at, on=at.date(), note=row.reasons)
        services.close_papers(row.project, by=by, at=at)

    @override
    def taken_back(self, row: Deregistration, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.take_back, by=by).commit(at=at, note=item.decision.conclusion_note)


PROCEDURES = (
    WithdrawalProcedure(),
    DeregistrationProcedure(),
)
