"""Checks of /health/ beside that of the database: whatever must work for the platform to do what it promises.

`/alive/` asks nothing and is for load balancers: without Redis or a worker the pages are still there.
"""

import dataclasses
import time
import uuid
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from threading import Lock
from typing import override
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django_celery_beat.models import PeriodicTask
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView
from redis.exceptions import RedisError

from common import clock, outbox
from common.models import Pulse
from common.screens import anyone, screen
from registry.selectors import log

MAY_WAIT = timedelta(minutes=10)  # a message, or an entry of the log
WORKER_MAY_REST = timedelta(minutes=2)  # it leaves a sign every five seconds
BEAT_MAY_REST = timedelta(minutes=15)  # it writes down what it did every few minutes
GIVEN_UP_WITHIN = timedelta(days=1)
TRIED_EVERY_SECONDS = 20.0


def _older(at: datetime | None, most: timedelta) -> bool:
    return at is not None and clock.now() - at > most


@dataclasses.dataclass
class Migrations(HealthCheck):
    """Every migration of the code is applied."""

    @override
    def run(self) -> None:
        migrations_tried.again(self._try)

    def _try(self) -> str:
        with connection.temporary_connection():  # the check has a thread, and so a connection, of its own
            executor = MigrationExecutor(connection)
            waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return f"{len(waiting)} migrations wait: run `manage.py migrate`." if waiting else ""


@dataclasses.dataclass
class Cache(HealthCheck):
    """Redis itself answers; the spare memory of the process does not count."""

    @override
    def run(self) -> None:
        try:
            caches["default"].ping()  # type: ignore[attr-defined]  # ours
        except RedisError as fault:
            raise ServiceUnavailable(f"Redis does not answer: {type(fault).__name__}.") from fault


@dataclasses.dataclass
class Tried:
    """What costs something is tried at most every some seconds: the page is open to everybody."""

    asked: float = -TRIED_EVERY_SECONDS
    problem: str = ""
    lock: Lock = dataclasses.field(default_factory=Lock)

    def again(self, find: Callable[[], str]) -> None:
        """Find the problem, or take the one that was found a moment ago. Raises: ServiceUnavailable."""
        with self.lock:
            if time.monotonic() - self.asked >= TRIED_EVERY_SECONDS:
                self.problem = find()
                self.asked = time.monotonic()
        if self.problem:
            raise ServiceUnavailable(self.problem)

    def forget(self) -> None:
        """Have it tried again at once."""
        self.asked = -TRIED_EVERY_SECONDS


files_tried, pages_tried, migrations_tried = Tried(), Tried(), Tried()


@dataclasses.dataclass
class Pages(HealthCheck):
    """The home page can be drawn: templates, texts and the list of static files are there."""

    @override
    def run(self) -> None:
        pages_tried.again(self._try)

    def _try(self) -> str:
        site = urlsplit(settings.SITE_URL)
        request = HttpRequest()
        request.method, request.path = "GET", "/"
        request.META = {"SERVER_NAME": site.hostname or "", "SERVER_PORT": str(site.port or 443)}
        request.user = AnonymousUser()
        request.resolver_match = resolve("/")
        try:
            with connection.temporary_connection():
                drawn = request.resolver_match.func(request)
        except Exception as fault:  # noqa: BLE001  whatever it is, no page is drawn; it is told and logged by the package
            return f"No page can be drawn: {type(fault).__name__}: {str(fault)[:200]}"
        return "" if drawn.status_code == HTTPStatus.OK else f"The home page answers {drawn.status_code}."


@dataclasses.dataclass
class Files(HealthCheck):
    """A small file can be written, read and taken away."""

    @override
    def run(self) -> None:
        files_tried.again(self._try)

    def _try(self) -> str:
        words = uuid.uuid4().bytes
        try:
            name = default_storage.save(f"health/{uuid.uuid4().hex}", ContentFile(words))
            with default_storage.open(name) as stored:
                same = stored.read() == words
            default_storage.delete(name)
        except Exception as fault:  # noqa: BLE001  each kind of storage has its own; it is told and logged by the package
            return f"No file can be written: {type(fault).__name__}."
        return "" if same else "A file came back otherwise than it was written."


@dataclasses.dataclass
class Outbox(HealthCheck):
    """No message waits untried, and none was given up within a day."""

    @override
    def run(self) -> None:
        with connection.temporary_connection():
            stands = outbox.standing(since=clock.now() - GIVEN_UP_WITHIN)
        if _older(stands.waits_since, MAY_WAIT):
            raise ServiceUnavailable(f"A message waits since {stands.waits_since:%Y-%m-%d %H:%M} UTC.")
        if stands.given_up:
            raise ServiceUnavailable(f"{stands.given_up} messages were given up within a day.")


@dataclasses.dataclass
class Worker(HealthCheck):
    """A worker did what beat asks for every few seconds."""

    @override
    def run(self) -> None:
        with connection.temporary_connection():
            last = Pulse.objects.filter(name="worker").values_list("at", flat=True).first()
        if last is None:
            raise ServiceUnavailable("No worker has worked yet.")
        if _older(last, WORKER_MAY_REST):
            raise ServiceUnavailable(f"No worker has worked since {last:%Y-%m-%d %H:%M} UTC.")


@dataclasses.dataclass
class Beat(HealthCheck):
    """Beat asks for work by its schedule."""

    @override
    def run(self) -> None:
        with connection.temporary_connection():
            ran = PeriodicTask.objects.exclude(last_run_at=None).order_by("-last_run_at")
            last = ran.values_list("last_run_at", flat=True).first()
        if last is None:
            raise ServiceUnavailable("Beat has asked for nothing yet.")
        if _older(last, BEAT_MAY_REST):
            raise ServiceUnavailable(f"Beat has asked for nothing since {last:%Y-%m-%d %H:%M} UTC.")


@dataclasses.dataclass
class Log(HealthCheck):
    """What was posted stands in the transparency log soon."""

    @override
    def run(self) -> None:
        with connection.temporary_connection():
            oldest = log.waits_since()
        if _older(oldest, MAY_WAIT):
            raise ServiceUnavailable(f"A transaction of {oldest:%Y-%m-%d %H:%M} UTC is not in the log yet.")


def _truthful[**P](view: Callable[P, Awaitable[HttpResponse]]) -> Callable[P, Awaitable[HttpResponse]]:
    """503 where the package answers 500: nothing broke in answering."""

    @wraps(view)
    async def answered(*args: P.args, **options: P.kwargs) -> HttpResponse:
        answer = await view(*args, **options)
        if answer.status_code == 500:
            answer.status_code = 503
        return answer

    return answered


health = _truthful(
    HealthCheckView.as_view(
        checks=["health_check.checks.Database", Migrations, Cache, Pages, Files, Outbox, Worker, Beat, Log]
    )
)


@screen(may=anyone, methods=("GET",))
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("alive\n", content_type="text/plain")
