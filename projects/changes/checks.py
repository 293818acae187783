"""Checks of changes after registration that need the project, its other papers or the rulebook."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from common.days import day
from common.refusals import Refused
from projects.changes.models import PostRegistrationChange
from projects.changes.questions import ChangeKind
from projects.changes.states import Route
from projects.designs import selectors as designs
from projects.designs.models import ProjectDesign
from projects.designs.states import OPEN_DESIGN
from projects.monitoring.states import DEAD
from projects.papers.states import RequestState
from projects.projects.models import Project
from projects.projects.states import ProjectState
from projects.renewals import selectors as crediting


def registered(project: Project) -> None:
    """Raises: Refused PRC-01 (409) unless the project is registered and has not ended."""
    if project.state != ProjectState.REGISTERED:
        raise Refused("PRC-01", _("This can be requested for registered projects only."), status=409)


def whole(change: PostRegistrationChange) -> None:
    """Raises: Refused PRC-02 (a deviation after the fact of a verified report), PRC-03 (crediting would start after
    days that a monitoring report covers)."""
    if change.kind == ChangeKind.DEVIATION:
        _reports_still_open(change)
    if change.kind == ChangeKind.CREDITING_START:
        reports = change.project.monitoring_reports.exclude(state__in=DEAD)
        if reports.filter(period_starts_on__lt=change.new_crediting_start).exists():
            raise Refused(
                "PRC-03",
                _("A monitoring report covers days before that. Choose an earlier first day."),
                field="new_crediting_start",
            )


def _reports_still_open(change: PostRegistrationChange) -> None:
    touched = change.project.monitoring_reports.filter(
        state="verified", period_starts_on__lte=change.ends_on, period_ends_on__gte=change.starts_on
    )
    verified = touched.first()
    if verified is not None:
        raise Refused(
            "PRC-02",
            _("Monitoring report %(number)s of these days is verified already. Choose later days."),
            field="starts_on",
            params={"number": verified.number},
        )


def goes_to(change: PostRegistrationChange, *, committee: bool) -> None:
    """Raises: Refused PRC-04 (409, the committee decides it), PRC-05 (409, JCMA takes note of it)."""
    if committee and change.route == Route.NOTE:
        raise Refused("PRC-05", _("By the rules JCMA takes note of this kind of change by itself."), status=409)
    if not committee and change.route != Route.NOTE:
        raise Refused("PRC-04", _("By the rules the Joint Committee decides on this kind of change."), status=409)


def may_revise(change: PostRegistrationChange) -> None:
    """Raises: Refused PRC-06 (409, not approved yet), PRC-07 (409, another version is in work)."""
    if change.state != RequestState.AWAITING_VALIDATION:
        raise Refused("PRC-06", _("The PDD is revised once the Joint Committee has approved the change."), status=409)
    nothing_in_work(change.project)


def nothing_in_work(project: Project) -> None:
    """Raises: Refused PRC-07 (409) when another version of the PDD is in work."""
    if project.designs.filter(state__in=OPEN_DESIGN).exists():
        raise Refused("PRC-07", _("A revised PDD of this project is in work. Finish or withdraw it first."), status=409)


def first_day_of(design: ProjectDesign) -> date | None:
    """The first day of crediting that a revised PDD is bound to; None where nothing binds it."""
    if design.renewal is not None:
        span = crediting.next_span(design.project)
        return span.starts_on if span else None
    if design.change is None:
        return None
    base = designs.newest_in_force(design.project)
    return design.change.new_crediting_start or (base.crediting_period_starts_on if base else None)


def revises_as_approved(design: ProjectDesign) -> None:
    """Raises: Refused PRC-08 when a revised PDD starts crediting on another day than the one it is bound to."""
    bound = first_day_of(design)
    if bound is not None and design.crediting_period_starts_on != bound:
        raise Refused(
            "PRC-08",
            _("The first day of the crediting period of this version is %(day)s. Write that day."),
            field="crediting_period_starts_on",
            params={"day": day(bound)},
        )


def inputs_wanted(design: ProjectDesign, *, wanted: bool) -> None:
    """Raises: Refused PDD-24 (409, a revised PDD goes without public inputs), PDD-25 (409, inputs are called for)."""
    if wanted and goes_without_inputs(design):
        raise Refused(
            "PDD-24", _("By the rules a revised PDD goes to its validation without public inputs."), status=409
        )
    if not wanted and not goes_without_inputs(design):
        raise Refused("PDD-25", _("By the rules this PDD is opened for public inputs first."), status=409)


def goes_without_inputs(design: ProjectDesign) -> bool:
    """True for a revised PDD unless the rulebook calls for public inputs again."""
    revises = design.revises_for
    return revises is not None and not revises.rule("change.public_inputs")
