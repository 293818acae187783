"""A person's calendar feed: opened, renewed, revoked by themselves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.events import Happening
from common.refusals import Refused
from partners.people.models.people import User
from workflow.calendars.models import CalendarFeed


@transaction.atomic
def open_feed(*, by: User, at: datetime) -> CalendarFeed:
    """Open a feed at a new secret address; an older one of the same person stops working."""
    User.objects.select_for_update().get(pk=by.pk)
    CalendarFeed.objects.filter(user=by, revoked_at=None).update(revoked_at=at)
    feed = CalendarFeed.objects.create(user=by, opened_at=at)
    events.record("workflow.calendarfeed.open", subject=feed, by=by, at=at)
    return feed


@transaction.atomic
def revoke(*, by: User, at: datetime) -> CalendarFeed:
    """Close one's feed at once. Raises: Refused CAL-01 (409) when none is open."""
    feed = CalendarFeed.objects.select_for_update().filter(user=by, revoked_at=None).first()
    if feed is None:
        raise Refused("CAL-01", _("No calendar feed is open."), status=409)
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    events.record("workflow.calendarfeed.revoke", subject=feed, by=by, at=at)
    return feed


def on_suspension(happening: Happening) -> None:
    """Listener: the address of a suspended person's calendar is closed with all their rights."""
    if happening.what == "partners.user.suspend":
        CalendarFeed.objects.filter(user_id=happening.subject.pk, revoked_at=None).update(revoked_at=happening.at)
