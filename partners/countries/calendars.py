"""Calendars: calendar days, and days on which both sides work."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays


class DayKind(StrEnum):
    """How a time limit counts its days."""

    CALENDAR = "calendar"
    WORKING = "working"


@lru_cache(maxsize=512)
def public_holidays(iso2: str, year: int) -> frozenset[date]:
    """Public holidays of a country in a year; empty where the calendar library has none for it."""
    try:
        return frozenset(holidays.country_holidays(iso2, years=year))
    except NotImplementedError:
        return frozenset()


def is_working_day(day: date, countries: Iterable[str]) -> bool:
    """True when no named country rests on that day (Saturday, Sunday, or a public holiday)."""
    return day.weekday() < 5 and not any(day in public_holidays(iso2, day.year) for iso2 in countries)


def due_on(start: date, days: int, kind: DayKind, countries: Iterable[str] = ()) -> date:
    """The last day of a time limit of `days` that begins on the day after `start`."""
    if kind is DayKind.CALENDAR:
        return start + timedelta(days=days)
    named, day, left = tuple(countries), start, days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day, named)
    return day


def days_left(today: date, last: date, kind: DayKind, countries: Iterable[str] = ()) -> int:
    """Days of a time limit that are left after `today`, `last` included; zero when none is."""
    if kind is DayKind.CALENDAR:
        return max((last - today).days, 0)
    named = tuple(countries)
    span = (today + timedelta(days=n) for n in range(1, max((last - today).days, 0) + 1))
    return sum(is_working_day(day, named) for day in span)


def next_reminder(last: date, *, before: int, after: date) -> date:
    """The next day later than `after` to remind of a time limit whose last day is `last`.

    Some days before it, on the first day after it, then every week.
    """
    early = last - timedelta(days=before)
    if before and early > after:
        return early
    overdue = last + timedelta(days=1)
    if overdue > after:
        return overdue
    return overdue + timedelta(weeks=(after - overdue).days // 7 + 1)
