"""What the schedule does for `partners`."""

from celery import shared_task

from common import clock
from partners.people.selectors import people
from partners.people.services import addresses, aliases, sign_ins


@shared_task
def look_for_aliases() -> int:
    """Look for accounts that may be one person's."""
    return aliases.look_at_everybody(by=people.system(), at=clock.now())


@shared_task
def count_addresses() -> int:
    """Let new addresses count whose waiting time is over."""
    return addresses.count_due(by=people.system(), at=clock.now())


@shared_task
def forget_sign_ins() -> int:
    """Delete sign-ins that are kept no longer."""
    return sign_ins.forget(by=people.system(), at=clock.now())
