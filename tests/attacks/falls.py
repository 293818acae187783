"""How people lose what gave them a right: a role that ends, a suspension, a seat, an offer declined, a designation."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from committee.designations.models import Designation
from partners.people.models.people import Appointment, User
from partners.people.models.seats import CommitteeMember
from projects.assessments.models.assessments import Validation, Verification
from tests.conftest import NOON
from tests.factories.partners import person

TAGS = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)


def browser(user: Any) -> Client:
    """Somebody's browser, signed in while they still could."""
    client = Client(raise_request_exception=False)
    if user.is_authenticated:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def role_ends(user: User) -> None:
    """Every role of a person ends today."""
    Appointment.objects.filter(user=user, ended_on=None).update(ended_on=NOON.date())


def is_suspended(user: User) -> None:
    """A person is suspended, with their browser open."""
    User.objects.filter(pk=user.pk).update(suspended_at=NOON)


def is_switched_off(user: User) -> None:
    """A person is made inactive in the back office."""
    User.objects.filter(pk=user.pk).update(is_active=False)


def seat_ends(user: User) -> None:
    """A committee member's seat ends; the invitation as member goes on."""
    CommitteeMember.objects.filter(user=user, ended_on=None).update(ended_on=NOON.date())


def entity_becomes(state: str) -> Callable[[User], None]:
    """Whatever the person's entity was asked for comes to this state."""

    def fall(user: User) -> None:
        mine = {"tpe__in": user.organisation_ids("tpe")}
        facts = {"state": state, "impartiality_declared_at": NOON}
        Validation.objects.filter(**mine).update(**facts)
        Verification.objects.filter(**mine).update(**facts)

    return fall


def designation_ends(user: User) -> None:
    """The designations of the person's entity are withdrawn."""
    Designation.objects.filter(organisation__in=user.organisation_ids("tpe")).update(state="withdrawn")


def colleague_of(it: SimpleNamespace) -> User:
    """Somebody of the holder who represents no account."""
    return person("participant", it.japanese_company)


def closed(answer: Any) -> bool:
    """True when nothing is shown: not found, forbidden, or the sign-in page instead."""
    leads = answer.get("Location", "") if answer.status_code == 302 else ""
    return answer.status_code in {401, 403, 404} or leads.startswith(reverse(settings.LOGIN_URL))


def words(answer: Any) -> set[str]:
    """What an answer says: the words of a page's main part, or of a file."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not answer.streaming and content.startswith(b"%PDF-"):  # made anew each time, with another key
        return {page.extract_text() for page in PdfReader(BytesIO(content)).pages}
    text = content.decode("utf-8", "replace")
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return {text}
    main = MAIN.search(text)
    return set(unescape(TAGS.sub(" ", main.group() if main else text)).split())
