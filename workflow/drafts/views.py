"""Forms of shared drafts: saved by their button or by themselves, never over words that were not seen."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common import clock
from common.drafts import Seen, clashes, elsewhere
from common.forms import refusals_in, status_of
from partners.views.pages import acting


def write(
    request: HttpRequest,
    paper: Any,
    *,
    now: Callable[[], Any],
    form: Callable[[Any, Any], Any],
    names: Sequence[str],
    mark: Callable[[Any], str],
    save: Callable[..., Any],
    after: Callable[[], Any],
    page: Callable[..., HttpResponse],
) -> HttpResponse:
    """Keep what was typed in one form of a draft, or answer with its page.

    Args:
        paper: the draft as it was found; `now` finds it again as it stands once something was sent.
        form: the form of a draft, bound to what was sent or to None; its `to_save()` is what `save` takes.
        names: the answers that the form writes; `mark` is made of them.
        save: the service, `(seen=, by=, at=, **values)`.
        after: where to go once it is saved by the button.
        page: `(form, seen=)`: the page with the form and the mark; the form shows what another person saved meanwhile.
    """
    sent = form(paper, request.POST if request.method == "POST" else None)
    by_itself = "autosave" in request.POST
    if sent.is_valid():
        with refusals_in(sent):
            seen = Seen(tuple(names), request.POST["seen"]) if "seen" in request.POST else None
            save(seen=seen, by=acting(request), at=clock.now(), **sent.to_save())
            if by_itself:
                said = _("Saved at %(time)s.") % {"time": time_format(localtime(clock.now()), "H:i")}
                return JsonResponse({"seen": mark(now()), "said": said})
            messages.success(request, _("Saved."))
            return redirect(after())
    if by_itself:
        return _not_saved(sent)
    stands = now() if sent.is_bound else paper
    if clashes(sent):
        sent.theirs = elsewhere(form(stands, None), sent)
    return page(sent, seen=mark(stands))


def _not_saved(form: BaseForm) -> JsonResponse:
    """What a page says whose words could not be saved by themselves; they stay in the page."""
    if clashes(form):
        said = _("Not saved: somebody else saved this part meanwhile. Save the page to compare both.")
    else:
        said = _("Not saved yet: something needs another look. Save the page to see what.")
    return JsonResponse({"said": said}, status=status_of(form))
