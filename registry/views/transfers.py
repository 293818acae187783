"""Pages of transactions: propose a transfer, approve, reject, cancel, look back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy

from common import clock
from common.facts import Fact
from common.listing import Column, Listing
from common.pages.forms import Data
from common.pages.pages import Values
from common.refusals import Sentence
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work
from partners.views.pages import acting
from registry.forms.accounts import NoteForm
from registry.forms.searches import RequestFilter
from registry.forms.transfers import TransferForm
from registry.models import Account, TransactionRequest
from registry.permissions import proposes
from registry.selectors import requests as selectors
from registry.selectors import shown, suspensions, transactions
from registry.services import requests
from registry.services.choices import Selection
from registry.services.requests import Chosen
from registry.views.lists import TRANSACTIONS
from registry.views.officer_requests import WORDS, may_administer
from registry.views.pages import AboutAccount, RegistryFinal, RegistryMove, find_request
from workflow.steps.selectors import inbox

REQUESTS = Listing(
    name="jcm-transaction-requests",
    title=gettext_lazy("Transactions asked for"),
    lead=gettext_lazy(
        "Every transfer, retirement and cancellation that representatives proposed, of the accounts "
        "whose inside you see, newest first."
    ),
    empty=gettext_lazy("Nothing was asked for yet."),
    columns=[
        Column("reference", gettext_lazy("Number"), link=lambda r: r.get_absolute_url()),
        Column("kind", gettext_lazy("Kind"), show=lambda r: r.get_kind_display(), sort="kind"),
        Column("sender.number", gettext_lazy("From account")),
        Column("receiver.number", gettext_lazy("To account")),
        Column("state", gettext_lazy("State"), show=lambda r: r.get_state_display(), sort="state"),
        Column("proposed_at", gettext_lazy("Proposed on"), sort="proposed_at"),
        Column("quantity_tco2e", gettext_lazy("t CO₂ eq"), numeric=True, sort="quantity_tco2e"),
        Column("failed_check", gettext_lazy("Failed check"), show=lambda r: r.failed_check or "–", on_page=False),
        Column("posted_id", gettext_lazy("Posted as"), on_page=False),
    ],
    search=["sender__number", "receiver__number", "note", "proposed_by__name", "approved_by__name"],
    filters=RequestFilter,
    order=["-proposed_at", "-id"],
)


@screen(may=at_work, methods=("GET",))
def request_list(request: HttpRequest) -> HttpResponse:
    """Requests of the accounts that I see."""
    return REQUESTS.respond(request, selectors.visible_to(request.user))


class TransferStart(AboutAccount, RegistryFinal[Account]):
    """Say to whom and how much; then read the exact serial numbers and ask for it."""

    template_name = "registry/transfer_start.html"
    title = gettext_lazy("Transfer credits")
    submit = gettext_lazy("Propose the transfer")
    consequence = gettext_lazy("Exactly these units move when another representative approves, and only these.")
    second = gettext_lazy("Another representative of the account approves it.")
    done = gettext_lazy("The transfer is proposed. Another representative of the account approves it.")
    chosen: Chosen

    @override
    def form(self, account: Account, data: Data) -> TransferForm:
        return TransferForm(data, account=account)

    @override
    def shows(self, account: Account) -> Mapping[str, object]:
        return {"account": account, "may_propose": proposes(account, self.request.user)}

    @override
    def facts(self, account: Account, form: BaseForm) -> Sequence[Fact]:
        wish, by = form.cleaned_data, acting(self.request)
        selection = Selection(serials=wish["serials"], lot_id=wish["lot"], quantity=wish["quantity"])
        self.chosen = requests.preview(
            account=account, receiver=wish["receiver"], selection=selection, by=by, at=clock.now()
        )
        return [
            *shown.between(account, self.chosen.receiver),
            Fact(gettext_lazy("Amount"), self.chosen.quantity_tco2e, "tonnes"),
            Fact(gettext_lazy("Exactly these units"), [str(each[0]) for each in self.chosen.serials], "serial"),
            shown.runs(is_trusted=self.chosen.is_trusted),
            shown.rule(trusted_only=account.trusted_only),
        ]

    @override
    def said(self, form: BaseForm) -> Sequence[str]:
        return ["note"]

    @override
    def act(self, account: Account, *, by: User, at: datetime, note: str, **_wish: Values) -> TransactionRequest:
        return requests.propose(
            account_id=account.pk,
            kind=self.chosen.kind,
            receiver=self.chosen.receiver.number,
            units=self.chosen.units,
            note=note,
            by=by,
            at=at,
        )


@screen(may=at_work, methods=("GET",))
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for my approval."""
    return render(request, "registry/approvals.html", {"requests": selectors.to_approve(request.user)})


