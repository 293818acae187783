"""Pages of accounts: mine, one, apply, statement, trusted list, and the administrator's moves."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import override

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.facts import Fact
from common.forms import refusals_in, status_of
from common.limits import Turn
from common.listing import Column, Listing, harmless
from common.pages.finals import FinalPage
from common.pages.forms import Data, StartPage
from common.pages.pages import Values
from common.pdf import render_pdf
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work, role
from partners.views.pages import acting
from registry import permissions
from registry.forms.accounts import ApplyForm, GovernmentApplyForm, NoteForm, StatementForm, TrustForm
from registry.forms.searches import AccountFilter
from registry.models import Account, AccountKind, TrustedAccount
from registry.selectors import accounts as selectors
from registry.selectors import holdings, requests, standing
from registry.selectors.desk import reach_of_account
from registry.selectors.suspensions import Block
from registry.services import accounts
from registry.views.applications import papers
from registry.views.pages import AboutAccount, RegistryFinal, RegistryMove, find_account
from workflow.steps.selectors import inbox

may_apply, may_look = role("participant"), role("registry", "auditor")
may_apply_for_government = role("registry", "government")
OVERVIEW = Listing(
    name="jcm-accounts-looked-after",
    title=gettext_lazy("Accounts that you look after"),
    lead=gettext_lazy("Every account of your registry, with what it holds and how it stands."),
    empty=gettext_lazy("No account was applied for yet."),
    columns=[
        Column("number", gettext_lazy("Number"), sort="number", link=lambda a: a.get_absolute_url()),
        Column("name", gettext_lazy("Name"), sort="name"),
        Column("holder", gettext_lazy("Holder"), show=lambda a: str(a.holder), sort="holder__name"),
        Column("kind", gettext_lazy("Kind"), show=lambda a: a.get_kind_display(), sort="kind"),
        Column("state", gettext_lazy("State"), show=lambda a: a.get_state_display(), sort="state"),
        Column("held_tco2e", gettext_lazy("Holds (t CO₂ eq)"), numeric=True, sort="held_tco2e"),
    ],
    search=["number__istartswith", "name", "holder__name"],
    filters=AccountFilter,
    order=["number"],
)
END_OF_DAY = time(23, 59, 59, 999999, tzinfo=UTC)


@screen(may=at_work, methods=("GET",))
def account_list(request: HttpRequest) -> HttpResponse:
    """The accounts whose inside I see, with what they hold and what waits for my approval."""
    seen = standing.with_held(selectors.visible_to(request.user))
    looks_after = may_look(request.user)
    context = {
        "accounts": seen.filter(selectors.of_representative(request.user)) if looks_after else seen,
        "looks_after": looks_after,
        "to_approve": requests.to_approve(request.user),
        "may_apply": may_apply(request.user),
        "may_apply_for_government": may_apply_for_government(request.user),
    }
    return render(request, "registry/account_list.html", context)


@screen(may=may_look, methods=("GET",))
def account_overview(request: HttpRequest) -> HttpResponse:
    """Every account that this person looks after, to be searched, narrowed and downloaded."""
    return OVERVIEW.respond(request, standing.with_held(selectors.visible_to(request.user)))


class AccountApply(StartPage):
    """Apply for an account."""

    may = staticmethod(may_apply)
    title = gettext_lazy("Apply for an account")
    submit = gettext_lazy("Begin the application")
    back_route = "registry:account-list"
    back_caption = gettext_lazy("Accounts")
    lead = gettext_lazy(
        "Credits are held in accounts. You name the account and its people here, hand in documents and details "
        "on the next page, and send it. One officer of the registry checks it, another opens the account."
    )
    done = gettext_lazy("The application is begun. Hand in what it needs, then send it.")

    @override
    def form(self, subject: None, data: Data) -> ApplyForm:
        return ApplyForm(data, user=self.request.user)

    @override
    def act(self, subject: None, *, by: User, at: datetime, **application: Values) -> Account:
        return accounts.apply(by=by, at=at, **application)


class GovernmentAccountApply(StartPage):
    """Apply for an account that a registry keeps once, for its government."""

    may = staticmethod(may_apply_for_government)
    title = gettext_lazy("Apply for an account of the government")
    submit = gettext_lazy("Begin the application")
    back_route = "registry:account-list"
    back_caption = gettext_lazy("Accounts")
    lead = gettext_lazy(
        "Each registry keeps one account of each kind for its government: holding, retirement, cancellation, buffer. "
        "An administrator of the registry checks the application, another opens the account."
    )
    done = gettext_lazy("The application is begun. Hand in what it needs, then send it.")

    @override
    def form(self, subject: None, data: Data) -> GovernmentApplyForm:
        return GovernmentApplyForm(data, user=self.request.user)

    @override
    def act(self, subject: None, *, by: User, at: datetime, **application: Values) -> Account:
        return accounts.apply_for_government(by=by, at=at, **application)


@screen(may=at_work, methods=("GET",))
def account_page(request: HttpRequest, number: str) -> HttpResponse:
    """An account: what it holds by lot and vintage, who acts for it, what is under way."""
    account = find_account(request, number)
    representatives = selectors.representatives(account)
    rights, held = account.rights_of(request.user), list(holdings.of(account))
    context = {
        "account": account,
        "holdings": held,
        "standing": standing.of(held),
        "may_change_holder": account.kind == AccountKind.ENTITY and permissions.administers(account, request.user),
        "step": inbox.open_step(account),
        "rights": rights,
        "representatives": representatives,
        "requests": requests.visible_to(request.user).filter(sender=account)[:20],
        "today": clock.today(),
        **papers(account, request.user, rights),
    }
    return render(request, "registry/account_page.html", context)


@screen(may=at_work, methods=("GET",))
def account_statement(request: HttpRequest, number: str) -> HttpResponse:
    """What the account held at the end of a day: as a page, CSV or PDF."""
    account = find_account(request, number)
    form = StatementForm(request.GET if "on" in request.GET else {"on": clock.today().isoformat()})
    if not form.is_valid():
        return render(request, "registry/statement.html", {"account": account, "form": form}, status=status_of(form))
    day = form.cleaned_data["on"]
    held = holdings.at(account, datetime.combine(day, END_OF_DAY) + timedelta(microseconds=1))
    context = {
        "account": account,
        "form": form,
        "day": day,
        "held": held,
        "total": sum(each.quantity_tco2e for each in held),
    }
    kind = request.GET.get("format")
    if kind == "pdf":
        with Turn(request, "document"):
            pdf = render_pdf("registry/statement_pdf.html", context)
        name = f"statement-{account.number}-{day}.pdf"
        return HttpResponse(
            pdf, content_type="application/pdf", headers={"Content-Disposition": f"inline; filename={name}"}
        )
    return _as_csv(context) if kind == "csv" else render(request, "registry/statement.html", context)


def _as_csv(context: dict) -> HttpResponse:
    name = f"statement-{context['account'].number}-{context['day']}.csv"
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename={name}"
    writer = csv.writer(answer)
    writer.writerow(["account", "day", "serial", "project", "vintage", "quantity_tco2e"])
    for each in context["held"]:
        lot = each.lot
        row = [context["account"].number, context["day"], each.serial, lot.project, lot.vintage, each.quantity_tco2e]
        writer.writerow([harmless(value) for value in row])
    return answer


@screen(may=at_work)
def trusted_list(request: HttpRequest, number: str) -> HttpResponse:
    """The trusted list of an account: see it, add to it."""
    account = find_account(request, number)
    form = TrustForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            accounts.trust(account_id=account.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("It is on the list. Another representative approves it."))
            return redirect("registry:trusted-list", number=account.number)
    context = {
        "account": account,
        "form": form,
        "trusted": selectors.trusted(account),
        "today": clock.today(),
        "rights": account.rights_of(request.user),
        "own": acting(request).own_accounts,
    }
    return render(request, "registry/trusted_list.html", context, status=status_of(form))


class TrustedApprove(FinalPage[TrustedAccount]):
    """Another representative approves an entry of the trusted list."""

    may = staticmethod(at_work)
    title = gettext_lazy("Approve the trusted account")
    lead = gettext_lazy("Another representative put this account on the list.")
    consequence = gettext_lazy(
        "After four working days transfers to this account run as soon as they are approved, without a day in which "
        "they can be cancelled. Taking it off the list counts at once."
    )
    done = gettext_lazy("It is approved. The list says from when it counts.")

    @override
    def find(self, number: str, pk: int) -> TrustedAccount:
        return get_object_or_404(selectors.trusted(find_account(self.request, number)), pk=pk)

    @override
    def admit(self, listed: TrustedAccount) -> None:
        if not {"propose", "approve"} & listed.account.rights_of(self.request.user):
            raise Http404

    @override
    def caption(self, listed: TrustedAccount) -> object:
        return listed.account.number

    @override
    def back(self, listed: TrustedAccount) -> str:
        return reverse("registry:trusted-list", args=[listed.account.number])

    @override
    def facts(self, listed: TrustedAccount, form: BaseForm) -> Sequence[Fact]:
        return [
            Fact(gettext_lazy("Account"), str(listed.account)),
            Fact(gettext_lazy("Trusted account"), listed.receiver.number),
            Fact(gettext_lazy("Its holder"), str(listed.receiver.holder)),
            Fact(gettext_lazy("Proposed by"), str(listed.added_by)),
        ]

    @override
    def act(self, listed: TrustedAccount, *, by: User, at: datetime) -> None:
        accounts.approve_trust(trusted_id=listed.pk, by=by, at=at)


@screen(may=at_work, methods=("POST",))
def trusted_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take an account off the list at once."""
    account = find_account(request, number)
    listed = get_object_or_404(selectors.trusted(account), pk=pk)
    accounts.distrust(trusted_id=listed.pk, by=acting(request), at=clock.now())
    messages.success(request, _("It is off the list."))
    return redirect("registry:trusted-list", number=account.number)


