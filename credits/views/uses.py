"""Retire or cancel: choose the account, say what for, look at the exact units, ask for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common import clock
from common.forms import refusals_in, status_of
from common.screens import screen
from credits.forms.uses import UseForm
from credits.models.purposes import RULES
from credits.permissions import may_use
from credits.selectors import certificates as selectors
from credits.services import uses
from partners.views.pages import acting
from registry.models import Account
from registry.selectors import holdings


@screen(may=may_use, methods=("GET",))
def use_list(request: HttpRequest) -> HttpResponse:
    """The accounts from which this person may retire or cancel, and what was asked for."""
    accounts = [(account, holdings.balance(account)) for account in selectors.usable_accounts(request.user)]
    asked = selectors.asked_by(request.user)[:50]
    return render(request, "credits/use_list.html", {"accounts": accounts, "asked": asked})


@screen(may=may_use)
def use_start(request: HttpRequest, number: str) -> HttpResponse:
    """Say how much, what for and for whom; then look at the exact serial numbers and ask for it."""
    account: Account = get_object_or_404(selectors.usable_accounts(request.user), number=number)
    form = UseForm(request.POST if request.method == "POST" else None, account=account)
    if form.is_valid() and "change" not in request.POST:
        with refusals_in(form):
            return _check_or_propose(request, account, form)
    context = {"account": account, "form": form, "balance": holdings.balance(account)}
    return render(request, "credits/use_start.html", context, status=status_of(form))


def _check_or_propose(request: HttpRequest, account: Account, form: UseForm) -> HttpResponse:
    wanted, at = form.cleaned_data, clock.now()
    chosen = uses.preview(account=account, wish=form.wish(), quantity=wanted["quantity"], lot_id=wanted["lot"], at=at)
    if "confirm" in request.POST and wanted["shown"] == chosen.text:
        use = uses.propose_use(account_id=account.pk, wish=form.wish(), units=chosen.units, by=acting(request), at=at)
        messages.success(request, _("It is asked for. Another representative of the account approves it."))
        return redirect(use.request.get_absolute_url())
    context = {
        "account": account,
        "form": form,
        "chosen": chosen,
        "wish": form.wish(),
        "rule": RULES[wanted["purpose"]],
        "changed": "confirm" in request.POST,
        "purpose": dict(form.purposes())[wanted["purpose"]],
    }
    return render(request, "credits/use_check.html", context)
