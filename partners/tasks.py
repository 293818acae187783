"""What the schedule does for `partners`."""

from celery import shared_task

from jcm_platform.common import clock
from partners.selectors import people
from partners.services import deadlines, designations, digests


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
    return digests.gather(by=people.system(), at=clock.now())


@shared_task
def conclude_decisions() -> int:
    """Conclude decisions whose window has closed."""
    return deadlines.conclude_closed_windows(by=people.system(), at=clock.now())


@shared_task
def expire_designations() -> int:
    """End designations and scopes whose last day has passed."""
    return designations.expire_due(by=people.system(), at=clock.now())
