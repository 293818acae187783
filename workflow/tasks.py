"""What the schedule does for `workflow`."""

from celery import shared_task

from common import clock
from partners.people.selectors import people
from workflow.steps.services import deadlines, digests


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
