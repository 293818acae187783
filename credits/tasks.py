"""What the schedule does for `credits`."""

from celery import shared_task

from common import clock
from credits.services import aef
from partners.people.selectors import people


@shared_task
def freeze_formats() -> int:
    """Freeze the agreed electronic formats of the year that has ended, once."""
    return aef.freeze_due(by=people.system(), at=clock.now())
