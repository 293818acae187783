"""Time limits count calendar days, or days on which both sides work."""

from datetime import date

import pytest

from partners.countries.calendars import DayKind, due_on, is_working_day


def test_calendar_days_begin_on_the_day_after() -> None:
    assert due_on(date(2026, 6, 1), 7, DayKind.CALENDAR) == date(2026, 6, 8)


def test_working_days_skip_the_weekend() -> None:
    assert due_on(date(2026, 6, 5), 1, DayKind.WORKING) == date(2026, 6, 8)


@pytest.mark.parametrize(
    ("day", "who_rests"), [(date(2026, 5, 4), "Japan: Greenery Day"), (date(2026, 4, 13), "Thailand: Songkran")]
)
def test_a_holiday_of_either_side_is_not_a_working_day(day: date, who_rests: str) -> None:
    assert day.weekday() < 5
    assert not is_working_day(day, ("TH", "JP")), who_rests


def test_a_country_without_a_calendar_has_weekends_only() -> None:
    assert is_working_day(date(2026, 6, 1), ("XX",))
