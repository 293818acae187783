"""Checks of monitoring periods, reported years and verified amounts."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext_lazy as _

from common.days import day
from common.refusals import Refused
from common.text import shows
from projects.changes import selectors as requests
from projects.designs import selectors as designs
from projects.designs.checks import has_document
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import DEAD, MonitoringOption
from projects.projects.models import Project
from projects.projects.states import ProjectState
from projects.renewals import selectors as crediting


def years_of(report: MonitoringReport) -> list[int]:
    """The calendar years of a period, in order."""
    return list(range(report.period_starts_on.year, report.period_ends_on.year + 1))


def design_of(report: MonitoringReport) -> ProjectDesign | None:
    """The version of the PDD by which a report is judged: the one in force on the last day of its period."""
    return designs.in_force(report.project, report.period_ends_on)


def period_possible(project: Project, starts_on: date, ends_on: date, today: date) -> None:
    """Raises: Refused MON-03 (409, not registered), MON-04 (ends before it starts), MON-05 (not over yet), MON-06
    (before the crediting period), MON-12 (after it), MON-13 (in two), MON-14 (409, the project has
    ended), MON-07 (overlaps another report)."""
    if project.registered_on is None and project.state != ProjectState.REGISTERED:
        raise Refused("MON-03", _("Monitoring reports belong to registered projects."), status=409)
    if ends_on < starts_on:
        raise Refused("MON-04", _("The last day lies before the first day. Check both."), field="period_ends_on")
    if ends_on >= today:
        raise Refused("MON-05", _("The period is not over yet. Report on past days only."), field="period_ends_on")
    not_after_the_end(project, ends_on)
    _within_crediting(project, starts_on, ends_on)
    alive = project.monitoring_reports.exclude(state__in=DEAD)
    other = alive.filter(period_starts_on__lte=ends_on, period_ends_on__gte=starts_on).first()
    if other is not None:
        raise Refused(
            "MON-07",
            _("Report %(number)s covers %(first)s to %(last)s already. Choose days outside of it."),
            field="period_starts_on",
            params={"number": other.number, "first": other.period_starts_on, "last": other.period_ends_on},
        )


def not_after_the_end(project: Project, ends_on: date) -> None:
    """Raises: Refused MON-14 (409) when the project has ended and its rules let this period not be completed."""
    if not crediting.counts(project, ends_on):
        raise Refused(
            "MON-14",
            _("The project ended on %(day)s: this period can no longer be monitored or issued."),
            status=409,
            field="period_ends_on",
            params={"day": day(project.ended_on) if project.ended_on else ""},
        )


def _within_crediting(project: Project, starts_on: date, ends_on: date) -> None:
    """Projects of before the platform have no crediting period on record: nothing is held against them."""
    periods = crediting.periods_of(project)
    if not periods or any(period.covers(starts_on, ends_on) for period in periods):
        return
    if starts_on < periods[0].starts_on:
        raise Refused(
            "MON-06",
            _("The crediting period starts on %(first)s: the monitoring period cannot start before."),
            field="period_starts_on",
            params={"first": day(periods[0].starts_on)},
        )
    if starts_on > periods[-1].ends_on or ends_on > periods[-1].ends_on:
        raise Refused(
            "MON-12",
            _("The crediting period ended on %(last)s. Choose days until then, or have it renewed first."),
            field="period_ends_on",
            params={"last": day(periods[-1].ends_on)},
        )
    raise Refused(
        "MON-13", _("The days belong to two crediting periods. Report on each of them apart."), field="period_ends_on"
    )


def whole(report: MonitoringReport, *, has_readings: bool = False) -> None:
    """Everything a submission needs besides its own fields; readings stand for the sheet. Raises MON-08 to MON-10."""
    years_reported(report)
    sustainability_reported(report)
    changes_told(report)
    if not has_readings and not has_document(report, "monitoring_report"):
        raise Refused("MON-10", _("Hand in the monitoring report sheet as a file."), field="monitoring_report")


def years_reported(report: MonitoringReport) -> None:
    """Raises: Refused MON-08 while a year of the period has no emissions."""
    given = {year.year for year in report.years.all()}
    for year in years_of(report):
        if year not in given:
            raise Refused(
                "MON-08", _("Give reference and project emissions of %(year)s."), field="years", params={"year": year}
            )


def sustainability_reported(report: MonitoringReport) -> None:
    """Raises: Refused MON-09 while a relevant topic of the SDIP is not reported on, where the rulebook asks."""
    design = design_of(report)
    if design is None or report.rulebook is None or not report.rulebook.rule("sdip.required"):
        return
    for topic, answer in design.sdip.items():
        if answer.get("relevant") == "yes" and not report.sdir.get(topic, {}).get("achieved"):
            raise Refused(
                "MON-09",
                _("Say what was achieved for each topic of the SDIP that is relevant."),
                field=f"achieved_{topic}",
            )


def changes_told(report: MonitoringReport) -> None:
    """Of implementation reports. Raises: Refused MON-21 (approved deviations are not told), MON-22 (changes in force
    are not told)."""
    if not report.is_implementation_report:
        return
    if requests.deviations_in(report).exists() and not report.deviations_applied:
        raise Refused(
            "MON-21",
            _("A deviation was approved for days of this period: say how it was applied."),
            field="deviations_applied",
        )
    if requests.changes_in(report).exists() and not report.changes_since:
        raise Refused(
            "MON-22",
            _("A change came into force in this period: say what changed in the operation."),
            field="changes_since",
        )


def topics_of_the_plan(report: MonitoringReport, achieved: Mapping[str, str]) -> None:
    """The report answers the plan one to one. Raises Refused MON-20 for a topic that is not relevant in the SDIP."""
    design = design_of(report)
    if design is None:
        return
    for topic, text in achieved.items():
        if shows(text) and design.sdip.get(topic, {}).get("relevant") != "yes":
            raise Refused(
                "MON-20",
                _("The SDIP does not call this topic relevant: report on the topics of the plan."),
                field=f"achieved_{topic}",
            )


def parameters_possible(parameters: Sequence[Mapping[str, str]]) -> None:
    """Raises: Refused MON-19 for a parameter without name, unit, option A to C, or source."""
    for row, one in enumerate(parameters):
        missing = next((name for name in ("name", "unit", "source") if not shows(one[name])), "")
        if missing or one["option"] not in MonitoringOption.values:
            raise Refused(
                "MON-19",
                _("Give each parameter a name, a unit, one of the options A, B or C, and the source of its data."),
                field=f"{missing or 'option'}_{row}",
            )


def amounts_possible(report: MonitoringReport, amounts: Mapping[int, int]) -> None:
    """Raises: Refused VER-01 (years differ from the period), VER-02 (below zero), VER-03 (more than reported)."""
    if sorted(amounts) != years_of(report):
        raise Refused("VER-01", _("Give the verified tonnes of every calendar year of the period."))
    reported = {year.year: year.reductions_tco2e for year in report.years.all()}
    for year, tonnes in amounts.items():
        if tonnes < 0:
            raise Refused("VER-02", _("Verified tonnes are not below zero."), field=f"amount_{year}")
        most = whole_tonnes(reported.get(year, Decimal(0)))
        if tonnes > most:
            raise Refused(
                "VER-03",
                _("The report shows %(most)s whole tonnes for %(year)s. More cannot be verified."),
                field=f"amount_{year}",
                params={"most": most, "year": year},
            )


def whole_tonnes(amount: Decimal) -> int:
    """Tonnes rounded down, never below zero."""
    return max(0, int(amount.to_integral_value(ROUND_FLOOR)))


def emissions_possible(years: Sequence[int], expected: Sequence[int]) -> None:
    """Raises: Refused MON-11 when years repeat or lie outside the period."""
    if len(set(years)) != len(years) or set(years) - set(expected):
        raise Refused("MON-11", _("Give each calendar year of the period once."), field="years")
