"""The inbox: what waits for me, what I wait for, what happened."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jcm_platform.common import clock
from jcm_platform.common.screens import screen, signed_in
from partners.selectors import inbox as selected
from partners.services import inbox, notices
from partners.views.pages import acting

STEPS_A_PAGE, NOTICES_A_PAGE = 25, 20


@screen(may=signed_in, methods=("GET",))
def inbox_page(request: HttpRequest) -> HttpResponse:
    """Both lists of steps, soonest due first, and the newest notices."""
    waiting = Paginator(selected.waiting_for(request.user), STEPS_A_PAGE).get_page(request.GET.get("page"))
    asked = selected.asked_by(request.user)[:STEPS_A_PAGE]
    news = selected.notices_of(request.user)[:NOTICES_A_PAGE]
    context = {
        "page": waiting, "pages": waiting.paginator.get_elided_page_range(waiting.number), "asked": asked,
        "notices": [(notice, notices.sentence(notice)) for notice in news],
        "unread": any(notice.read_at is None for notice in news),
    }  # fmt: skip
    return render(request, "partners/inbox.html", context)


@screen(may=signed_in, methods=("POST",))
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark the named notices as read; all unread ones where none is named."""
    named = [int(value) for value in request.POST.getlist("notice") if value.isdigit()]
    unread = selected.unread(request.user).values_list("pk", flat=True)
    count = inbox.mark_read(notice_ids=named or list(unread), by=acting(request), at=clock.now())
    messages.success(request, _("Notices marked as read: %(count)s.") % {"count": count})
    return redirect("partners:inbox")
