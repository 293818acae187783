"""Conditions of monitoring data: who may write when, and what stands in the way of a submission or an issuance."""

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from partners import permissions
from partners.people.models.people import User
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import MonitoringState
from projects.readings.selectors import calculations, findings, plans

OPEN_TO_READINGS = frozenset({MonitoringState.DRAFT})


def takes_readings(report: MonitoringReport, by: User) -> None:
    """Raises: Refused DRF-01 (403), RDG-40 (409, not in draft), RDG-41 (409, its PDD has no plan)."""
    if not permissions.participant_of(report, by):
        raise Refused("DRF-01", _("Only people of the project’s participants write on this paper."), status=403)
    if report.state not in OPEN_TO_READINGS:
        raise Refused(
            "RDG-40",
            _("The report was handed in: its readings stay. What is wrong is corrected by the verifying entity."),
            status=409,
        )
    if not plans.is_calculated(report):
        raise Refused("RDG-41", _("The PDD of this project has no monitoring plan to read against."), status=409)


def nothing_open(report: MonitoringReport) -> None:
    """Of a calculated report. Raises: Refused RDG-42 (a finding is open), MTH numbers while something is missing."""
    if not plans.is_calculated(report):
        return
    waiting = [one for one in findings.of_report(report) if one.is_open]
    if waiting:
        raise Refused(
            "RDG-42",
            _("%(count)s findings in the readings are open. The first, %(symbol)s %(place)s: %(text)s"),
            field="readings",
            params={
                "count": len(waiting),
                "symbol": waiting[0].symbol,
                "place": waiting[0].place,
                "text": waiting[0].text,
            },
        )
    calculations.of_report(report)


def sourced(report: MonitoringReport) -> None:
    """Raises: Refused RDG-43 (409) when a calculation rests on a value that no source gives."""
    for one in calculations.newest(report):
        if not one.is_sourced:
            raise Refused(
                "RDG-43",
                _(
                    "The calculation by %(methodology)s rests on values that no source gives: it is a sample and "
                    "cannot be issued. JCMA completes the definition first."
                ),
                status=409,
                params={"methodology": one.plan.definition.code},
            )


def issuable(report: MonitoringReport) -> None:
    """Raises: Refused RDG-44 (409) when a year of a calculated report comes to less than nought."""
    if not plans.is_calculated(report):
        return
    for year, tonnes in calculations.tonnes_by_year(report).items():
        if tonnes < 0:
            raise Refused(
                "RDG-44",
                _("The reductions of %(year)s come to %(tonnes)s tonnes: below nought nothing can be verified."),
                status=409,
                params={"year": year, "tonnes": tonnes},
            )


def amounts_are_typed(is_calculated: bool) -> None:
    """Raises: Refused RDG-54 (409) where amounts follow from a plan or from readings."""
    if is_calculated:
        raise Refused(
            "RDG-54",
            _("These amounts are calculated by the methodology: nobody types others. Change the plan or the readings."),
            status=409,
            field="years",
        )


def plan_fits(design: ProjectDesign) -> None:
    """Raises: Refused RDG-45 when the plan is of another methodology than the PDD names now."""
    if plans.lacking(design):
        raise Refused(
            "RDG-45",
            _("The monitoring plan is of another methodology. Write the plan of the methodology that the PDD names."),
            field="methodology",
        )
