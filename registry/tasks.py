"""What the schedule does for `registry`."""

from celery import shared_task

from jcm_platform.common import clock
from partners.selectors import people
from registry.services import requests


@shared_task
def execute_requests() -> int:
    """Post approved requests whose time has come, and expire those that nobody approved."""
    requests.expire_unapproved(by=people.system(), at=clock.now())
    return requests.execute_all_due(by=people.system(), at=clock.now())
