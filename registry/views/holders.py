"""Pages of account holders: confirm the details, change the representatives, who is late."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.facts import Fact
from common.listing import Column, Listing
from common.pages.finals import FinalPage
from common.pages.forms import Data, FormPage
from common.pages.pages import Values
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work, role
from registry import permissions
from registry.forms.accounts import ChangeForm, DetailsForm, NoteForm
from registry.models import Account, HolderDetails, RepresentativeChange
from registry.selectors import applications as selectors
from registry.selectors import shown
from registry.services import holders, representatives
from registry.views.pages import AboutAccount, RegistryFinal, RegistryMove, find_account
from workflow.steps.selectors import inbox


class DetailsPage(FinalPage[HolderDetails]):
    """An act on the details of an account holder."""

    may = staticmethod(at_work)

    @override
    def find(self, number: str) -> HolderDetails:
        account = find_account(self.request, number)
        return selectors.details(account) or HolderDetails(account=account, name_en=account.holder.name)

    @override
    def admit(self, details: HolderDetails) -> None:
        if not permissions.keeps_details(details, self.request.user):
            raise Http404

    @override
    def back(self, details: HolderDetails) -> str:
        return details.account.get_absolute_url()

    @override
    def caption(self, details: HolderDetails) -> object:
        return details.account.number


class AccountDetails(DetailsPage):
    """Confirm the details of the account holder, or correct them."""

    is_rehearsed = True
    title = gettext_lazy("Details of the account holder")
    submit = gettext_lazy("Confirm the details")
    lead = gettext_lazy(
        "Read every line and correct what has changed. You confirm them once a year; the registry asks you a "
        "month before. Japanese is needed for holders in Japan only."
    )
    consequence = gettext_lazy("You say that these details are right today.")
    second = gettext_lazy("Once the account is open, another representative approves what you have changed.")
    done = gettext_lazy("The details are confirmed, or what you have changed waits for another representative.")

    @override
    def form(self, details: HolderDetails, data: Data) -> DetailsForm:
        return DetailsForm(data, instance=details)

    @override
    def act(self, details: HolderDetails, *, by: User, at: datetime, **values: Values) -> None:
        holders.confirm(account_id=details.account_id, values=values, by=by, at=at)


class DetailsAnswer(DetailsPage):
    """What a second representative says to changed details."""

    @override
    def find(self, number: str) -> HolderDetails:
        details = selectors.details(find_account(self.request, number))
        if details is None:
            raise Http404
        return details

    @override
    def facts(self, details: HolderDetails, form: BaseForm) -> Sequence[Fact]:
        return shown.of_changed_details(details)


class DetailsApprove(DetailsAnswer):
    """Another representative approves the changed details."""

    move = "approve"
    title = gettext_lazy("Approve the changed details")
    lead = gettext_lazy("Another representative has changed what stands here.")
    consequence = gettext_lazy("The details count as changed at once, and as confirmed today.")
    done = gettext_lazy("The details are changed.")

    @override
    def act(self, details: HolderDetails, *, by: User, at: datetime) -> None:
        holders.approve(account_id=details.account_id, by=by, at=at)


class DetailsReject(DetailsAnswer):
    """A representative leaves the details as they were."""

    move = "reject"
    warning = True
    title = gettext_lazy("Reject the changed details")
    lead = gettext_lazy("Another representative has changed what stands here.")
    consequence = gettext_lazy("The details stay as they were.")
    done = gettext_lazy("The details stay as they were.")

    @override
    def act(self, details: HolderDetails, *, by: User, at: datetime) -> None:
        holders.reject(account_id=details.account_id, by=by, at=at)


class ChangeAsk(AboutAccount, FormPage[Account]):
    """Ask for a change of representatives."""

    may = staticmethod(at_work)
    title = gettext_lazy("Change the representatives")
    submit = gettext_lazy("Ask for the change")
    lead = gettext_lazy(
        "Two to four people act for an account; one must be able to propose and another to approve. "
        "Tick the rights that the person is to have afterwards; with neither, they read only. "
        "An officer of the registry checks identity and authority and confirms each change before it counts."
    )
    done = gettext_lazy("The registry is asked. You get a notice when an officer has confirmed it.")

    @override
    def admit(self, account: Account) -> None:
        if not permissions.asks_for_people(account, self.request.user):
            raise Http404

    @override
    def form(self, account: Account, data: Data) -> ChangeForm:
        return ChangeForm(data, account=account)

    @override
    def act(self, account: Account, *, by: User, at: datetime, **change: Values) -> RepresentativeChange:
        return representatives.ask(account_id=account.pk, by=by, at=at, **change)

    @override
    def caption(self, account: Account) -> object:
        return account.number


def find_change(request: HttpRequest, number: str, pk: int) -> RepresentativeChange:
    """A change of an account whose inside this person sees, or 404."""
    return get_object_or_404(selectors.changes(find_account(request, number)).select_related("account"), pk=pk)


@screen(may=at_work, methods=("GET",))
def change_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A change of representatives: who, what, who asked, who confirms."""
    change = find_change(request, number, pk)
    return render(request, "registry/change_page.html", {"change": change, "step": inbox.open_step(change)})


