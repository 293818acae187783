"""Retire or cancel: choose the account, say what for, look at the exact units, ask for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy

from common import clock
from common.facts import Fact
from common.pages.finals import FinalPage
from common.pages.forms import Data
from common.pages.pages import Values
from common.screens import screen
from credits.forms.uses import UseForm
from credits.models.purposes import RULES
from credits.permissions import may_use
from credits.selectors import certificates as selectors
from credits.services import uses
from credits.services.uses import Chosen, Wish
from partners.people.models.people import User
from registry.models import Account, TransactionRequest
from registry.selectors import holdings


@screen(may=may_use, methods=("GET",))
def use_list(request: HttpRequest) -> HttpResponse:
    """The accounts from which this person may retire or cancel, and what was asked for."""
    accounts = [(account, holdings.balance(account)) for account in selectors.usable_accounts(request.user)]
    asked = selectors.asked_by(request.user)[:50]
    return render(request, "credits/use_list.html", {"accounts": accounts, "asked": asked})


class UseStart(FinalPage[Account]):
    """Say how much, what for and for whom; then read the exact serial numbers and ask for it."""

    may = staticmethod(may_use)
    template_name = "credits/use_start.html"
    title = gettext_lazy("Units and purpose")
    submit = gettext_lazy("Ask for it")
    back_route = "credits:use-list"
    back_caption = gettext_lazy("Retire or cancel credits")
    consequence = gettext_lazy(
        "When another representative approves, the units are used for good. Beneficiary and statement become public "
        "and cannot be changed."
    )
    second = gettext_lazy("Another representative of the account approves it.")
    done = gettext_lazy("It is asked for. Another representative of the account approves it.")
    chosen: Chosen

    @override
    def find(self, number: str) -> Account:
        return get_object_or_404(selectors.usable_accounts(self.request.user), number=number)

    @override
    def form(self, account: Account, data: Data) -> UseForm:
        return UseForm(data, account=account)

    @override
    def shows(self, account: Account) -> Mapping[str, object]:
        return {"account": account, "balance": holdings.balance(account)}

    @override
    def facts(self, account: Account, form: BaseForm) -> Sequence[Fact]:
        typed = form.cleaned_data
        self.chosen = uses.preview(
            account=account, wish=wish_of(form), quantity=typed["quantity"], lot_id=typed["lot"], at=clock.now()
        )
        return [
            Fact(gettext_lazy("Act"), RULES[typed["purpose"]].act.label),
            Fact(gettext_lazy("From account"), account.number),
            Fact(gettext_lazy("Amount"), self.chosen.quantity_tco2e, "tonnes"),
            Fact(gettext_lazy("Exactly these units"), [serial for serial, _t, _v in self.chosen.serials], "serial"),
        ]

    @override
    def said(self, form: BaseForm) -> Sequence[str]:
        return ["purpose", "year", "beneficiary", "statement"]

    @override
    def act(self, account: Account, *, by: User, at: datetime, **typed: Values) -> TransactionRequest:
        wish = Wish(typed["purpose"], typed["beneficiary"], typed["year"], typed["statement"])
        use = uses.propose_use(account_id=account.pk, wish=wish, units=self.chosen.units, by=by, at=at)
        return use.request


def wish_of(form: BaseForm) -> Wish:
    """What a valid form asks for."""
    typed = form.cleaned_data
    return Wish(typed["purpose"], typed["beneficiary"], typed["year"], typed["statement"])
