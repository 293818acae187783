"""Pages of shared drafts: saved by their button or by themselves, never over words that were not seen."""

from collections.abc import Sequence
from typing import override

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.drafts import Seen, clashes, elsewhere
from common.forms import refusals_in, status_of
from common.pages.forms import FormPage, values_of
from common.pages.pages import Values


class DraftPage[Draft](FormPage[Draft]):
    """One form of a draft that several people write; `act` also takes `seen`, what stood there as they opened it."""

    sent_once = False  # saving the same words again changes nothing
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    def names(self, draft: Draft) -> Sequence[str]:
        """The answers that the form writes."""
        raise NotImplementedError

    def mark(self, draft: Draft) -> str:
        """A mark of what stands in these answers now."""
        raise NotImplementedError

    @override
    def post(self, request: HttpRequest, **address: Values) -> HttpResponse:
        draft = self.open()
        form = self.form(draft, request.POST)
        by_itself = "autosave" in request.POST
        if form.is_valid():
            with refusals_in(form):
                seen = Seen(tuple(self.names(draft)), request.POST["seen"]) if "seen" in request.POST else None
                self.act(draft, seen=seen, by=request.user, at=clock.now(), **values_of(form))
                if by_itself:
                    return _saved(self.mark(self.stored()))
                messages.success(request, str(self.done))
                return HttpResponseRedirect(self.success_url(draft, None))
        return _not_saved(form) if by_itself else self._again(form)

    def stored(self) -> Draft:
        """The draft as it stands now: validating a form writes into the one that was opened."""
        return self.find(**self.address())

    def _again(self, form: BaseForm) -> HttpResponse:
        """The page with the form; it shows what somebody else saved meanwhile."""
        stored = self.stored()
        if clashes(form):
            form.theirs = elsewhere(self.form(stored, None), form)  # type: ignore[attr-defined]  # the template reads it
        return self.page(stored, form)

    @override
    def context(self, subject: Draft, form: BaseForm) -> dict[str, object]:
        return super().context(subject, form) | {"seen": self.seen(subject, form)}

    def seen(self, subject: Draft, form: BaseForm) -> str:
        """The mark that the form bears: words of before keep that of what was seen as they were typed, until what
        somebody else saved meanwhile stands beside them.
        """
        came: str | None = form.data.get("seen") if form.is_bound and not clashes(form) else None
        return self.mark(subject) if came is None else came


def _saved(mark: str) -> JsonResponse:
    """What a page says that saved by itself."""
    said = _("Saved at %(time)s.") % {"time": time_format(localtime(clock.now()), "H:i")}
    return JsonResponse({"seen": mark, "said": said})


def _not_saved(form: BaseForm) -> JsonResponse:
    """What a page says whose words could not be saved by themselves; they stay in the page."""
    if clashes(form):
        said = _("Not saved: somebody else saved this part meanwhile. Save the page to compare both.")
    else:
        said = _("Not saved yet: something needs another look. Save the page to see what.")
    return JsonResponse({"said": said}, status=status_of(form))