class ChangeMove(RegistryMove[RepresentativeChange]):
    """One move of a change of representatives."""

    @override
    def find(self, number: str, pk: int) -> RepresentativeChange:
        return find_change(self.request, number, pk)


class ChangeConfirm(RegistryFinal[RepresentativeChange]):
    """An officer confirms the change."""

    move = "confirm"
    title = gettext_lazy("Confirm the change")
    lead = gettext_lazy("You have checked the person’s identity and authority.")
    consequence = gettext_lazy(
        "The change counts at once: whoever it names acts for the account from now on, or no more."
    )
    done = gettext_lazy("The change is made.")

    @override
    def find(self, number: str, pk: int) -> RepresentativeChange:
        return find_change(self.request, number, pk)

    @override
    def facts(self, change: RepresentativeChange, form: BaseForm) -> Sequence[Fact]:
        return shown.of_change(change)

    @override
    def act(self, change: RepresentativeChange, *, by: User, at: datetime) -> None:
        representatives.confirm(change_id=change.pk, by=by, at=at)


class ChangeDecline(ChangeMove):
    """An officer declines the change."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Decline the change")
    lead = gettext_lazy("The representatives read your reason and can ask again.")
    done = gettext_lazy("The change is declined.")

    @override
    def act(self, change: RepresentativeChange, *, by: User, at: datetime, note: str) -> None:
        representatives.decline(change_id=change.pk, note=note, by=by, at=at)


class ChangeWithdraw(ChangeMove):
    """A representative takes the change back."""

    title = gettext_lazy("Withdraw the change")
    lead = gettext_lazy("Everybody keeps the rights they have.")
    done = gettext_lazy("The change is withdrawn.")

    @override
    def act(self, change: RepresentativeChange, *, by: User, at: datetime) -> None:
        representatives.withdraw(change_id=change.pk, by=by, at=at)


def _state(details: HolderDetails) -> str:
    return _("Overdue") if details.is_overdue(clock.today()) else _("Due soon")


CONFIRMATIONS = Listing(
    name="jcm-confirmations",
    title=gettext_lazy("Yearly confirmations of account holders"),
    lead=gettext_lazy(
        "Holders who are to confirm their details within a month, or should have. The platform has asked "
        "them and reminds them; call those who are late."
    ),
    empty=gettext_lazy("No confirmation is due within a month."),
    columns=[
        Column(
            "number",
            gettext_lazy("Account"),
            show=lambda d: d.account.number,
            link=lambda d: d.account.get_absolute_url(),
        ),
        Column("holder", gettext_lazy("Holder"), show=lambda d: str(d.account.holder)),
        Column("confirmed_on", gettext_lazy("Last confirmed"), sort="confirmed_on"),
        Column("due_on", gettext_lazy("Due")),
        Column("state", gettext_lazy("State"), show=_state),
    ],
    search=["account__number__istartswith", "account__name", "name_en", "name_ja"],
    order=["confirmed_on"],
)


@screen(may=role("registry"), methods=("GET",))
def confirmations(request: HttpRequest) -> HttpResponse:
    """Whose yearly confirmation is due or late, for the registry's officers."""
    return CONFIRMATIONS.respond(request, selectors.due_confirmations(request.user, clock.today()))
