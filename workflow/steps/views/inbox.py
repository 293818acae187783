"""The inbox: what waits for me, what I wait for, what happened."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common import clock, numbers
from common.screens import screen
from partners.permissions import at_work
from partners.views.pages import acting
from workflow.notices.services import notices
from workflow.steps.forms.inbox import StepFilterForm
from workflow.steps.selectors import inbox as selected
from workflow.steps.services import inbox

STEPS_A_PAGE, NOTICES_A_PAGE, NEWEST = 15, 25, 5


@screen(may=at_work, methods=("GET",))
def inbox_page(request: HttpRequest) -> HttpResponse:
    """Both lists of steps, soonest due first, and the newest notices."""
    zone = acting(request).clock_zone
    concerns = selected.concerning(acting(request))
    form = StepFilterForm(
        request.GET, countries=selected.countries_in(concerns.both), kinds=selected.kinds_in(concerns.both)
    )
    wish = form.chosen()
    mine_now = selected.narrowed(concerns.mine, **wish)
    due = request.GET.get("due", "")
    if due in selected.Due.values:
        mine_now = selected.in_time(mine_now, due, clock.today())
    page = Paginator(mine_now, STEPS_A_PAGE).get_page(request.GET.get("page"))
    asked = Paginator(selected.narrowed(concerns.others, **wish), STEPS_A_PAGE).get_page(request.GET.get("asked"))
    mine = selected.notices_of(request.user)
    context = {
        "form": form,
        "is_narrowed": any(wish.values()) or due in selected.Due.values,
        "groups": selected.grouped(page.object_list, clock.today()),
        "page": page,
        "asked": asked,
        "pages": page.paginator.get_elided_page_range(page.number),
        "notices": [notices.told(notice, zone) for notice in mine[:NEWEST]],
        "unread": mine.filter(read_at=None).count(),
    }
    return render(request, "workflow/inbox.html", context)


@screen(may=at_work, methods=("GET",))
def notice_list(request: HttpRequest) -> HttpResponse:
    """All notices, newest first, or those not read yet."""
    zone = acting(request).clock_zone
    only_unread = request.GET.get("show") == "unread"
    mine = selected.notices_of(request.user)
    listed = mine.filter(read_at=None) if only_unread else mine
    page = Paginator(listed, NOTICES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "only_unread": only_unread,
        "notices": [notices.told(notice, zone) for notice in page],
        "unread": mine.filter(read_at=None).count(),
    }
    return render(request, "workflow/notice_list.html", context)


@screen(may=at_work, methods=("POST",))
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark the named notices as read; all unread ones where none is named."""
    sent = (numbers.whole(value) for value in request.POST.getlist("notice"))
    keys = [key for key in sent if key is not None]
    unread = selected.unread(request.user).values_list("pk", flat=True)
    count = inbox.mark_read(notice_ids=keys or list(unread), by=acting(request), at=clock.now())
    messages.success(request, _("Notices marked as read: %(count)s.") % {"count": count})
    return redirect("workflow:notice-list" if "list" in request.POST else "workflow:inbox")
