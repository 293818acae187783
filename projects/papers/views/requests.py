"""Pages that every request after registration shares: read, return, withdraw, forward."""

from collections.abc import Mapping
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.machines import Move, moves_offered
from common.pages.pages import SubjectPage, Values
from common.refusals import Sentence
from common.screens import anyone
from partners import permissions
from partners.people.models.people import Visitor
from projects.papers.models.requests import AfterRegistration
from projects.papers.selectors import documents
from projects.papers.views.drafts import overview
from projects.papers.views.pages import step_of


class RequestPage[Row: AfterRegistration](SubjectPage[Row]):
    """The page of a request; approved ones are public."""

    may = staticmethod(anyone)
    methods = ("GET",)
    lead: ClassVar[Sentence]

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
            **overview(paper, user),
            **self.more(paper),
        }
        return render(request, "projects/request_page.html", context)


def buttons(paper: AfterRegistration, user: Visitor, *but: str) -> list[tuple[Move, str]]:
    """The moves with a button for this person, each with its address."""
    offered = [move for move in moves_offered(paper, user) if move.name not in but]
    return [(move, f"{paper.get_absolute_url()}{move.name.replace('_', '-')}/") for move in offered]
