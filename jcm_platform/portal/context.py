"""What every page's frame needs."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from common import typed
from jcm_platform.portal import navigation as places
from partners.people.models.people import Visitor
from workflow.steps.selectors import inbox


def navigation(request: HttpRequest) -> dict[str, object]:
    """The links of the frame, and how many steps wait for the person (asked only where the frame shows it)."""
    reader = _reader(request)
    return {
        "public_links": SimpleLazyObject(lambda: places.links(places.public(reader), request.path)),
        "personal_links": SimpleLazyObject(lambda: places.links(places.PERSONAL, request.path, reader)),
        "in_the_bar": f":{places.IN_THE_BAR}",
        "under_more": f"{places.IN_THE_BAR}:",
        "footer_links": SimpleLazyObject(lambda: places.links(places.FOOTER, request.path)),
        typed.WHOSE: SimpleLazyObject(lambda: typed.mark_of(reader)),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "inbox_count": SimpleLazyObject(lambda: inbox.waiting_for(reader).count()),
    }


def _reader(request: HttpRequest) -> Visitor:
    """Who reads the page; nobody yet where it is refused before sign-in is looked up (an odd address or host)."""
    return getattr(request, "user", AnonymousUser())
