"""The outbox: what must be done outside after commit is a row first, so that nothing is lost and nothing done twice."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common import events, isolation
from common.models import OutboxMessage
from common.refusals import Refused

type Handler = Callable[[dict[str, object]], None]
_handlers: dict[str, Handler] = {}

log = logging.getLogger(__name__)

# The other side is away (OSError: network, mail server): ever later, two days in all. Any other fault lies in the
# message itself; trying it often mends nothing.
MOST_ATTEMPTS, MOST_OF_A_FAULTY_ONE = 56, 3
LONGEST_WAIT = timedelta(hours=1)


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

    A message that fails is logged and tried again, ever later, up to `MOST_ATTEMPTS` times; its row counts the tries.
    """
    keys = list(_waiting(at).values_list("pk", flat=True)[:most])
    return sum(isolation.each(keys, lambda pk: _deliver_one(pk, at), what="message"))


def _waiting(at: datetime) -> QuerySet[OutboxMessage]:
    due = Q(not_before=None) | Q(not_before__lte=at)
    return OutboxMessage.objects.filter(due, delivered_at=None, attempts__lt=MOST_ATTEMPTS)


@transaction.atomic
def _deliver_one(key: int, at: datetime) -> int:
    message = _waiting(at).select_for_update(skip_locked=True).filter(pk=key).first()
    if message is None:
        return 0
    try:
        with transaction.atomic():
            _handlers[message.topic](message.payload)
    except Exception as fault:  # noqa: BLE001  whatever the outside did, the message must stay
        _keep(message, fault, at)
        return 0
    message.delivered_at = at
    message.save()
    return 1


def _keep(message: OutboxMessage, fault: Exception, at: datetime) -> None:
    message.attempts += 1
    most = MOST_ATTEMPTS if isinstance(fault, OSError) else MOST_OF_A_FAULTY_ONE
    is_given_up = message.attempts >= most
    log.log(
        logging.ERROR if is_given_up else logging.WARNING,
        "Message %s (%s) failed, try %s of %s: %s",
        message.pk,
        message.topic,
        message.attempts,
        most,
        type(fault).__name__,
        exc_info=fault,
    )
    if is_given_up:
        message.attempts = MOST_ATTEMPTS
    message.not_before = at + min(timedelta(seconds=2 ** min(message.attempts, 20)), LONGEST_WAIT)
    message.last_error = repr(fault)[:2000]
    message.save()


def given_up() -> QuerySet[OutboxMessage]:
    """Messages that are not tried any more, the oldest first."""
    return OutboxMessage.objects.filter(delivered_at=None, attempts__gte=MOST_ATTEMPTS)


def failing() -> dict[str, int]:
    """How many messages have failed and are tried again, by topic; of every topic there is."""
    tried = OutboxMessage.objects.filter(delivered_at=None, attempts__range=(1, MOST_ATTEMPTS - 1))
    counted = tried.order_by().values_list("topic").annotate(many=Count("pk"))
    return dict.fromkeys(sorted(_handlers), 0) | dict(counted)


@transaction.atomic
def try_again(*, message_id: int, by: Any, at: datetime) -> OutboxMessage:  # a person, of whom this floor knows nothing
    """Put a message that was given up back into the queue. Raises: Refused OBX-01 (409) when it is no such message."""
    message = given_up().select_for_update().filter(pk=message_id).first()
    if message is None:
        raise Refused("OBX-01", _("This message was delivered, or is being tried. Reload the page."), status=409)
    message.attempts, message.not_before = 0, at
    message.save(update_fields=["attempts", "not_before"])
    events.record("common.outboxmessage.try_again", subject=message, by=by, at=at, after={"key": message.key})
    return message


@dataclass(frozen=True)
class Standing:
    """How the outbox stands: since when the oldest message waits that has not failed, and how many were given up."""

    waits_since: datetime | None
    given_up: int


def standing(*, since: datetime) -> Standing:
    """What waits and what was given up after `since`."""
    untried = OutboxMessage.objects.filter(delivered_at=None, attempts=0)
    waits_since = untried.aggregate(at=Min(Coalesce("not_before", "created_at")))["at"]
    return Standing(waits_since, given_up().filter(not_before__gte=since).count())