@screen(may=at_work, methods=("GET",))
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A transaction request: exactly which units, who proposed it, who may act, and when it runs."""
    asked = find_request(request, pk)
    context = {
        "asked": asked,
        "batch": asked.batch,
        "lines": shown.of_request(asked),
        "step": inbox.open_step(asked),
        "is_own": asked.proposed_by_id in acting(request).own_accounts,
    }
    return render(request, "registry/request_page.html", context)


@screen(may=at_work, methods=("GET",))
def transaction_list(request: HttpRequest) -> HttpResponse:
    """Posted transactions of the accounts that I see."""
    return TRANSACTIONS.respond(request, transactions.visible_to(request.user))


@screen(may=at_work, methods=("GET",))
def transaction_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A posted transaction with its movements."""
    posted = get_object_or_404(transactions.visible_to(request.user), pk=pk)
    context = {
        "posted": posted,
        "movements": transactions.movements_of(posted, request.user),
        "answered_by": transactions.answers_to(posted),
        "frozen": suspensions.freezes(posted.pk),
        "ways": [(way, WORDS[way].title) for way in transactions.possible_answers(posted)],
        "may_answer": may_administer(request.user),
    }
    return render(request, "registry/transaction_page.html", context)


class RequestMove(RegistryMove[TransactionRequest]):
    """One move of a transaction request."""

    @override
    def find(self, pk: int) -> TransactionRequest:
        return find_request(self.request, pk)


class RequestApprove(RegistryFinal[TransactionRequest]):
    """A second representative approves."""

    move = "approve"
    title = gettext_lazy("Approve")
    lead = gettext_lazy("You read what another representative proposed. All checks are made again.")
    done = gettext_lazy("You have approved it.")

    @override
    def find(self, pk: int) -> TransactionRequest:
        return find_request(self.request, pk)

    @override
    def facts(self, asked: TransactionRequest, form: BaseForm) -> Sequence[Fact]:
        return shown.of_approval(asked, clock.today())

    @override
    def consequence_of(self, asked: TransactionRequest) -> Sentence:
        return shown.consequence(asked)

    @override
    def act(self, asked: TransactionRequest, *, by: User, at: datetime) -> None:
        requests.approve(request_id=asked.pk, by=by, at=at)


class RequestReject(RequestMove):
    """A second representative rejects."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Reject")
    lead = gettext_lazy("Nothing moves. The proposer reads your reason.")
    done = gettext_lazy("You have rejected it.")

    @override
    def act(self, asked: TransactionRequest, *, by: User, at: datetime, note: str) -> None:
        requests.reject(request_id=asked.pk, note=note, by=by, at=at)


class RequestStop(RequestMove):
    """An administrator of the registry stops one transaction that has not run yet."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Stop this transaction")
    lead = gettext_lazy("Nothing moves, and the units are free again. The representatives read your reason.")
    done = gettext_lazy("It is stopped.")

    @override
    def act(self, asked: TransactionRequest, *, by: User, at: datetime, note: str) -> None:
        requests.stop(request_id=asked.pk, note=note, by=by, at=at)


class RequestCancel(RequestMove):
    """A representative cancels what was asked for."""

    warning = True
    title = gettext_lazy("Cancel the request")
    lead = gettext_lazy("Nothing moves. Possible until two hours before the transaction runs.")
    done = gettext_lazy("It is cancelled.")

    @override
    def act(self, asked: TransactionRequest, *, by: User, at: datetime) -> None:
        requests.cancel(request_id=asked.pk, by=by, at=at)
