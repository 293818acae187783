"""What every page's frame needs."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jcm_platform.portal import navigation as places
from partners.people.models.people import Visitor
from workflow.steps.selectors import inbox


def navigation(request: HttpRequest) -> dict[str, object]:
    """The links of the frame, and how many steps wait for the person (asked only where the frame shows it)."""
    return {
        "public_links": SimpleLazyObject(lambda: places.links(places.public(_reader(request)), request.path)),
        "personal_links": SimpleLazyObject(lambda: places.links(places.PERSONAL, request.path, _reader(request))),
        "in_the_bar": f":{places.IN_THE_BAR}",
        "under_more": f"{places.IN_THE_BAR}:",
        "footer_links": SimpleLazyObject(lambda: places.links(places.FOOTER, request.path)),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "inbox_count": SimpleLazyObject(lambda: inbox.waiting_for(request.user).count()),
    }


def _reader(request: HttpRequest) -> Visitor:
    """Who reads the page; nobody yet where it is refused before sign-in is looked up (an odd address or host)."""
    return getattr(request, "user", None) or AnonymousUser()
