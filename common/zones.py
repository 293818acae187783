"""Instants on a reader's own clock, with the zone named. The ledger and the log keep UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.utils.formats import date_format
from django.utils.translation import get_language

HOME = "Asia/Tokyo"
WEEKDAYS = "月火水木金土日"


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
