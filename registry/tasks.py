"""What the schedule does for `registry`."""

from celery import shared_task
from django.conf import settings

from jcm_platform.common import clock
from partners.selectors import people
from registry.services import log, requests
from registry.tlog.notes import signers_of


@shared_task
def execute_requests() -> int:
    """Post approved requests whose time has come, and expire those that nobody approved."""
    requests.expire_unapproved(by=people.system(), at=clock.now())
    return requests.execute_all_due(by=people.system(), at=clock.now())


@shared_task
def sequence_log() -> int:
    """Put what was posted and decided into the transparency log; returns the size of its newest head."""
    head = log.sequence(signers=signers_of(settings.LOG_SIGNER_FILE), by=people.system(), at=clock.now())
    return head.size if head else 0
