"""Everybody of a journey, by role; who is named for the first time comes in signed in."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.test import Client

from common import clock
from partners.people.models.people import User
from projects.assessments.models.assessments import Validation
from tests.journeys.actors import Actor, aside
from tests.journeys.papers import write_report

MEMBERS = ("japan_chair", "japan_member", "partner_chair", "partner_member")


class People:
    """The people of a country in operation, each at a browser of their own."""

    def __init__(self, it: SimpleNamespace, browser: Any, base: str) -> None:
        self.it, self.browser, self.base = it, browser, base
        self.actors: dict[str, Actor] = {}
        self.visitor = Actor(browser, base, "visitor")

    def __getattr__(self, role: str) -> Actor:
        if role not in self.actors:
            self.actors[role] = Actor(self.browser, self.base, role)
            session = aside(lambda: _session_of(getattr(self.it, role)))
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base}
            self.actors[role].page.context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie
        return self.actors[role]

    def everybody_agrees(self, decision: str) -> None:
        """Each member of the committee answers for their own side; the last answer makes the decision."""
        for role in MEMBERS:
            member: Actor = getattr(self, role)
            member.open(decision).fill({"answer": "agree"}).press()
        self.visitor.open(decision).sees("Adopted")

    def validates(self, design: str, **report: Any) -> None:
        """The participant assigns the entity to a PDD; the entity accepts, reports and gives a positive opinion."""
        self.participant.open(f"{design}validation/").fill({"tpe": self.it.tpe.name}).press()
        validation = address_of(Validation)
        self.auditor_of_tpe.open(f"{validation}accept/").tick_all().press()
        write_report(self.auditor_of_tpe, validation, **report)
        self.auditor_of_tpe.open(f"{validation}conclude/").fill({"positive": "yes"}).press().press("Give the opinion")


def _session_of(user: User) -> str:
    """A session, as signing in makes one; the sign-in page itself is walked by other journeys."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def address_of(model: Any) -> str:
    """The address of the newest row of a model."""
    return str(aside(lambda: model.objects.latest("pk").get_absolute_url()))


def decision_on(model: Any) -> str:
    """The address of the decision on the newest paper of a model."""
    found = aside(lambda: model.objects.select_related("decision_item__decision").latest("pk"))
    return str(found.decision_item.decision.get_absolute_url())


def on(year: int, month: int, day: int) -> Any:
    """The calendar stands at nine o'clock UTC of a day."""
    return clock.at(datetime(year, month, day, 9, tzinfo=UTC))
