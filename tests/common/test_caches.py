"""Redis stopped or hanging: pages, sign-in and what was typed do not need it, and nobody waits long."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import redis
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse

from common.caches import JsonSerializer
from tests.factories.partners import person
from tests.factories.projects import a_call
from tools.embedded import broker

SENT = {"name": "Somchai", "organisation": "Water Users", "email": "s@example.org", "text": "How is water watched?"}
PASSWORD = "a long good password"


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[int]:
    """A Redis of the test's own, as the default cache; gives its process."""
    address = broker.start(tmp_path, "")
    before = caches.settings["default"]["LOCATION"]
    caches.settings["default"]["LOCATION"] = address
    del caches["default"]
    cache.clear()
    number = broker.pid(tmp_path)
    assert number is not None
    yield number
    caches.settings["default"]["LOCATION"] = before
    del caches["default"]
    _signal(number, signal.SIGCONT)
    broker.stop(tmp_path)


def _signal(number: int, which: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, which)


def _walk(it: SimpleNamespace) -> list[int]:
    """A public page, sign-in, a page of signed-in people, and a comment."""
    call = a_call(it)
    walker = person("participant", it.japanese_company)
    walker.set_password(PASSWORD)
    walker.save()
    client = Client(raise_request_exception=False)
    home = client.get("/").status_code
    signed = client.post(reverse("account_login"), {"login": walker.email, "password": PASSWORD}).status_code
    inbox = client.get(reverse("workflow:inbox")).status_code
    comment = Client(raise_request_exception=False).post(call.get_absolute_url(), SENT).status_code
    assert call.inputs.count() == (1 if comment == 302 else 0)
    return [home, signed, inbox, comment]


@pytest.mark.parametrize("which", [signal.SIGKILL, signal.SIGSTOP], ids=["stopped", "hanging"])
def test_the_platform_goes_on_without_redis(which: int, own_redis: int, it: SimpleNamespace) -> None:
    assert cache.get("anything", "nothing") == "nothing"  # a connection is open
    _signal(own_redis, which)
    began = time.monotonic()
    assert _walk(it) == [200, 302, 200, 302]
    assert time.monotonic() - began < 15  # some hang for a second; without a limit each call hangs for ever


def test_limits_go_on_counting_without_redis(own_redis: int, it: SimpleNamespace) -> None:
    _signal(own_redis, signal.SIGKILL)
    call, client = a_call(it), Client()
    assert [client.post(call.get_absolute_url(), SENT).status_code for _n in range(6)] == [302] * 5 + [429]


def test_a_hanging_redis_costs_one_wait_and_is_then_left_alone(own_redis: int) -> None:
    assert cache.get("anything") is None
    _signal(own_redis, signal.SIGSTOP)
    began = time.monotonic()
    for _n in range(50):
        cache.set("mark", 1)
        assert cache.get("mark") == 1
    assert time.monotonic() - began < 4
    _signal(own_redis, signal.SIGCONT)


def test_what_the_cache_holds_is_json(own_redis: int) -> None:
    cache.set("list", [1.5, "two"], 60)
    cache.set("number", 7, 60)
    stored = redis.Redis.from_url(caches.settings["default"]["LOCATION"])
    assert stored.get(cache.make_key("list")) == b'[1.5, "two"]'
    assert (cache.get("list"), cache.get("number")) == ([1.5, "two"], 7)


def test_a_pickle_in_redis_is_not_run() -> None:
    with pytest.raises(ValueError):  # noqa: PT011  json's own
        JsonSerializer().loads(b"\x80\x05cos\nsystem\n(S'true'\ntR.")


def test_sessions_stand_in_the_database(it: SimpleNamespace, client: Client, settings: object) -> None:
    client.force_login(it.participant)
    cache.clear()
    assert client.get(reverse("workflow:inbox")).status_code == 200
