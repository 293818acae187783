"""What the schedule does for `registry`."""

import logging

from celery import shared_task
from django.conf import settings

from common import clock, isolation
from common.refusals import Refused
from partners.people.selectors import people
from registry.selectors import log as entries
from registry.selectors.reconciliation import Partner
from registry.services import holders, inspections, log_heads, officer_requests, requests, witnesses
from registry.tlog.heads import Heads, NotReadable
from registry.tlog.notes import NotTrusted, signers_of
from registry.tlog.witnesses import Witness

SUNDAY = 7
LOGGER = logging.getLogger(__name__)


@shared_task
def execute_requests() -> int:
    """Expire requests that nobody approved, and post those whose time has come; returns how many."""
    services = (requests.expire_unapproved, officer_requests.expire_unapproved, requests.execute_all_due)
    return sum(isolation.each(services, lambda do: do(by=people.system(), at=clock.now()), what="duty of the registry"))


@shared_task
def sequence_log() -> int:
    """Put what was posted and decided into the transparency log; returns the size of its new head, 0 if there is none.

    While it must not sign, it says so in one line and tries again with the next run.
    """
    if not entries.anything_waits():
        return 0
    heads = Heads(settings.LOG_HEADS_FILE)
    try:
        claimed = witnesses.claims(witnesses=_named_witnesses())
        log_heads.keep_claims(heads=heads, claims=claimed, at=clock.now())
        signers = signers_of(settings.LOG_SIGNER_FILE)
        head = log_heads.sequence(signers=signers, heads=heads, by=people.system(), at=clock.now())
    except Refused as refusal:
        LOGGER.error("the log stands still: %s", refusal)
        return 0
    except (NotTrusted, NotReadable, OSError) as error:
        LOGGER.error("the log stands still: %s or the kept heads cannot be used: %s", settings.LOG_SIGNER_FILE, error)
        return 0
    return head.size if head else 0


def _named_witnesses() -> list[Witness]:
    return isolation.each(settings.LOG_WITNESSES, Witness.of, what="setting of a witness")


@shared_task
def cosign_log() -> int:
    """Have the newest head cosigned by every witness of the settings; returns how many did not and are asked again."""
    named = _named_witnesses()
    problems = witnesses.ask_all(witnesses=named, by=people.system(), at=clock.now())
    for name, problem in problems.items():
        LOGGER.error("witness %s has not cosigned: %s", name, problem)
    return len(problems) + len(settings.LOG_WITNESSES) - len(named)


@shared_task
def inspect_book() -> int:
    """Check book, log, rows, files and the books of partners, and keep how it ended; returns how many differ.

    On Sundays the log is read from its beginning; on other days from where the last whole check came to.
    """
    now = clock.now()
    found = inspections.inspect_all(
        heads=Heads(settings.LOG_HEADS_FILE),
        partners=isolation.each(settings.RECONCILE_WITH, Partner.of, what="setting of a partner"),
        whole=now.isoweekday() == SUNDAY,
        by=people.system(),
        at=now,
    )
    for each in found:
        if each.difference:
            LOGGER.error("the check of %s %s differs: %s", each.kind, each.registry, each.difference)
        if each.not_made:
            LOGGER.error("the check of %s %s could not be made: %s", each.kind, each.registry, each.not_made)
    return sum(bool(each.difference) for each in found)


@shared_task
def ask_confirmations() -> int:
    """Ask holders whose details are to be confirmed within a month."""
    return holders.ask_due(by=people.system(), at=clock.now())
