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
