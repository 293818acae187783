"""Celery tasks of the common floor."""

from celery import shared_task

from common import clock, outbox, tokens
from common.models import Pulse


@shared_task
def deliver_outbox() -> int:
    """Deliver what the outbox holds, and leave a sign of life: beat asked for it, and a worker did it."""
    at = clock.now()
    Pulse.objects.update_or_create(name="worker", defaults={"at": at})
    return outbox.deliver(at=at)


@shared_task
def forget_sent_forms() -> int:
    """Take away the tokens of forms that were sent more than a week ago."""
    return tokens.forget(at=clock.now())
