"""Requests made cheap: what decides who may stays; what counts, logs, times and dresses an answer does not run."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any
from unittest import mock

from django.conf import settings
from django.contrib import auth
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.test import Client
from django.test.utils import override_settings

from common import clock
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import Appointment, User
from partners.people.models.personnel import AliasCase
from partners.people.models.seats import CommitteeMember, JointCommittee, StandingDeclaration

WITHOUT = frozenset(
    {
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.csp.ContentSecurityPolicyMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",  # a test's client is let through anyway
        "django_structlog.middlewares.RequestMiddleware",
        "common.patience.PatienceMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    }
)
FACTS_OF_A_PERSON = ("held", "own_accounts", "concerned")
SAY_WHAT_PEOPLE_HOLD: tuple[type[Model], ...] = (
    PartnerCountry,
    Organisation,
    User,
    Appointment,
    AliasCase,
    JointCommittee,
    CommitteeMember,
    StandingDeclaration,
    StandingDeclaration.organisations.through,
)


@contextmanager
def requests() -> Iterator[None]:
    """Sessions stand in the browser's cookie instead of a table, and requests pass what decides alone."""
    kept = [name for name in settings.MIDDLEWARE if name not in WITHOUT]
    assert len(kept) + len(WITHOUT) == len(settings.MIDDLEWARE), "A middleware was renamed: see what is left out."
    with override_settings(MIDDLEWARE=kept, SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies"):
        yield


@contextmanager
def quiet() -> Iterator[None]:
    """Requests leave no lines in the log but for their faults: thousands of lines that nobody reads are much work."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def nobody_told() -> Iterator[None]:
    """Deeds tell nobody: notices and mail are half of the work of a situation, and none of these questions."""
    with mock.patch("workflow.steps.services.inbox._people", return_value=set()):
        yield


@contextmanager
def people_read_once() -> Iterator[None]:
    """Who is signed in is read from the database once a person, with the roles they hold; each request gets a copy.

    Nobody's roles change meanwhile: whatever a request does is undone before the next one. What was read is kept for
    the next time as well, as long as every row that says who holds what is the same.
    """
    read: Callable[[HttpRequest], Any] = auth.get_user
    known = _people_as_they_stand()

    def get_user(request: HttpRequest) -> Any:
        key = request.session.get(auth.SESSION_KEY, "")
        if key not in known:
            known[key] = read(request)
            for fact in FACTS_OF_A_PERSON if known[key].is_authenticated else ():
                getattr(known[key], fact)
        return copy(known[key])

    with mock.patch.object(auth, "get_user", get_user):
        yield


_read: dict[str, dict[str, Any]] = {}  # of the last rows alone


def _people_as_they_stand() -> dict[str, Any]:
    """Whom we have read while the rows were just these, and none where they have changed."""
    rows = " UNION ALL ".join(
        f"SELECT md5(string_agg(md5(row::text), '' ORDER BY row::text)) FROM {table} row"
        for table in sorted({model._meta.db_table for model in SAY_WHAT_PEOPLE_HOLD})
    )
    with connection.cursor() as cursor:
        cursor.execute(rows)
        stand = f"{clock.today()} {cursor.fetchall()}"
    if stand not in _read:
        _read.clear()
    return _read.setdefault(stand, {})


@contextmanager
def cookies_kept(client: Client) -> Iterator[None]:
    """What an answer sets or takes from the browser is as if it had not been: the next request is signed in as well."""
    before = dict(client.cookies)
    try:
        yield
    finally:
        client.cookies.clear()
        dict.update(client.cookies, before)
