"""Calendar feeds that are open."""

from uuid import UUID

from partners.people.models.people import User
from workflow.calendars.models import CalendarFeed


def feed_of(user: User) -> CalendarFeed | None:
    """A person's calendar feed, if one is open."""
    return CalendarFeed.objects.filter(user_id=user.pk, revoked_at=None).first()


def feed_by(nonce: UUID) -> CalendarFeed | None:
    """An open feed by its nonce; the feed of somebody who holds no role any more is closed too."""
    feed = CalendarFeed.objects.filter(revoked_at=None, nonce=nonce).select_related("user").first()
    return feed if feed is not None and feed.user.held else None
