"""Verified amounts: the contract with `credits`."""

from projects.assessments.models.assessments import Verification
from projects.monitoring.models import MonitoringReport


def positive(report: MonitoringReport) -> Verification | None:
    """The verification with a positive opinion."""
    return report.verifications.filter(state="positive").first()


def verified_amounts(report: MonitoringReport) -> list[tuple[int, int]]:
    """(vintage year, whole tonnes), one a calendar year of the period, in order; empty until it is verified."""
    verification = positive(report)
    if verification is None:
        return []
    return [(amount.year, amount.quantity_tco2e) for amount in verification.amounts.order_by("year")]


def verified_total(report: MonitoringReport) -> int:
    """Whole tonnes verified over the period."""
    return sum(tonnes for _year, tonnes in verified_amounts(report))
