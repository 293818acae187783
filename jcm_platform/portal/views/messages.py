"""What the platform could not send: shown to who keeps it running, with one button that tries again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common import clock, isolation, numbers, outbox
from common.screens import screen
from jcm_platform.portal.permissions import may_read_undelivered, may_try_again
from partners.views.pages import acting

MESSAGES_A_PAGE = 50


@screen(may=may_read_undelivered, methods=("GET",))
def undelivered(request: HttpRequest) -> HttpResponse:
    """Messages that are not tried any more, the oldest first, each with what went wrong last."""
    page = Paginator(outbox.given_up(), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "may_try_again": may_try_again(request.user),
    }
    return render(request, "portal/undelivered.html", context)


@screen(may=may_try_again, methods=("POST",))
def undelivered_try_again(request: HttpRequest) -> HttpResponse:
    """Try one message again, or all of them."""
    by, at = acting(request), clock.now()
    chosen = outbox.given_up()
    if (key := numbers.whole(request.POST.get("message", ""))) is not None:
        chosen = chosen.filter(pk=key)
    keys = list(chosen.values_list("pk", flat=True))
    tried = isolation.each(keys, lambda pk: outbox.try_again(message_id=pk, by=by, at=at), what="message to try again")
    messages.success(request, _("Messages that are tried again: %(count)s") % {"count": len(tried)})
    return redirect("portal:undelivered")
