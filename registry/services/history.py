"""What published history needs of the book: accounts of governments, and corrections of wrong postings."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common import events
from common.models import Origin
from common.refusals import Refused
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from registry.book import ledger
from registry.models import JAPAN, Account, AccountKind, BookTransaction, Holding, Movement
from registry.models.accounts import PURPOSE_OF
from registry.services import locks, postings
from registry.services.accounts import new_number
from registry.states.accounts import AccountState


@locks.deed
def account_for(
    *, holder: Organisation, country: PartnerCountry | None, kind: AccountKind, name: str, by: User, at: datetime
) -> Account:
    """The registry's account of a kind for published records; opened, without representatives, when there is none.

    A real account of that kind that stands open already is taken; one of examples never is. Nothing leaves an account
    until it has two representatives (TRF-08).
    """
    registry = country.iso2 if country else JAPAN
    locks.published()
    standing = Account.objects.filter(registry=registry, kind=kind, state=AccountState.OPEN)
    found = standing.exclude(origin=Origin.EXAMPLE).order_by("number").first()
    if found is not None:
        return found
    number = new_number(registry, kind)
    book = ledger.open_account(number=number, registry=registry, purpose=PURPOSE_OF[kind])
    account = Account.objects.create(
        number=number,
        registry=registry,
        country=country,
        kind=kind,
        holder=holder,
        name=name,
        applied_by=by,
        applied_at=at,
        origin=Origin.IMPORTED,
        state=AccountState.OPEN,
        opened_at=at,
        book_id=book,
    )
    events.record("registry.account.open_for_history", subject=account, by=by, at=at, after={"state": account.state})
    return account


@locks.deed
def take_out(
    *, key: str, issuance: BookTransaction, receiver: Callable[[Account], Account], reason: str, by: User, at: datetime
) -> BookTransaction:
    """Correct an issuance of published history: its units leave the accounts that got them, by a transaction that
    names it. `receiver` tells the cancellation account for each account.

    Raises: Refused HIS-01 (409) when units have moved on; LDG-nn.
    """
    legs = []
    for movement in issuance.movements.select_related("to_account__account__country").order_by("id"):
        if not _still_there(movement):
            raise Refused("HIS-01", _("Units of this issuance have moved on. Reverse that first."), status=409)
        to = receiver(movement.to_account.account)
        legs.append(
            ledger.Leg(
                ledger.LotId(movement.lot_id),
                movement.first,
                movement.last,
                ledger.AccountId(movement.to_account_id),
                ledger.AccountId(to.in_book),
            )
        )
    return postings.correct(key=key, legs=legs, answers=issuance, reason=reason, by=by, at=at).transaction


def _still_there(movement: Movement) -> bool:
    span = (movement.first, movement.last + 1)
    held = Holding.objects.filter(lot_id=movement.lot_id, account_id=movement.to_account_id, units__contains=span)
    return held.exists()
