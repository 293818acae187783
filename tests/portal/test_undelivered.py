"""What was given up is shown to who keeps the platform running, and one button tries it again."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from common import clock, outbox
from common.models import Event, OutboxMessage
from common.refusals import Refused
from tests.conftest import NOON

PAGE, BUTTON = "/desk/undelivered/", "/desk/undelivered/try-again/"


@pytest.fixture
def dead(it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> list[OutboxMessage]:
    """Two messages whose handler fails by itself, given up."""
    outbox.deliver(at=NOON)

    def fails(payload: dict[str, object]) -> None:
        raise ValueError("no such template")

    with monkeypatch.context() as patch:
        patch.setitem(outbox._handlers, "test", fails)
        for key in ("first", "second"):
            outbox.enqueue("test", key=key, payload={}, at=NOON)
        for hour in range(outbox.MOST_OF_A_FAULTY_ONE):
            outbox.deliver(at=NOON + timedelta(hours=hour))
    monkeypatch.setitem(outbox._handlers, "test", list)
    return list(OutboxMessage.objects.filter(topic="test"))


def test_the_page_shows_each_with_its_error(it: SimpleNamespace, client: Client, dead: list[OutboxMessage]) -> None:
    client.force_login(it.auditor)
    page = client.get(PAGE).content.decode()
    assert page.count("no such template") == 2
    assert BUTTON not in page, "an auditor changes nothing"
    client.force_login(it.officer)
    assert client.get(PAGE).content.decode().count(BUTTON) == 3


def test_one_is_tried_again_with_an_event(it: SimpleNamespace, client: Client, dead: list[OutboxMessage]) -> None:
    first, second = dead
    client.force_login(it.officer)
    assert client.post(BUTTON, {"message": first.pk})["Location"] == PAGE
    assert list(outbox.given_up()) == [second]
    event = Event.objects.get(what="common.outboxmessage.try_again")
    assert (event.after, event.by) == ({"key": first.key}, it.officer)
    assert outbox.standing(since=NOON).waits_since == clock.now(), "it waits from now, not since it was written"
    assert outbox.deliver(at=clock.now()) == 1


def test_all_are_tried_again(it: SimpleNamespace, client: Client, dead: list[OutboxMessage]) -> None:
    client.force_login(it.officer)
    client.post(BUTTON)
    assert outbox.deliver(at=clock.now()) == 2
    assert not outbox.given_up().exists()


def test_what_was_not_given_up_is_left_alone(it: SimpleNamespace, dead: list[OutboxMessage]) -> None:
    outbox.try_again(message_id=dead[0].pk, by=it.officer, at=NOON)
    with pytest.raises(Refused) as refused:
        outbox.try_again(message_id=dead[0].pk, by=it.officer, at=NOON)
    assert (refused.value.number, refused.value.status) == ("OBX-01", 409)
