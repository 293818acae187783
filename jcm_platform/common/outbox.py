"""The outbox: what must be done outside after commit is a row first, so that nothing is lost and nothing done twice."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from jcm_platform.common.models import OutboxMessage

type Handler = Callable[[dict[str, object]], None]
_handlers: dict[str, Handler] = {}

MOST_ATTEMPTS = 12


def handles(topic: str) -> Callable[[Handler], Handler]:
    """Register the one handler of a topic."""

    def register(handler: Handler) -> Handler:
        _handlers[topic] = handler
        return handler

    return register


def enqueue(topic: str, *, key: str, payload: dict[str, object], at: datetime) -> None:
    """Write a message in the caller's transaction; the same key twice is one message."""
    enqueue_all(topic, {key: payload}, at=at)


def enqueue_all(topic: str, payloads: Mapping[str, Mapping[str, object]], *, at: datetime) -> None:
    """Write a message for each key."""
    messages = [
        OutboxMessage(key=key, topic=topic, payload=dict(payload), created_at=at) for key, payload in payloads.items()
    ]
    OutboxMessage.objects.bulk_create(messages, ignore_conflicts=True)


def deliver(*, at: datetime, most: int = 200) -> int:
    """Deliver what waits; returns how many went out. Rows are locked, so that two workers never take the same one.

    A message that fails is tried again, ever later, up to `MOST_ATTEMPTS` times.
    """
    delivered = 0
    due = Q(not_before=None) | Q(not_before__lte=at)
    waiting = OutboxMessage.objects.filter(due, delivered_at=None, attempts__lt=MOST_ATTEMPTS)
    for pk in list(waiting.values_list("pk", flat=True)[:most]):
        with transaction.atomic():
            message = waiting.select_for_update(skip_locked=True).filter(pk=pk).first()
            if message is None:
                continue
            delivered += _deliver_one(message, at)
    return delivered


def _deliver_one(message: OutboxMessage, at: datetime) -> int:
    try:
        with transaction.atomic():
            _handlers[message.topic](message.payload)
    except Exception as fault:  # noqa: BLE001  whatever the outside did, the message must stay
        message.attempts += 1
        message.not_before = at + timedelta(seconds=2**message.attempts)
        message.last_error = repr(fault)[:2000]
        message.save()
        return 0
    message.delivered_at = at
    message.save()
    return 1
