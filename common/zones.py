"""Instants on a reader's own clock, with the zone named. The ledger and the log keep UTC."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.utils.formats import date_format
from django.utils.translation import get_language

HOME = "Asia/Tokyo"
WEEKDAYS = "月火水木金土日"
# Asked where an instant is shown: most pages show none, and a zone may take a question to the database.
_of_reader: ContextVar[Callable[[], str]] = ContextVar("zone of the reader", default=lambda: "UTC")


@contextmanager
def read_by(zone: Callable[[], str]) -> Iterator[None]:
    """Inside, whoever reads has this clock."""
    token = _of_reader.set(zone)
    try:
        yield
    finally:
        _of_reader.reset(token)


def of_reader() -> str:
    """The zone of the clock on which instants are read now: UTC for visitors, in documents and outside of pages."""
    return _of_reader.get()()


def is_known(value: str) -> bool:
    """True for a time zone that there is."""
    return value in available_timezones()


def end_of(day: date) -> datetime:
    """The instant at which a last day ends: days are counted by the clock of the platform, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def spoken(instant: datetime, zone: str) -> str:
    """11 December 2026, 09:00 JST, or 2026年12月11日（金）09:00（日本時間）."""
    local = instant.astimezone(ZoneInfo(zone or "UTC"))
    if get_language() == "ja":
        named = "日本時間" if zone == HOME else name_of(local)
        return f"{date_format(local.date(), 'Y年n月j日')}（{WEEKDAYS[local.weekday()]}）{local:%H:%M}（{named}）"
    return f"{date_format(local.date(), 'j F Y')}, {local:%H:%M} {name_of(local)}"


def name_of(local: datetime) -> str:
    """The zone as people write it: JST, or UTC+7 where it has no letters of its own."""
    named = local.tzname() or "UTC"
    if named[0].isalpha():
        return named
    offset = local.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
