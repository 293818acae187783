"""Pages of files of transfers: try one, propose all of it, look at it whole, approve or reject all."""

from datetime import datetime
from typing import override

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in, status_of
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work
from partners.views.pages import acting
from registry.forms.accounts import NoteForm
from registry.forms.batches import BatchForm
from registry.models import Account, TransferBatch
from registry.permissions import proposes
from registry.selectors import batches as selectors
from registry.services import batches
from registry.views.pages import RegistryMove, find_account


def find_batch(request: HttpRequest, pk: int) -> TransferBatch:
    """A file of transfers of an account whose inside this person sees, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


@screen(may=at_work, methods=("GET",))
def batch_template(request: HttpRequest) -> HttpResponse:
    """An example file with every column."""
    answer = HttpResponse(batches.TEMPLATE, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="transfers.csv"'
    return answer


@screen(may=at_work)
def batch_start(request: HttpRequest, number: str) -> HttpResponse:
    """Upload a file, see what each line would do, then propose all of it."""
    account = find_account(request, number)
    form = BatchForm(request.POST or None, request.FILES or None) if request.method == "POST" else BatchForm()
    if form.is_valid() and "change" not in request.POST:
        with refusals_in(form):
            return _try_or_propose(request, account, form)
    context = {"account": account, "form": form, "may_propose": proposes(account, request.user)}
    return render(request, "registry/batch_start.html", context, status=status_of(form))


def _try_or_propose(request: HttpRequest, account: Account, form: BatchForm) -> HttpResponse:
    text, file_name = form.cleaned_data["text"], form.cleaned_data["file_name"]
    if "confirm" in request.POST:
        made = batches.propose(
            account_id=account.pk, text=text, file_name=file_name, by=acting(request), at=clock.now()
        )
        messages.success(request, _("All lines are proposed. Another representative of the account approves them."))
        return redirect(made)
    outcomes = batches.dry_run(account=account, lines=batches.read(text), by=acting(request), at=clock.now())
    context = {
        "account": account,
        "outcomes": outcomes,
        "text": text,
        "file_name": file_name,
        "refused": sum(each.refusal is not None for each in outcomes),
        "total": sum(each.quantity_tco2e for each in outcomes),
    }
    return render(request, "registry/batch_check.html", context)


@screen(may=at_work, methods=("GET",))
def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of transfers as a whole: every line's units and state."""
    batch = find_batch(request, pk)
    context = {
        "batch": batch,
        "requests": selectors.requests_of(batch),
        "total": selectors.total(batch),
        "may_approve": selectors.may_approve(batch, request.user),
        "is_own": batch.proposed_by_id in acting(request).own_accounts,
    }
    return render(request, "registry/batch_page.html", context)


class BatchMove(RegistryMove[TransferBatch]):
    """One move of every line of a file."""

    @override
    def find(self, pk: int) -> TransferBatch:
        return find_batch(self.request, pk)


class BatchApprove(BatchMove):
    """A second representative approves all lines."""

    title = gettext_lazy("Approve all")
    lead = gettext_lazy(
        "Exactly the units shown move, line by line, at once or after the delay that protects accounts "
        "outside the trusted list. All checks are made again for each."
    )
    done = gettext_lazy("You have approved all of it.")

    @override
    def act(self, batch: TransferBatch, *, by: User, at: datetime) -> None:
        batches.approve(batch_id=batch.pk, by=by, at=at)


class BatchReject(BatchMove):
    """A second representative rejects all lines."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Reject all")
    lead = gettext_lazy("Nothing moves. The proposer reads your reason.")
    done = gettext_lazy("You have rejected all of it.")

    @override
    def act(self, batch: TransferBatch, *, by: User, at: datetime, note: str) -> None:
        batches.reject(batch_id=batch.pk, note=note, by=by, at=at)