class AccountSuspend(AboutAccount, RegistryMove[Account]):
    """Suspend an account, after a look at what that stops."""

    form_class = NoteForm
    warning = True
    template_name = "registry/account_suspend.html"
    title = gettext_lazy("Suspend the account")
    lead = gettext_lazy("Nothing leaves or enters it from now on, not even what was approved before.")
    done = gettext_lazy("The account is suspended.")

    @override
    def shows(self, account: Account) -> Mapping[str, object]:
        stopped = Block("account", account.number, str(account))
        return {"account": account, "stopped": stopped, "reach": reach_of_account(account)}

    @override
    def act(self, account: Account, *, by: User, at: datetime, note: str) -> None:
        accounts.suspend(account_id=account.pk, note=note, by=by, at=at)


class AccountReinstate(AboutAccount, RegistryFinal[Account]):
    """Lift the suspension of an account."""

    move = "reinstate"
    title = gettext_lazy("Lift the suspension")
    lead = gettext_lazy("The account can send and receive again.")
    consequence = gettext_lazy("At once. Requests that were ended meanwhile are not taken up again.")
    done = gettext_lazy("The account is open again.")

    @override
    def facts(self, account: Account, form: BaseForm) -> Sequence[Fact]:
        return [
            Fact(gettext_lazy("Account"), str(account)),
            Fact(gettext_lazy("Holder"), str(account.holder)),
            Fact(gettext_lazy("Holds now"), holdings.balance(account), "tonnes"),
            Fact(gettext_lazy("Suspended because"), account.state_note),
        ]

    @override
    def act(self, account: Account, *, by: User, at: datetime) -> None:
        accounts.reinstate(account_id=account.pk, by=by, at=at)
