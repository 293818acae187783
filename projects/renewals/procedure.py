"""The procedure of the renewal of a crediting period."""

from datetime import datetime
from typing import override

from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.days import day
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.papers.procedure import RequestProcedure
from projects.projects.models import Project
from projects.renewals import checks, services
from projects.renewals import selectors as crediting
from projects.renewals.models import CreditingPeriodRenewal
from projects.renewals.questions import COMPLETENESS, SECTIONS
from workflow.procedures import HandedIn


class RenewalProcedure(RequestProcedure[CreditingPeriodRenewal]):
    """The next crediting period, with a revised PDD."""

    model = CreditingPeriodRenewal
    asks = "renewal"
    asks_for = _("Renewal of a crediting period")
    sections = SECTIONS
    completeness = COMPLETENESS
    handed_in = {"submit": HandedIn("RCP_Req")}
    rules = {
        "crediting_period.kind": Rule(
            _("Crediting period"),
            "fixed",
            "source document: fixed 10, or renewable 5 up to 15",
            {"fixed": _("fixed"), "renewable": _("renewable")},
        ),
        "crediting_period.years": Rule(_("Years of one crediting period"), 10, "source document"),
        "crediting_period.most_years": Rule(_("Most years in all"), 10, "source document"),
    }
    limits = {
        "renewal.completeness": TimeLimit(
            7, "calendar", _("Completeness check of a renewal"), "as registration; inferred"
        ),
    }
    deed_words = {
        "creditingperiod.move": _("The days changed"),
    }

    @override
    def locked(self, pk: int) -> CreditingPeriodRenewal:
        """With its project, which is locked first: two renewals at once get one period after the other."""
        Project.objects.select_for_update(of=("self",)).get(renewals=pk)
        return super().locked(pk)

    @override
    def possible(self, row: CreditingPeriodRenewal) -> None:
        checks.possible(row.project)

    @override
    def whole(self, row: CreditingPeriodRenewal) -> None:
        checks.whole(row)

    @override
    def proposal(self, row: CreditingPeriodRenewal) -> str:
        span = crediting.next_span(row.project)
        days = f"{day(span.starts_on)} – {day(span.ends_on)}" if span else ""
        return "\n\n".join(part for part in (days, row.reference_update, row.validity) if part)

    @override
    def agreed(self, row: CreditingPeriodRenewal, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The next crediting period stands, and with its first day the updated PDD."""
        span, periods = checks.possible(row.project), crediting.periods_of(row.project)
        super().agreed(row, item, by=by, at=at)
        services.open_next(row, span=span, number=len(periods) + 1, by=by, at=at)


PROCEDURES = (RenewalProcedure(),)
