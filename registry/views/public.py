"""What the public sees of the registry: the life of a unit, and who holds accounts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.listing import Column, Listing
from common.refusals import Refused
from common.screens import anyone, screen
from registry.selectors import accounts, transactions, units
from registry.views.lists import PUBLIC_TRANSACTIONS

ACCOUNTS = Listing(
    name="jcm-accounts",
    title=_("Accounts"),
    lead=_(
        "Every account of the registries kept here: who holds it and of which kind. What a company’s account holds "
        "is not public."
    ),
    empty=_("No account is open yet."),
    columns=[
        Column(
            "number", _("Number"), sort="number", link=lambda a: reverse("registry:account-public", args=[a.number])
        ),
        Column("registry", _("Registry"), sort="registry"),
        Column("kind", _("Kind"), show=lambda a: a.get_kind_display()),
        Column("holder", _("Holder"), show=lambda a: str(a.holder)),
        Column("state", _("State"), show=lambda a: a.get_state_display()),
    ],
    search=["number__istartswith", "holder__name"],
    order=["number"],
)


@screen(may=anyone, methods=("GET",))
def account_directory(request: HttpRequest) -> HttpResponse:
    """The public list of accounts."""
    return ACCOUNTS.respond(request, accounts.public())


@screen(may=anyone, methods=("GET",))
def transaction_directory(request: HttpRequest) -> HttpResponse:
    """The public list of posted transactions."""
    return PUBLIC_TRANSACTIONS.respond(request, transactions.public())


@screen(may=anyone, methods=("GET",))
def account_public(request: HttpRequest, number: str) -> HttpResponse:
    """What the public sees of one account; never what it holds."""
    account = get_object_or_404(accounts.public(), number=number)
    return render(request, "registry/account_public.html", {"account": account})


@screen(may=anyone, methods=("GET",))
def serial_lookup(request: HttpRequest) -> HttpResponse:
    """Look a serial number up: a unit or a range tells its whole life, and its holder to those who see the account."""
    asked = request.GET.get("serial", "").strip()
    context: dict[str, object] = {"asked": asked}
    status = 200
    if asked:
        try:
            context["life"] = units.life_for(request.user, asked)
        except Refused as refusal:
            context["refusal"], status = refusal, refusal.status
    return render(request, "registry/serial_lookup.html", context, status=status)
