"""Pages of files of transfers: try one, propose all of it, look at it whole, approve or reject all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy

from common import clock
from common.facts import Fact
from common.pages.forms import Data
from common.pages.pages import Values
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work
from partners.views.pages import acting
from registry.forms.accounts import NoteForm
from registry.forms.batches import BatchForm
from registry.models import Account, TransferBatch
from registry.permissions import proposes
from registry.selectors import batches as selectors
from registry.selectors import shown
from registry.services import batches
from registry.services.batches import Outcome
from registry.views.pages import AboutAccount, RegistryFinal, RegistryMove


def find_batch(request: HttpRequest, pk: int) -> TransferBatch:
    """A file of transfers of an account whose inside this person sees, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


@screen(may=at_work, methods=("GET",))
def batch_template(request: HttpRequest) -> HttpResponse:
    """An example file with every column."""
    answer = HttpResponse(batches.TEMPLATE, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="transfers.csv"'
    return answer


class BatchStart(AboutAccount, RegistryFinal[Account]):
    """Upload a file, read what each line would do, then propose all of it."""

    template_name = "registry/batch_start.html"
    check_template_name = "registry/batch_check.html"
    title = gettext_lazy("Transfers from a file")
    submit = gettext_lazy("Propose all lines")
    lead = gettext_lazy(
        "The registry tries every line in order and takes all of it back. Nothing is moved or asked for before you "
        "confirm."
    )
    consequence = gettext_lazy("Exactly these units move when another representative approves, and only these.")
    second = gettext_lazy("Another representative of the account approves it.")
    done = gettext_lazy("All lines are proposed. Another representative of the account approves them.")
    outcomes: Sequence[Outcome] = ()

    @override
    def form(self, account: Account, data: Data) -> BatchForm:
        return BatchForm(data, self.files)

    @override
    def shows(self, account: Account) -> Mapping[str, object]:
        return {
            "account": account,
            "may_propose": proposes(account, self.request.user),
            "outcomes": self.outcomes,
            "refused": sum(each.refusal is not None for each in self.outcomes),
            "total": sum(each.quantity_tco2e for each in self.outcomes),
        }

    @override
    def facts(self, account: Account, form: BaseForm) -> Sequence[Fact]:
        lines, by = batches.read(form.cleaned_data["text"]), acting(self.request)
        self.outcomes = batches.dry_run(account=account, lines=lines, by=by, at=clock.now())
        return [
            Fact(
                f"{each.line.number} {each.line.receiver}",
                [*(str(serial) for serial, _tonnes, _vintage in each.serials), each.line.note],
            )
            for each in self.outcomes
        ]

    @override
    def said(self, form: BaseForm) -> Sequence[str]:
        return ()

    @override
    def is_possible(self, account: Account) -> bool:
        return all(each.refusal is None for each in self.outcomes)

    @override
    def act(
        self, account: Account, *, by: User, at: datetime, text: str, file_name: str, **_file: Values
    ) -> TransferBatch:
        return batches.propose(account_id=account.pk, text=text, file_name=file_name, tried=self.outcomes, by=by, at=at)


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


class BatchApprove(RegistryFinal[TransferBatch]):
    """A second representative approves all lines."""

    title = gettext_lazy("Approve all")
    lead = gettext_lazy(
        "Exactly the units shown move, line by line, at once or after the delay that protects accounts "
        "outside the trusted list. All checks are made again for each."
    )
    consequence = gettext_lazy(
        "Exactly these units move. What has moved comes back only by a transfer of the receiver."
    )
    done = gettext_lazy("You have approved all of it.")

    @override
    def find(self, pk: int) -> TransferBatch:
        return find_batch(self.request, pk)

    @override
    def facts(self, batch: TransferBatch, form: BaseForm) -> Sequence[Fact]:
        return [*shown.of_batch(batch), Fact(gettext_lazy("Proposed by"), str(batch.proposed_by))]

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
