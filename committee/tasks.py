"""What the schedule does for `committee`."""

from celery import shared_task

from committee.decisions.services import decisions
from committee.designations.services import designations
from common import clock
from partners.people.selectors import people


@shared_task
def conclude_decisions() -> int:
    """Conclude decisions whose window has closed."""
    return decisions.conclude_closed_windows(by=people.system(), at=clock.now())


@shared_task
def expire_designations() -> int:
    """End designations and scopes whose last day has passed."""
    return designations.expire_due(by=people.system(), at=clock.now())
