"""/health/ tells the truth about each part, /alive/ asks nothing."""

import os
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.test import Client
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from common import clock, outbox
from common.models import OutboxMessage, Pulse
from common.tasks import deliver_outbox
from jcm_platform.portal import health
from tests.conftest import NOON
from tests.factories.registry import two_holders
from tools.embedded import broker

PARTS = {"Database", "Migrations", "Cache", "Files", "Outbox", "Pages", "Worker", "Beat", "Log"}
pytestmark = pytest.mark.django_db(transaction=True)  # the checks have connections of their own


@pytest.fixture(autouse=True)
def _healthy() -> Iterator[None]:
    health.files_tried.forget()
    health.pages_tried.forget()
    health.migrations_tried.forget()
    deliver_outbox()
    every = IntervalSchedule.objects.create(every=5, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.create(name="deliver", task="x", interval=every, last_run_at=clock.now())
    yield
    health.files_tried.forget()
    health.pages_tried.forget()
    health.migrations_tried.forget()


def _asked() -> tuple[int, dict[str, str]]:
    """The status, and what is told of each part that is not well."""
    answer = Client().get("/health/?format=json")
    told = {name.partition("(")[0].rpartition(".")[2]: words for name, words in answer.json().items()}
    assert set(told) == PARTS
    return answer.status_code, {name: words for name, words in told.items() if words != "OK"}


def test_a_whole_platform_is_200() -> None:
    assert _asked() == (200, {})


def test_migrations_that_wait_are_503(owner_connection: psycopg.Connection) -> None:
    forget = "update django_migrations set app = %s where app = %s"
    try:
        owner_connection.execute(forget, ["forgotten", "sites"])
        status, told = _asked()
    finally:
        owner_connection.execute(forget, ["sites", "forgotten"])
    assert (status, set(told)) == (503, {"Migrations"})


def test_the_graph_of_migrations_is_not_built_at_every_call(owner_connection: psycopg.Connection) -> None:
    assert _asked() == (200, {})
    forget = "update django_migrations set app = %s where app = %s"
    try:
        owner_connection.execute(forget, ["forgotten", "sites"])
        assert _asked() == (200, {}), "the page is open to everybody: what was found a moment ago is told"
    finally:
        owner_connection.execute(forget, ["sites", "forgotten"])


def test_files_that_cannot_be_written_are_503(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way of the folder")
    monkeypatch.setattr(default_storage._wrapped, "location", str(tmp_path / "a file"))  # type: ignore[attr-defined]
    status, told = _asked()
    assert (status, set(told)) == (503, {"Files"})


def test_pages_that_cannot_be_drawn_are_503(tmp_path: Path, settings: SimpleNamespace) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    settings.STATIC_ROOT = tmp_path
    settings.DEBUG = False
    status, told = _asked()
    assert (status, set(told)) == (503, {"Pages"})
    assert "Missing staticfiles manifest entry" in told["Pages"]


def test_a_redis_that_is_gone_is_503_and_alive_is_200(tmp_path: Path) -> None:
    address, before = broker.start(tmp_path, ""), caches.settings["default"]["LOCATION"]
    caches.settings["default"]["LOCATION"] = address
    try:
        number = broker.pid(tmp_path)
        assert number is not None
        os.kill(number, signal.SIGKILL)
        status, told = _asked()
        assert (status, set(told)) == (503, {"Cache"})
        assert Client().get("/alive/").status_code == 200
    finally:
        caches.settings["default"]["LOCATION"] = before


@pytest.mark.parametrize("part", ["Worker", "Beat"])
def test_a_worker_or_beat_that_rests_is_503(part: str) -> None:
    long_ago = clock.now() - timedelta(hours=1)
    if part == "Worker":
        Pulse.objects.update(at=long_ago)
    else:
        PeriodicTask.objects.update(last_run_at=long_ago)
    status, told = _asked()
    assert (status, set(told)) == (503, {part})


def test_a_message_that_nobody_takes_is_503() -> None:
    outbox.enqueue("test", key="a", payload={}, at=clock.now() - timedelta(hours=1))
    status, told = _asked()
    assert (status, set(told)) == (503, {"Outbox"})


def test_a_message_that_was_given_up_is_503_for_a_day(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def fails(payload: dict[str, object]) -> None:
        raise ValueError("this one can never go out")

    monkeypatch.setitem(outbox._handlers, "test", fails)
    at: datetime = clock.now()
    outbox.enqueue("test", key="a", payload={}, at=at)
    for hour in range(outbox.MOST_OF_A_FAULTY_ONE):
        outbox.deliver(at=at + timedelta(hours=hour))
    assert OutboxMessage.objects.get().attempts == outbox.MOST_ATTEMPTS
    assert [record.levelname for record in caplog.records if "failed, try" in record.getMessage()] == [
        "WARNING",
        "WARNING",
        "ERROR",
    ]
    status, told = _asked()
    assert (status, told) == (503, {"Outbox": "Unavailable: 1 messages were given up within a day."})


def test_a_transaction_that_the_log_does_not_hold_is_503() -> None:
    with clock.at(NOON):
        two_holders()
    OutboxMessage.objects.update(delivered_at=clock.now())
    status, told = _asked()
    assert (status, set(told)) == (503, {"Log"})
