"""What the schedule does for `projects`."""

from celery import shared_task

from common import clock
from partners.people.selectors import people
from projects.inputs import services as inputs


@shared_task
def close_calls() -> int:
    """Close calls for public inputs whose last day has passed."""
    return inputs.close_due(by=people.system(), at=clock.now())
