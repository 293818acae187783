"""What the pages of the registry share: find an account or a request, the page of one move."""

from typing import Protocol, override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from common.pages.finals import FinalPage
from common.pages.forms import MovePage
from common.pages.pages import SubjectPage
from common.refusals import Sentence
from partners.permissions import at_work
from registry.models import Account, DocumentRequest, HolderChange, RuleChange, TransactionRequest
from registry.selectors import accounts, requests
from workflow.steps.selectors import inbox


def find_account(request: HttpRequest, number: str) -> Account:
    """An account whose inside this person sees, or 404."""
    seen = accounts.visible_to(request.user).select_related("applied_by", "checked_by", "opened_by", "closed_by")
    return get_object_or_404(seen, number=number)


def find_request(request: HttpRequest, pk: int) -> TransactionRequest:
    """A transaction request that this person sees, or 404."""
    return get_object_or_404(requests.visible_to(request.user), pk=pk)


class Referenced(Protocol):
    """What a page of the registry is about: it has a number."""

    @property
    def reference(self) -> object: ...


class RegistryMove[Row: Referenced](MovePage[Row]):
    """One move of an account, a request or a change, on which people of the platform work."""

    may = staticmethod(at_work)
    sent_once = False  # a posting is a transaction of its own (docs/ledger.md), and the state refuses a second time

    @override
    def caption(self, subject: Row) -> object:
        return subject.reference


class RegistryFinal[Row: Referenced](FinalPage[Row]):
    """An act of the registry's people that cannot be taken back."""

    may = staticmethod(at_work)

    @override
    def caption(self, subject: Row) -> object:
        return subject.reference


class AboutAccount(SubjectPage[Account]):
    """A page about an account whose inside the person sees."""

    @override
    def find(self, number: str) -> Account:
        return find_account(self.request, number)


def account_paper(
    request: HttpRequest,
    paper: DocumentRequest | HolderChange | RuleChange,
    *,
    title: Sentence,
    following: Sentence,
    body: str = "common/facts.html",
    **shown: object,
) -> HttpResponse:
    """The page of a paper of an account: where it stands, what it says, and what may be done with it.

    Args:
        following: what happens next, while somebody has it in hand.
        body: the template that shows what it says, with `shown`.
    """
    context = {"paper": paper, "title": title, "next": following, "body": body, "step": inbox.open_step(paper)}
    return render(request, "registry/account_paper.html", {**context, **shown})
