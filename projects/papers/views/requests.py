"""Pages that every request after registration shares: read, submit, check, forward, return, withdraw."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from committee.decisions.services import forwarding
from common.machines import moves_offered
from common.screens import anyone, screen
from partners import permissions
from projects.papers.forms.notes import NoteForm
from projects.papers.selectors import documents
from projects.papers.views.drafts import Draft, overview
from projects.papers.views.pages import Finder, Words, move_page, step_of
from projects.permissions import may_check, may_draft
from workflow.papers import services as papers


def read_page(
    kind: Draft, *, lead: Words, more: Callable[[Any, Any], dict[str, Any]] | None = None
) -> Callable[..., HttpResponseBase]:
    """The page of a request; approved ones are public. `more(paper, user)` adds what its kind shows."""

    @screen(may=anyone, methods=("GET",))
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        paper, user = kind.find(request, pk=pk), request.user
        works = documents.works_on(paper, user)
        context = {
            "paper": paper,
            "works": works,
            "step": step_of(paper) if works else None,
            "page_lead": lead,
            "mine": permissions.participant_of(paper, user),
            "moves": buttons(paper, user),
            **overview(kind, paper, user),
            **(more(paper, user) if more else {}),
        }
        return render(request, "projects/request_page.html", context)

    view.__doc__ = "A request after registration."
    return view


def buttons(paper: Any, user: Any, *but: str) -> list[tuple[Any, str]]:
    """The moves with a button for this person, each with its address."""
    offered = [move for move in moves_offered(paper, user) if move.name not in but]
    return [(move, f"{paper.get_absolute_url()}{move.name.replace('_', '-')}/") for move in offered]


def return_page(find: Finder) -> Callable[..., HttpResponseBase]:
    """The page on which an officer gives a request back."""
    return move_page(
        find=find,
        may=may_check,
        form=NoteForm,
        title=gettext_lazy("Return for completion"),
        lead=gettext_lazy("Say what is missing or unclear. The participants read your words and submit again."),
        done=gettext_lazy("The request is back with its participants."),
        call=lambda paper, **values: papers.give_back(paper=paper, **values),
    )


def withdraw_page(find: Finder) -> Callable[..., HttpResponseBase]:
    """The page on which the participants take a request back."""
    return move_page(
        find=find,
        may=may_draft,
        form=NoteForm,
        warning=True,
        title=gettext_lazy("Withdraw the request"),
        lead=gettext_lazy("You take the request back. A new one can be started."),
        done=gettext_lazy("The request is withdrawn."),
        call=lambda paper, **values: forwarding.withdraw(paper=paper, **values),
    )
