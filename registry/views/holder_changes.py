"""Pages of a change of holder: propose it, look at it, confirm or reject it."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from common.facts import Fact
from common.machines import judging_of
from common.pages.finals import FinalPage
from common.pages.forms import Data
from common.pages.pages import SubjectPage, Values
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work, role
from registry import permissions
from registry.forms.accounts import NoteForm
from registry.forms.holder_changes import HolderForm
from registry.models import Account, HolderChange
from registry.selectors import accounts as selectors
from registry.selectors import holdings, shown
from registry.services import holder_changes
from registry.views.pages import AboutAccount, RegistryFinal, RegistryMove, account_paper


def find_change(request: HttpRequest, number: str, pk: int) -> HolderChange:
    """A change of holder of an account whose inside this person sees, or 404."""
    return get_object_or_404(selectors.holder_changes_visible_to(request.user), account__number=number, pk=pk)


class HolderPropose(AboutAccount, FinalPage[Account]):
    """An administrator proposes that another organisation takes an account over."""

    is_rehearsed = True
    may = staticmethod(role("registry"))
    title = gettext_lazy("Change the holder")
    submit = gettext_lazy("Propose the change of holder")
    lead = gettext_lazy(
        "After a merger, a sale or a succession the account goes to another organisation with everything in it. "
        "The people of the earlier holder no longer act for it."
    )
    consequence = gettext_lazy("Nothing changes yet. What you write stays with the proposal, whatever becomes of it.")
    second = gettext_lazy("Another administrator of the registry confirms it.")
    done = gettext_lazy("It is proposed. Another administrator of the registry confirms it.")

    @override
    def caption(self, account: Account) -> object:
        return account.number

    @override
    def admit(self, account: Account) -> None:
        if not judging_of(permissions.proposes_holder)(account, self.request.user):
            raise Http404

    @override
    def form(self, account: Account, data: Data) -> HolderForm:
        return HolderForm(data, account=account)

    @override
    def facts(self, account: Account, form: BaseForm) -> Sequence[Fact]:
        return [
            Fact(gettext_lazy("Account"), str(account)),
            Fact(gettext_lazy("Holder until now"), str(account.holder)),
            Fact(gettext_lazy("Holds now"), holdings.balance(account), "tonnes"),
        ]

    @override
    def act(self, account: Account, *, by: User, at: datetime, **typed: Values) -> HolderChange:
        return holder_changes.propose(account_id=account.pk, by=by, at=at, **typed)


@screen(may=at_work, methods=("GET",))
def holder_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A change of holder: from whom to whom, who proposed it, who decides."""
    change = find_change(request, number, pk)
    return account_paper(
        request,
        change,
        title=gettext_lazy("Change of holder"),
        following=gettext_lazy("When another administrator has confirmed it, the account is the new holder’s at once."),
        lines=shown.of_holder_change(change),
    )


class AboutHolderChange(SubjectPage[HolderChange]):
    """A page about a change of holder."""

    @override
    def find(self, number: str, pk: int) -> HolderChange:
        return find_change(self.request, number, pk)


class HolderConfirm(AboutHolderChange, RegistryFinal[HolderChange]):
    """A second administrator makes the change."""

    move = "confirm"
    title = gettext_lazy("Confirm the change of holder")
    lead = gettext_lazy("Another administrator proposed exactly this. You have seen the papers that prove it.")
    consequence = gettext_lazy(
        "At once: the account and everything in it is the new holder’s, publicly. Everybody who acted for the earlier "
        "holder loses it, and the two people named act for it."
    )
    done = gettext_lazy("The account has its new holder.")

    @override
    def facts(self, change: HolderChange, form: BaseForm) -> Sequence[Fact]:
        return [
            *shown.of_holder_change(change),
            Fact(gettext_lazy("Holds now"), holdings.balance(change.account), "tonnes"),
        ]

    @override
    def act(self, change: HolderChange, *, by: User, at: datetime) -> None:
        holder_changes.confirm(change_id=change.pk, by=by, at=at)


class HolderReject(AboutHolderChange, RegistryMove[HolderChange]):
    """An administrator rejects the change, or takes it back."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Reject the change of holder")
    lead = gettext_lazy("The account stays with its holder. Whoever proposed the change reads your reason.")
    done = gettext_lazy("The change is rejected.")

    @override
    def act(self, change: HolderChange, *, by: User, at: datetime, note: str) -> None:
        holder_changes.reject(change_id=change.pk, note=note, by=by, at=at)
