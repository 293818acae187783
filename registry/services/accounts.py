"""Accounts are applied for here, by people of the holder; how an application goes on is in `applications`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from common import events
from common.machines import judge
from common.models import Origin
from common.numbers import next_number
from common.refusals import Refused
from common.text import plain, shows
from partners.countries.calendars import DayKind, due_on
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind
from partners.people.models.people import User
from registry.book import ledger
from registry.checks.requests import receiver_by_number
from registry.models import JAPAN, Account, AccountKind, Representative, TrustedAccount
from registry.models.accounts import number_for
from registry.permissions import administers
from registry.services import locks
from registry.services.applications import reason_given

TRUST_AFTER_WORKING_DAYS = 4


@dataclass(frozen=True)
class Seat:
    """A person to act for an account, with their rights."""

    user: User
    may_propose: bool = False
    may_approve: bool = False


def new_number(registry: str, kind: str) -> str:
    """The next account number. Accounts of all registries are counted together."""
    return number_for(registry, kind, next_number("registry.account", starts_after=Account.objects.count()))


@locks.deed
def apply(
    *,
    holder: Organisation,
    country: PartnerCountry | None,
    kind: str,
    name: str,
    seats: Sequence[Seat],
    by: User,
    at: datetime,
    origin: str = Origin.PLATFORM,
) -> Account:
    """Begin an application for an account in Japan's registry (`country` None) or in a partner country's.

    Its documents and details are handed in next, then it is sent (`applications.submit`).

    Raises: Refused ACC-03 (403) for another organisation; ACC-04 no name; ACC-05 a kind that the holder cannot have;
    ACC-06 not two to four representatives of the holder; ACC-07 somebody named twice.
    """
    registry = country.iso2 if country else JAPAN
    account = Account(registry=registry, country=country, kind=kind, holder=holder)
    if not (account.is_holders(by) or by.is_system or administers(account, by)):
        raise Refused("ACC-03", _("You can apply for accounts of your own organisation only."), status=403)
    if not shows(name):
        raise Refused("ACC-04", _("Give the account a name by which your organisation knows it."), field="name")
    _judge_kind(holder, kind)
    _judge_seats(account, seats)
    account.number, account.name = new_number(registry, kind), plain(name)
    account.applied_by, account.applied_at, account.origin = by, at, origin
    account.save()
    for seat in seats:
        Representative.objects.create(
            account=account, user=seat.user, may_propose=seat.may_propose, may_approve=seat.may_approve, since=at.date()
        )
    events.record("registry.account.apply", subject=account, by=by, at=at, after={"state": account.state})
    return account


def _judge_kind(holder: Organisation, kind: str) -> None:
    of_government = holder.kind == OrganisationKind.GOVERNMENT
    if of_government == (kind == AccountKind.ENTITY):
        raise Refused("ACC-05", _("Companies hold entity accounts; governments hold all other kinds."), field="kind")


def _judge_seats(account: Account, seats: Sequence[Seat]) -> None:
    if len({seat.user.pk for seat in seats}) < len(seats):
        raise Refused("ACC-07", _("Name each representative once."), field="representatives")
    if not all(account.is_holders(seat.user) for seat in seats):
        raise Refused("ACC-06", _("Representatives are people of the holder’s own organisation."), field="seats")
    if account.needs_representatives and not 2 <= len(seats) <= 4:
        raise Refused("ACC-06", _("Name two to four representatives."), field="representatives")


@locks.deed
def suspend(*, account_id: int, note: str, by: User, at: datetime) -> Account:
    """Suspend an account at once, as sender and receiver. Raises: Refused ACC-08, MOV-01/02."""
    account = locks.account(account_id)
    judge(account.suspend, by=by).commit(at=at, note=reason_given(note))
    ledger.set_block(scope="account", name=account.number, blocked=True)
    return account


@locks.deed
def reinstate(*, account_id: int, by: User, at: datetime) -> Account:
    """Lift a suspension. Raises: Refused MOV-01/02."""
    account = locks.account(account_id)
    judge(account.reinstate, by=by).commit(at=at)
    ledger.set_block(scope="account", name=account.number, blocked=False)
    return account


@locks.deed
def trust(*, account_id: int, number: str, by: User, at: datetime) -> TrustedAccount:
    """Put an account on the trusted list; it counts after four working days.

    Raises: Refused TRF-01, TRF-02, TRF-09 (403), TRS-01 (409) when it is listed already.
    """
    account = locks.account(account_id)
    _need_representative(account, by)
    receiver = receiver_by_number(number)
    if account.trusted.filter(receiver=receiver, removed_at=None).exists() or receiver.pk == account.pk:
        raise Refused("TRS-01", _("This account is on the list already."), field="number", status=409)
    countries = ("JP", *([account.country.iso2] if account.country else []))
    active_on: date = due_on(at.date(), TRUST_AFTER_WORKING_DAYS, DayKind.WORKING, countries)
    listed = TrustedAccount.objects.create(
        account=account, receiver=receiver, added_by=by, added_at=at, active_on=active_on
    )
    events.record("registry.trustedaccount.add", subject=listed, by=by, at=at, after={"active_on": str(active_on)})
    return listed


@locks.deed
def distrust(*, trusted_id: int, by: User, at: datetime) -> TrustedAccount:
    """Take an account off the trusted list at once. Raises: Refused TRF-09 (403), TRS-02 (409)."""
    listed = locks.row(TrustedAccount.objects.select_related("account"), trusted_id)
    _need_representative(listed.account, by)
    if listed.removed_at is not None:
        raise Refused("TRS-02", _("This account is no longer on the list."), status=409)
    listed.removed_at = at
    listed.save(update_fields=["removed_at"])
    events.record("registry.trustedaccount.remove", subject=listed, by=by, at=at)
    return listed


def _need_representative(account: Account, by: User) -> None:
    if not {"propose", "approve"} & account.rights_of(by):
        raise Refused("TRF-09", _("You may not act for this account."), status=403)
