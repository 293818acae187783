"""What the pages of the project cycle share: find a paper, who holds it, a page for one move."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners.views.pages import FORM_PAGE, acting, form_page
from projects.papers.forms.notes import ConfirmForm
from projects.papers.models.documents import slot_name
from projects.papers.selectors import documents
from projects.papers.services.documents import is_kept, open_slots, slots_of
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox

type Finder = Callable[..., Any]
type Words = str | Promise


def by_pk(visible: Callable[[Any], QuerySet[Any]]) -> Finder:
    """A finder by key among what the person may open."""

    def find(request: HttpRequest, pk: int) -> Any:
        return get_object_or_404(visible(request.user), pk=pk)

    return find


def or_404[Row: Model](row: Row | None) -> Row:
    """The row, or the page that says there is none."""
    if row is None:
        raise Http404
    return row


def step_of(paper: Any) -> WaitingStep | None:
    """Who holds the paper now: itself, or the decision that was circulated for it."""
    step = inbox.open_step(paper)
    item = getattr(paper, "decision_item", None)
    if step is None and item is not None:
        step = inbox.open_step(item.decision)
    return step


def files_of(paper: Any, user: Any) -> list[dict[str, Any]]:
    """The document slots of a paper: what stands there, and whether this person may hand something in."""
    stored = {document.slot: document for document in documents.of_paper(paper)}
    fillable = set(open_slots(paper, user)) if user.is_authenticated else set()
    reads_complete = bool(stored) and documents.works_on(getattr(paper, "project", None) or paper, user)
    return [
        {
            "slot": slot,
            "label": slot_name(slot, getattr(paper, "rulebook", None)),
            "document": stored.get(slot.value),
            "may_fill": slot in fillable,
            "reads_complete": reads_complete,
            "versions": list(stored[slot.value].versions.all()) if slot.value in stored else [],
        }
        for slot in slots_of(paper)
        if slot.value in stored or not is_kept(paper, slot)
    ]


def move_page(
    *,
    find: Finder,
    call: Callable[..., Any],
    may: Callable[[Any], bool],
    title: Words,
    lead: Words,
    done: Words,
    form: Callable[..., BaseForm] = ConfirmForm,
    warning: bool = False,
    template: str = FORM_PAGE,
    shows: Callable[[Any], Mapping[str, object]] = lambda _paper: {},
    twice: bool = False,
) -> Callable[..., HttpResponseBase]:
    """The page of one move: what it does, what it asks for, and the button; `call(paper, by=, at=, **values)`.

    `template` and `shows` are a page of its own where the person is to see something before, and what it needs. What
    cannot be taken back is read and confirmed `twice`.
    """

    said: dict[str, Any] = {"title": title, "lead": lead, "warning": warning, "template": template}

    @screen(may=may)
    def view(request: HttpRequest, **address: Any) -> HttpResponse:
        paper = find(request, **address)
        sent = form(request.POST if request.method == "POST" else None)
        back = paper.get_absolute_url()
        if twice and sent.is_valid() and not {"confirm", "change"} & set(request.POST):
            context = {"form": sent, "title": title, "back": back, "subject_name": paper.title, "warning": warning}
            return render(request, "workflow/check_page.html", context)
        if sent.is_valid() and "change" not in request.POST:
            with refusals_in(sent):
                values = sent.to_save() if hasattr(sent, "to_save") else sent.cleaned_data
                moved = call(paper, by=acting(request), at=clock.now(), **values)
                messages.success(request, str(done))
                return redirect((moved or paper).get_absolute_url())
        submit, subject = _("Continue") if twice else title, paper.title or paper.reference
        return form_page(request, sent, submit=submit, back=back, subject=subject, shows=shows(paper), **said)

    view.__doc__ = f"{title}."
    return view
