"""Situations of `registry`: open accounts with people who act for them, and units in them."""

from datetime import datetime
from itertools import count
from types import SimpleNamespace

from partners.models import Organisation, PartnerCountry, User
from registry.models import Account, AccountKind
from registry.services import accounts, postings
from registry.services.accounts import Seat
from registry.services.postings import NewLot, Portion
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, person

_keys = count(1)


def an_account(
    it: SimpleNamespace, holder: Organisation, *, kind: str = AccountKind.ENTITY, country: PartnerCountry | None = None,
    people: tuple[User, ...] = (), at: datetime = NOON,
) -> Account:  # fmt: skip
    """An open account whose people may propose and approve."""
    if not people and kind in {AccountKind.ENTITY, AccountKind.GOVERNMENT}:
        role = "government" if holder.kind == "government" else "participant"
        people = (person(role, holder, country), person(role, holder, country))
    account = accounts.apply(
        holder=holder, country=country, kind=kind, name=f"{holder.name} {kind}",
        seats=[Seat(user, may_propose=True, may_approve=True) for user in people], by=it.system, at=at,
    )  # fmt: skip
    officer = it.registry_officer if country is None else it.partner_registry_officer
    return accounts.open_account(account_id=account.pk, by=officer, at=at)


def units_in(account: Account, quantity: int, *, host: str = "TH", vintage: int = 2021, project: str = "TH014") -> None:
    """Issue units straight into an account."""
    it = SimpleNamespace(number=next(_keys))
    lot = NewLot(
        host=host, registry=account.registry, project=project, issuance=it.number % 98 + 1, vintage=vintage,
        portions=[Portion(account, quantity)],
    )  # fmt: skip
    postings.issue(key=f"test-issue-{it.number}", lots=[lot], by=account.applied_by, at=NOON)


def two_holders(quantity: int = 1000) -> SimpleNamespace:
    """A country in operation; a Japanese company with units, another company, and Japan's terminal accounts."""
    it = a_country_in_operation()
    it.sender = an_account(it, it.japanese_company, people=(it.participant, it.participant2))
    it.receiver = an_account(it, it.other_company)
    it.retirement = an_account(it, it.government_japan, kind=AccountKind.RETIREMENT)
    it.cancellation = an_account(it, it.government_japan, kind=AccountKind.CANCELLATION_VOLUNTARY)
    if quantity:
        units_in(it.sender, quantity)
    return it
