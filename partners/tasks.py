"""What the schedule does for `partners`."""

from celery import shared_task

from common import clock
from partners.selectors import people
from partners.services import addresses, aliases, deadlines, designations, digests, sign_ins


@shared_task
def remind() -> int:
    """Remind who holds a step that is due."""
    return deadlines.remind(by=people.system(), at=clock.now())


@shared_task
def escalate() -> int:
    """Tell others of steps that are long overdue."""
    return deadlines.escalate(by=people.system(), at=clock.now())


@shared_task
def gather_digests() -> int:
    """Make today's digests."""
    return digests.gather(at=clock.now())


@shared_task
def conclude_decisions() -> int:
    """Conclude decisions whose window has closed."""
    return deadlines.conclude_closed_windows(by=people.system(), at=clock.now())


@shared_task
def expire_designations() -> int:
    """End designations and scopes whose last day has passed."""
    return designations.expire_due(by=people.system(), at=clock.now())


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
