"""Who reviews how a project serves sustainable development, and that the authority has accepted it where it does."""

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.sustainability.states import ReviewState


def goes_to_authority(paper: ProjectDesign | MonitoringReport) -> bool:
    """True where the rulebook asks for the papers and leaves them to the authority of the partner country."""
    rulebook = paper.rulebook
    if rulebook is None or not rulebook.rule("sdip.required"):
        return False
    return rulebook.rule("sustainability.reviewed_by") == "authority"


def plan_accepted(design: ProjectDesign) -> None:
    """Raises: Refused REG-10 (409) while the authority has not accepted the plan."""
    if goes_to_authority(design) and not _is_accepted(design):
        raise Refused(
            "REG-10",
            _(
                "By the rules of this country its authority reviews the sustainability plan, and has not"
                " accepted it yet."
            ),
            status=409,
        )


def report_accepted(report: MonitoringReport) -> None:
    """Raises: Refused SDR-01 (409) while the authority has not accepted the report of the period."""
    if goes_to_authority(report) and not _is_accepted(report):
        raise Refused(
            "SDR-01",
            _(
                "By the rules of this country its authority reviews the sustainability report, and has not"
                " accepted it yet."
            ),
            status=409,
        )


def _is_accepted(paper: ProjectDesign | MonitoringReport) -> bool:
    """By the newest review: an earlier one was of another text."""
    newest = paper.sustainability_reviews.first()
    return newest is not None and newest.state == ReviewState.ACCEPTED
