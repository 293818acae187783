"""Checks of issuance requests."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from common import clock, conditions
from common.conditions import Condition, Outlook, outlook
from common.refusals import Refused, Sentence
from credits.models import IssuanceRequest
from credits.selectors import requests as selectors
from credits.states.requests import DEAD
from projects.assessments.models.assessments import Verification
from projects.assessments.selectors import verifications
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import MonitoringState
from projects.papers.checks import fees
from projects.projects.states import ProjectState
from projects.readings.checks import sourced
from projects.registrations.models import AllocationProposal
from projects.registrations.selectors import allocations
from projects.renewals import selectors as crediting
from projects.sustainability.checks import report_accepted

COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("verification", _("The verification report has a positive opinion and no open corrective action")),
    ("amounts", _("The amounts by vintage year are those of the verification report")),
    ("allocation", _("The allocation is the one agreed at registration")),
    ("accounts", _("Every party that gets credits has, or has applied for, an account")),
)
MOST_ISSUANCES = 99


def may_start(report: MonitoringReport) -> tuple[Verification, AllocationProposal]:
    """What a request stands on: the verification and the agreed shares.

    Raises: Refused ISS-02 (409, not verified), ISS-03 (409, requested already), ISS-04 (409, no agreed allocation),
    ISS-05 (409, nothing verified), ISS-06 (409, project not registered), ISS-20 (409, the project has ended),
    SDR-01 (409, the authority has not accepted the sustainability report).
    """
    conditions.hold(START, report, clock.today())
    verification, allocation = verifications.positive(report), allocations.agreed(report.project)
    if verification is None or allocation is None:  # the conditions say so
        raise TypeError("a request without verification or allocation")
    return verification, allocation


def registered(report: MonitoringReport) -> None:
    """Raises: Refused ISS-06 (409)."""
    if report.project.registered_on is None and report.project.state != ProjectState.REGISTERED:
        raise Refused("ISS-06", _("Credits are issued to registered projects."), status=409)


def verified(report: MonitoringReport) -> None:
    """Raises: Refused ISS-02 (409)."""
    if report.state != MonitoringState.VERIFIED or verifications.positive(report) is None:
        raise Refused("ISS-02", _("The monitoring report is not verified yet."), status=409)


def not_requested(report: MonitoringReport) -> None:
    """Raises: Refused ISS-03 (409)."""
    if IssuanceRequest.objects.filter(report=report).exclude(state__in=DEAD).exists():
        raise Refused("ISS-03", _("Issuance was requested for this monitoring report already."), status=409)


def allocated(report: MonitoringReport) -> None:
    """Raises: Refused ISS-04 (409)."""
    if allocations.agreed(report.project) is None:
        raise Refused(
            "ISS-04", _("No allocation is agreed for this project. It is agreed with the registration."), status=409
        )


def has_tonnes(report: MonitoringReport) -> None:
    """Raises: Refused ISS-05 (409)."""
    verification = verifications.positive(report)
    if verification is None or not sum(selectors.amounts_of(verification).values()):
        raise Refused("ISS-05", _("The verification found no whole tonne to issue."), status=409)


def not_after_the_end(report: MonitoringReport) -> None:
    """Raises: Refused ISS-20 (409) when the project has ended and its rules let this period not be issued."""
    if not crediting.counts(report.project, report.period_ends_on):
        raise Refused(
            "ISS-20", _("The project has ended, and credits of this period are no longer issued."), status=409
        )


def _report_url(report: MonitoringReport) -> str:
    return report.get_absolute_url()


def _project_url(report: MonitoringReport) -> str:
    return report.project.get_absolute_url()


START = (
    Condition(_("The project is registered"), lambda report, _on: registered(report), _project_url),
    Condition(
        _("The project has not ended before the period"), lambda report, _on: not_after_the_end(report), _project_url
    ),
    Condition(_("The monitoring report is verified"), lambda report, _on: verified(report), _report_url),
    Condition(
        _("The sustainability report is accepted, where the authority reviews it"),
        lambda report, _on: report_accepted(report),
        _report_url,
    ),
    Condition(_("The calculation rests on values with a source"), lambda report, _on: sourced(report), _report_url),
    Condition(_("No issuance of this period is requested yet"), lambda report, _on: not_requested(report)),
    Condition(_("An allocation was agreed at registration"), lambda report, _on: allocated(report), _project_url),
    Condition(_("At least one whole tonne was verified"), lambda report, _on: has_tonnes(report), _report_url),
)
COMPLETE = (Condition(_("The fee is paid, where the rules ask for one"), fees.paid),)
FORWARD = (
    Condition(_("The project has not ended before the period"), lambda asked, _on: not_after_the_end(asked.report)),
)
NEXT = {
    "submitted": (_("Confirming that the request is complete"), COMPLETE),
    "complete": (_("Forwarding to the Joint Committee"), FORWARD),
}


def issuance(asked: IssuanceRequest, on: date) -> Outlook | None:
    """How the next step of a request that is with JCMA stands."""
    if asked.state not in NEXT:
        return None
    deed, asks = NEXT[asked.state]
    return outlook(deed, asks, asked, on)


def next_number(request: IssuanceRequest) -> int:
    """The next issuance number of the project, which its caller has locked: the number of a request that was withdrawn
    is given again. Raises: Refused ISS-07 (409) after the ninety-ninth."""
    here = request.project.issuance_requests.aggregate(last=Max("number", default=0))["last"]
    published = request.project.published_issuances.filter(same_as=None).aggregate(
        last=Max("number", default=0), all=Count("pk")
    )
    number: int = max(here, published["last"], published["all"]) + 1
    if number > MOST_ISSUANCES:
        raise Refused("ISS-07", _("A serial number has two digits for the issuance: 99 are used."), status=409)
    return number
