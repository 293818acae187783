"""The outbox delivers what was written, once, and keeps what failed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from common import outbox
from common.models import OutboxMessage
from tests.conftest import NOON


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the handler of the topic `test` was given."""
    seen: list[dict[str, object]] = []
    monkeypatch.setitem(outbox._handlers, "test", seen.append)
    return seen


def test_a_message_is_delivered_once(db: None, delivered: list[Any]) -> None:
    outbox.enqueue("test", key="a", payload={"n": 1}, at=NOON)
    outbox.enqueue("test", key="a", payload={"n": 1}, at=NOON)
    assert [outbox.deliver(at=NOON), outbox.deliver(at=NOON)] == [1, 0]
    assert delivered == [{"n": 1}]


def test_a_message_of_a_deed_that_was_undone_is_never_sent(transactional_db: None, delivered: list[Any]) -> None:
    @transaction.atomic
    def a_deed_that_fails() -> None:
        outbox.enqueue("test", key="a", payload={}, at=NOON)
        raise RuntimeError("the deed fails")

    with pytest.raises(RuntimeError):
        a_deed_that_fails()
    assert outbox.deliver(at=NOON) == 0


def test_a_failing_message_stays_and_is_tried_later(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(payload: dict[str, object]) -> None:
        raise ConnectionError("no mail server")

    monkeypatch.setitem(outbox._handlers, "test", fails)
    outbox.enqueue("test", key="a", payload={}, at=NOON)
    assert outbox.deliver(at=NOON) == 0
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.delivered_at) == (1, None)
    assert "no mail server" in message.last_error
    seen: list[dict[str, object]] = []
    monkeypatch.setitem(outbox._handlers, "test", seen.append)
    assert outbox.deliver(at=NOON) == 0
    assert outbox.deliver(at=NOON + timedelta(seconds=3)) == 1
    assert seen == [{}]


def test_two_workers_never_deliver_the_same_message(transactional_db: None, delivered: list[Any]) -> None:
    for n in range(40):
        outbox.enqueue("test", key=str(n), payload={"n": n}, at=NOON)

    def work(_: int) -> int:
        try:
            return outbox.deliver(at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        counts = list(workers.map(work, range(4)))
    assert sum(counts) == 40
    assert sorted(p["n"] for p in delivered) == list(range(40))
