"""Pages of account holders: confirm the details, change the representatives, who is late."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in
from common.listing import Column, Listing
from common.screens import screen
from partners.permissions import at_work, role
from partners.views.pages import acting, form_page
from registry import permissions
from registry.forms.accounts import ChangeForm, DetailsForm, NoteForm
from registry.models import HolderDetails, RepresentativeChange
from registry.selectors import applications as selectors
from registry.services import holders, representatives
from registry.views.pages import find_account, move_page
from workflow.steps.selectors import inbox


@screen(may=at_work)
def account_details(request: HttpRequest, number: str) -> HttpResponse:
    """Confirm the details of the account holder, or correct them."""
    account = find_account(request, number)
    details = selectors.details(account) or HolderDetails(account=account, name_en=account.holder.name)
    if not permissions.keeps_details(details, request.user):
        raise Http404
    form = DetailsForm(request.POST if request.method == "POST" else None, instance=details)
    if form.is_valid():
        with refusals_in(form):
            holders.confirm(account_id=account.pk, values=form.cleaned_data, by=acting(request), at=clock.now())
            messages.success(request, _("The details are confirmed as of today."))
            return redirect(account)
    return form_page(
        request,
        form,
        title=_("Details of the account holder"),
        submit=_("Confirm the details"),
        back=account.get_absolute_url(),
        subject=account.number,
        lead=_(
            "Read every line and correct what has changed. You confirm them once a year; the registry asks you a "
            "month before. Japanese is needed for holders in Japan only."
        ),
    )


@screen(may=at_work)
def change_ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for a change of representatives."""
    account = find_account(request, number)
    if not permissions.asks_for_people(account, request.user):
        raise Http404
    form = ChangeForm(request.POST if request.method == "POST" else None, account=account)
    if form.is_valid():
        with refusals_in(form):
            change = representatives.ask(account_id=account.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The registry is asked. You get a notice when an officer has confirmed it."))
            return redirect(change)
    return form_page(
        request,
        form,
        title=_("Change the representatives"),
        submit=_("Ask for the change"),
        back=account.get_absolute_url(),
        subject=account.number,
        lead=_(
            "Two to four people act for an account; one must be able to propose and another to approve. "
            "Tick the rights that the person is to have afterwards; with neither, they read only. "
            "An officer of the registry checks identity and authority and confirms each change before it counts."
        ),
    )


def find_change(request: HttpRequest, number: str, pk: int) -> RepresentativeChange:
    """A change of an account whose inside this person sees, or 404."""
    return get_object_or_404(selectors.changes(find_account(request, number)).select_related("account"), pk=pk)


@screen(may=at_work, methods=("GET",))
def change_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A change of representatives: who, what, who asked, who confirms."""
    change = find_change(request, number, pk)
    return render(request, "registry/change_page.html", {"change": change, "step": inbox.open_step(change)})


change_confirm = move_page(
    find=find_change,
    title=gettext_lazy("Confirm the change"),
    lead=gettext_lazy("You have checked the person’s identity and authority. The change counts at once."),
    done=gettext_lazy("The change is made."),
    call=lambda pk, **values: representatives.confirm(change_id=pk, **values),
)
change_decline = move_page(
    find=find_change,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Decline the change"),
    lead=gettext_lazy("The representatives read your reason and can ask again."),
    done=gettext_lazy("The change is declined."),
    call=lambda pk, **values: representatives.decline(change_id=pk, **values),
)
change_withdraw = move_page(
    find=find_change,
    title=gettext_lazy("Withdraw the change"),
    lead=gettext_lazy("Everybody keeps the rights they have."),
    done=gettext_lazy("The change is withdrawn."),
    call=lambda pk, **values: representatives.withdraw(change_id=pk, **values),
)


def _state(details: Any) -> str:
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
