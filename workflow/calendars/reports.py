"""Due dates as an iCalendar file (RFC 5545), and the secret address under which a person's program fetches it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext, override
from icalendar import Calendar, Event

from workflow.calendars.models import CalendarFeed
from workflow.steps.models import WaitingStep

SALT = "workflow.calendars.reports"
REFRESH = timedelta(hours=4)


def token_of(feed: CalendarFeed) -> str:
    """The secret part of the address: the nonce and the platform's signature of it."""
    return f"{feed.nonce.hex}{_signature(feed.nonce)}"


def nonce_in(token: str) -> UUID | None:
    """The nonce of a token that this platform signed; None for any other text."""
    try:
        nonce = UUID(hex=token[:32])
    except ValueError:
        return None
    return nonce if constant_time_compare(token[32:], _signature(nonce)) else None


def _signature(nonce: UUID) -> str:
    return salted_hmac(SALT, nonce.hex, algorithm="sha256").hexdigest()[:32]


def address_of(feed: CalendarFeed) -> str:
    """The whole secret address."""
    return f"{settings.SITE_URL}{reverse('workflow:calendar-file', kwargs={'token': token_of(feed)})}"


def render(steps: Iterable[WaitingStep], *, language: str, at: datetime) -> bytes:
    """The calendar in a person's language: an all-day entry on the last day of each step."""
    host = settings.SITE_URL.split("://", 1)[-1]
    with override(language):
        calendar = Calendar()
        calendar.add("prodid", f"-//{host}//JCM platform//{language.upper()}")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", gettext("JCM: due dates"))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        for step in steps:
            calendar.add_component(_entry(step, host, at))
        return bytes(calendar.to_ical())


def _entry(step: WaitingStep, host: str, at: datetime) -> Event:
    entry = Event()
    entry.add("uid", f"step-{step.pk}@{host}")
    entry.add("dtstamp", at)
    entry.add("dtstart", step.due_on)
    entry.add("dtend", step.due_on + timedelta(days=1) if step.due_on else None)
    entry.add("summary", f"{step.paper.reference} {step.todo}".strip())
    country = f"\n{step.country}" if step.country else ""
    entry.add("description", f"{step.paper.title}{country}\n{settings.SITE_URL}{step.paper.address}")
    entry.add("url", f"{settings.SITE_URL}{step.paper.address}")
    entry.add("transp", "TRANSPARENT")
    return entry
