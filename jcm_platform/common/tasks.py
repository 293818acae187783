"""Celery tasks of the common floor."""

from celery import shared_task

from jcm_platform.common import clock, outbox


@shared_task
def deliver_outbox() -> int:
    """Deliver what the outbox holds."""
    return outbox.deliver(at=clock.now())
