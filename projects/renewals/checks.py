"""Checks of renewals: whether the rules allow one, and whether the updated PDD is validated."""

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from projects.changes.checks import nothing_in_work, registered
from projects.designs.states import DesignState
from projects.papers.states import EDITABLE, OPEN
from projects.projects.models import Project
from projects.renewals import selectors as crediting
from projects.renewals.models import CreditingPeriodRenewal
from projects.renewals.selectors import Span


def may_start(project: Project) -> None:
    """Raises: Refused PRC-01 (409, not registered), RNW-05 to RNW-07 (409)."""
    possible(project)
    if project.renewals.filter(state__in=OPEN).exists():
        raise Refused("RNW-07", _("A renewal of this project was requested already."), status=409)


def possible(project: Project) -> Span:
    """The next crediting period.

    Raises: Refused PRC-01 (409), RNW-05 (409, fixed by the rules), RNW-06 (409, the most years are reached).
    """
    registered(project)
    if not crediting.is_renewable(project):
        raise Refused(
            "RNW-05",
            _("By the rules the crediting period is fixed at %(years)s years; it is not renewed."),
            status=409,
            params={"years": crediting.rule(project, "years")},
        )
    span = crediting.next_span(project)
    if span is None:
        raise Refused(
            "RNW-06",
            _("The crediting periods have reached %(years)s years, the most that the rules allow."),
            status=409,
            params={"years": crediting.rule(project, "most_years")},
        )
    return span


def may_revise(renewal: CreditingPeriodRenewal) -> None:
    """Raises: Refused RNW-08 (409, handed in already), PRC-07 (409, another version is in work), RNW-09 (409,
    validated already)."""
    if renewal.state not in EDITABLE:
        raise Refused("RNW-08", _("The PDD is updated before the renewal is requested."), status=409)
    nothing_in_work(renewal.project)
    if renewal.designs.filter(state=DesignState.VALIDATED).exists():
        raise Refused("RNW-09", _("The updated PDD of this renewal is validated already."), status=409)


def whole(renewal: CreditingPeriodRenewal) -> None:
    """Raises: Refused RNW-10 (409) without a validated update of the PDD for the next crediting period."""
    if not renewal.designs.filter(state=DesignState.VALIDATED).exists():
        raise Refused(
            "RNW-10", _("Update the PDD for the next crediting period and have it validated first."), status=409
        )
