"""What the schedule does for `registry`."""

import logging

from celery import shared_task
from django.conf import settings

from common import clock, isolation
from partners.people.selectors import people
from registry.services import holders, log, officer_requests, requests, witnesses
from registry.tlog.notes import signers_of
from registry.tlog.witnesses import Witness

LOGGER = logging.getLogger(__name__)


@shared_task
def execute_requests() -> int:
    """Expire requests that nobody approved, and post those whose time has come; returns how many."""
    services = (requests.expire_unapproved, officer_requests.expire_unapproved, requests.execute_all_due)
    return sum(isolation.each(services, lambda do: do(by=people.system(), at=clock.now()), what="duty of the registry"))


@shared_task
def sequence_log() -> int:
    """Put what was posted and decided into the transparency log; returns the size of its newest head."""
    head = log.sequence(signers=signers_of(settings.LOG_SIGNER_FILE), by=people.system(), at=clock.now())
    return head.size if head else 0


@shared_task
def cosign_log() -> int:
    """Have the newest head cosigned by every witness of the settings; returns how many did not and are asked again."""
    named = isolation.each(settings.LOG_WITNESSES, Witness.of, what="setting of a witness")
    problems = witnesses.ask_all(witnesses=named, by=people.system(), at=clock.now())
    for name, problem in problems.items():
        LOGGER.error("witness %s has not cosigned: %s", name, problem)
    return len(problems) + len(settings.LOG_WITNESSES) - len(named)


@shared_task
def ask_confirmations() -> int:
    """Ask holders whose details are to be confirmed within a month."""
    return holders.ask_due(by=people.system(), at=clock.now())
