"""A person's calendar feed: the page that opens and closes it, and the file itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common import clock
from common.screens import anyone, screen
from partners.permissions import at_work
from partners.views.pages import acting
from workflow.calendars import reports as calendars
from workflow.calendars import selectors as feeds
from workflow.calendars import services as calendar_feeds
from workflow.steps.selectors import inbox

MOST_ENTRIES = 500


@screen(may=at_work)
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The secret address, if one is open; POST makes a new one."""
    if request.method == "POST":
        calendar_feeds.open_feed(by=acting(request), at=clock.now())
        messages.success(request, _("Your calendar address is ready."))
        return redirect("workflow:calendar-feed")
    feed = feeds.feed_of(acting(request))
    context = {"feed": feed, "address": calendars.address_of(feed) if feed else ""}
    return render(request, "workflow/calendar_feed.html", context)


@screen(may=at_work, methods=("POST",))
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    """Close the feed at once."""
    calendar_feeds.revoke(by=acting(request), at=clock.now())
    messages.success(request, _("The address does not work any more."))
    return redirect("workflow:calendar-feed")


@screen(may=anyone, methods=("GET",))
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever the secret address belongs to; calendar programs cannot sign in."""
    nonce = calendars.nonce_in(token)
    feed = feeds.feed_by(nonce) if nonce else None
    if feed is None:
        raise Http404
    steps = inbox.waiting_for_office(feed.user).filter(due_on__isnull=False, paused_on=None)[:MOST_ENTRIES]
    body = calendars.render(steps, language=feed.user.language, at=clock.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    answer["Content-Disposition"] = 'inline; filename="jcm.ics"'
    return answer
