"""Retirement and cancellation: asked for with beneficiary and purpose, carried by a transaction request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from common import events
from common.models import Origin
from common.text import plain
from common.words import Words
from credits.checks import uses as checks
from credits.models import Act, FinalUse, Purpose
from credits.models.purposes import RULES
from partners.people.models.people import User
from registry.checks.requests import Wanted
from registry.models import Account, AccountKind, Lot
from registry.selectors import accounts
from registry.services import locks, requests

RECEIVED_BY = {
    Purpose.VOLUNTARY: AccountKind.CANCELLATION_VOLUNTARY,
    Purpose.OVERALL_MITIGATION: AccountKind.CANCELLATION_OMGE,
    Purpose.OIMP: AccountKind.CANCELLATION_OTHER,
    Purpose.OTHER: AccountKind.CANCELLATION_OTHER,
}


@dataclass(frozen=True)
class Wish:
    """What a holder wants units to be used for; `year` and `statement` where the purpose asks for them."""

    purpose: str
    beneficiary: str
    year: int | None = None
    statement: str = ""


def judge(*, account: Account, wish: Wish, units: Sequence[Wanted], at: datetime) -> None:
    """Every check of a use before it is asked for. Raises: Refused USE-01 to USE-07."""
    checks.named(wish.purpose, beneficiary=wish.beneficiary, year=wish.year, statement=wish.statement, at=at)
    checks.possible_in(wish.purpose, account)
    checks.all_real_or_all_examples(units)
    checks.authorised(wish.purpose, units)


@dataclass(frozen=True)
class Chosen:
    """The units that a wish would take, with serial number, tonnes and vintage of each range."""

    units: Sequence[Wanted]
    serials: Sequence[tuple[str, int, int | None]]

    @property
    def quantity_tco2e(self) -> int:
        return sum(tonnes for _serial, tonnes, _vintage in self.serials)


def preview(*, account: Account, wish: Wish, quantity: int, lot_id: int | None, at: datetime) -> Chosen:
    """Show which units a wish would take; nothing is written.

    Raises: Refused USE-01 to USE-07, TRF-10, TRF-15.
    """
    units = requests.choose(account=account, quantity=quantity, lot_id=lot_id)
    judge(account=account, wish=wish, units=units, at=at)
    lots = Lot.objects.select_related("series").in_bulk({wanted.lot_id for wanted in units})
    serials = [(str(lots[u.lot_id].serial(u.first, u.last)), u.quantity_tco2e, lots[u.lot_id].vintage) for u in units]
    return Chosen(units, serials)


@locks.deed
def propose_use(*, account_id: int, wish: Wish, units: Sequence[Wanted], by: User, at: datetime) -> FinalUse:
    """Propose to retire or cancel exactly these units; another representative approves it in the registry.

    Raises: Refused USE-01 to USE-07, ACC-09 (409, the registry lacks the account), TRF-01 to TRF-14.
    """
    account = Account.objects.select_related("holder").get(pk=account_id)
    judge(account=account, wish=wish, units=units, at=at)
    is_example = checks.all_real_or_all_examples(units)
    rule, purpose = RULES[wish.purpose], Purpose(wish.purpose)
    kind = RECEIVED_BY.get(purpose, AccountKind.RETIREMENT)
    origin = Origin.EXAMPLE if is_example else Origin.PLATFORM
    receiver = accounts.of_government(account.registry, kind, origin=origin)
    request = requests.propose(
        account_id=account.pk,
        kind=rule.act,
        receiver=receiver.number,
        units=units,
        purpose=_purpose(purpose, wish),
        by=by,
        at=at,
    )
    use = FinalUse.objects.create(
        request=request,
        act=Act(rule.act),
        purpose=purpose,
        year=wish.year,
        beneficiary=plain(wish.beneficiary),
        statement=plain(wish.statement),
        holder=account.holder,
        registry=account.registry,
        is_example=is_example,
        asked_at=at,
    )
    events.record("credits.finaluse.propose", subject=use, by=by, at=at, after={"purpose": purpose.value})
    return use


def _purpose(purpose: Purpose, wish: Wish) -> Words:
    """What the second person reads before approving, in their own language: the purpose, and its year if any."""
    label = Words.of(purpose.label)
    return label if wish.year is None else Words("%(purpose)s, %(year)s", {"purpose": label, "year": wish.year})
