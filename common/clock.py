"""The one source of "now"; tests and the demo move it, production cannot."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

_moved_to: list[datetime] = []


def now() -> datetime:
    """The present instant in UTC."""
    return _moved_to[-1] if _moved_to else datetime.now(UTC)


def today(zone: str = "UTC") -> date:
    """The present day in the zone that a rule names."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Hold the clock at `instant` for the whole process; refused in production."""
    if not (settings.TESTING or settings.DEMO):
        raise RuntimeError("The clock can be moved in tests and the demo only.")
    _moved_to.append(instant)
    try:
        yield
    finally:
        _moved_to.remove(instant)
