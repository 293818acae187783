"""Crediting periods: what a project has, and what the next one would be by its rulebook."""

from dataclasses import dataclass
from datetime import date, timedelta

from partners.rulebooks.models.rules import RULES
from projects.projects.models import Project
from projects.projects.states import ProjectState
from projects.renewals.models import CreditingPeriod

RENEWABLE = "renewable"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included."""

    starts_on: date
    ends_on: date


def rule(project: Project, name: str) -> str:
    """A rule of `crediting_period` in the project's rulebook, as text; the default for projects of before."""
    key = f"crediting_period.{name}"
    return str(project.rulebook.rule(key) if project.rulebook is not None else RULES[key].default)


def is_renewable(project: Project) -> bool:
    """True where the rulebook renews crediting periods; elsewhere the first one is the only one."""
    return rule(project, "kind") == RENEWABLE


def later(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def first_span(project: Project, starts_on: date) -> Span:
    """The first crediting period from its first day, by the rulebook."""
    return Span(starts_on, later(starts_on, int(rule(project, "years"))) - DAY)


def counts(project: Project, last_day: date) -> bool:
    """True when a period that ends on a day may still be monitored, verified and issued: the project is registered,
    or it ended later and its rules let earlier periods be completed."""
    if project.state == ProjectState.REGISTERED:
        return True
    if project.registered_on is None or project.ended_on is None or last_day >= project.ended_on:
        return False
    key = "ending.earlier_periods"
    return bool(project.rulebook.rule(key) if project.rulebook is not None else RULES[key].default)


def periods_of(project: Project) -> list[CreditingPeriod]:
    """The crediting periods of a project in order."""
    return list(project.crediting_periods.order_by("number"))


def next_span(project: Project) -> Span | None:
    """The crediting period that a renewal would add; None when there is none yet, or the most years are reached."""
    periods = periods_of(project)
    if not periods:
        return None
    starts_on = periods[-1].ends_on + DAY
    last = later(periods[0].starts_on, int(rule(project, "most_years"))) - DAY
    ends_on = min(later(starts_on, int(rule(project, "years"))) - DAY, last)
    return Span(starts_on, ends_on) if starts_on <= last else None
