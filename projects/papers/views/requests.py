"""Pages that every request after registration shares: read, return, withdraw, forward."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from common.machines import Move, moves_offered
from common.pages.pages import SubjectPage, Values
from common.refusals import Sentence
from common.screens import anyone
from partners import permissions
from partners.people.models.people import User
from partners.views.pages import Reader
from projects.papers.models.requests import AfterRegistration
from projects.papers.selectors import documents
from projects.papers.services import requests
from projects.papers.views.drafts import Draft, overview
from projects.papers.views.pages import PaperMove, ReturnPage, WithdrawPage, step_of
from projects.permissions import may_check


class RequestPage[Row: AfterRegistration](SubjectPage[Row]):
    """The page of a request; approved ones are public."""

    may = staticmethod(anyone)
    methods = ("GET",)
    lead: ClassVar[Sentence]
    draft: ClassVar[Draft]

    def more(self, paper: Row) -> Mapping[str, object]:
        """What a kind of request shows besides."""
        return {}

    def get(self, request: HttpRequest, **address: Values) -> HttpResponse:
        """Show it."""
        paper, user = self.open(), request.user
        works = documents.works_on(paper, user)
        context = {
            "paper": paper,
            "works": works,
            "step": step_of(paper) if works else None,
            "page_lead": self.lead,
            "mine": permissions.participant_of(paper, user),
            "moves": buttons(paper, user),
            **overview(self.draft, paper, user),
            **self.more(paper),
        }
        return render(request, "projects/request_page.html", context)


def buttons(paper: AfterRegistration, user: Reader, *but: str) -> list[tuple[Move, str]]:
    """The moves with a button for this person, each with its address."""
    offered = [move for move in moves_offered(paper, user) if move.name not in but]
    return [(move, f"{paper.get_absolute_url()}{move.name.replace('_', '-')}/") for move in offered]


class RequestReturn[Row: AfterRegistration](ReturnPage[Row]):
    """An officer gives a request back."""

    @override
    def act(self, request: Row, *, by: User, at: datetime, note: str) -> Row:
        return requests.return_to_participant(request=request, by=by, at=at, note=note)


class RequestWithdraw[Row: AfterRegistration](WithdrawPage[Row]):
    """The participants take a request back."""

    @override
    def act(self, request: Row, *, by: User, at: datetime, note: str) -> Row:
        return requests.withdraw(request=request, by=by, at=at, note=note)


class RequestForward[Row: AfterRegistration](PaperMove[Row]):
    """An officer confirms that a request is complete and puts it before the committee."""

    may = staticmethod(may_check)
    title = gettext_lazy("Forward to the Joint Committee")
    lead = gettext_lazy("Confirm that the request is complete. Members of both sides are asked to decide.")
    done = gettext_lazy("The request is with the Joint Committee.")

    @override
    def act(self, request: Row, *, by: User, at: datetime, completeness: Mapping[str, bool]) -> Row:
        return requests.forward(request=request, by=by, at=at, completeness=completeness)
