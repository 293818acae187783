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
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import User
from partners.permissions.four_eyes import another_person
from registry.book import ledger
from registry.checks.requests import receiver_by_number
from registry.models import JAPAN, Account, AccountKind, Representative, TrustedAccount
from registry.models.accounts import PEOPLE_OF_AN_ACCOUNT, number_for
from registry.permissions import administers, applies
from registry.selectors import accounts as selectors
from registry.services import locks
from registry.services.applications import reason_given
from registry.states.accounts import AccountState

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
    trusted_only: bool = False,
    by: User,
    at: datetime,
    origin: str = Origin.PLATFORM,
) -> Account:
    """Begin an application for an account in Japan's registry (`country` None) or in a partner country's.

    Its documents and details are handed in next, then it is sent (`applications.submit`). `trusted_only` is the
    holder's rule for transfers out of it.

    Raises: Refused ACC-03 (403) for another organisation; ACC-04 no name; ACC-05 a kind that the holder cannot have;
    ACC-06 not two to four representatives of the holder; ACC-07 somebody named twice; ACC-31 (409) the registry has
    its one account of that kind; ACC-32 representatives of an account that has none.
    """
    registry = country.iso2 if country else JAPAN
    account = Account(registry=registry, country=country, kind=kind, holder=holder)
    if not (account.is_holders(by) or by.is_system or administers(account, by)):
        raise Refused("ACC-03", _("You can apply for accounts of your own organisation only."), status=403)
    if not shows(name):
        raise Refused("ACC-04", _("Give the account a name by which your organisation knows it."), field="name")
    _judge_kind(holder, kind)
    _judge_seats(account, seats)
    _judge_only_one(account, origin)
    account.number, account.name, account.trusted_only = new_number(registry, kind), plain(name), trusted_only
    account.applied_by, account.applied_at, account.origin = by, at, origin
    account.save()
    _take_seats(account, seats, at.date())
    events.record("registry.account.apply", subject=account, by=by, at=at, after={"state": account.state})
    return account


@locks.deed
def correct(
    *, account_id: int, name: str, trusted_only: bool, seats: Sequence[Seat], by: User, at: datetime
) -> Account:
    """Correct the name, the rule and the people of an application that is not sent yet, or came back.

    Raises: Refused ACC-33 (403), ACC-34 (409) when it is sent; ACC-04, ACC-06, ACC-07, ACC-32 as `apply` does.
    """
    account = locks.account(account_id)
    if not applies(account, by):
        raise Refused("ACC-33", _("Only the people of this application correct it."), status=403)
    if not account.is_written:
        raise Refused("ACC-34", _("The application is sent; it cannot be changed now."), status=409)
    if not shows(name):
        raise Refused("ACC-04", _("Give the account a name by which your organisation knows it."), field="name")
    _judge_seats(account, seats)
    before = {"name": account.name, "trusted_only": account.trusted_only}
    account.name, account.trusted_only = plain(name), trusted_only
    account.save(update_fields=["name", "trusted_only"])
    _take_seats(account, seats, at.date())
    events.record(
        "registry.account.correct",
        subject=account,
        by=by,
        at=at,
        before=before,
        after={"name": account.name, "trusted_only": trusted_only},
        tells=("participant",),
    )
    return account


def _take_seats(account: Account, seats: Sequence[Seat], on: date) -> None:
    """Seats that stay as they were stay; of the others the old ones end and the new ones begin."""
    wanted = {(seat.user.pk, seat.may_propose, seat.may_approve) for seat in seats}
    held = account.representatives.filter(ended_on=None)
    kept = {(one.user_id, one.may_propose, one.may_approve): one.pk for one in held}
    held.exclude(pk__in=[pk for seat, pk in kept.items() if seat in wanted]).update(ended_on=on)
    for user, may_propose, may_approve in sorted(wanted - set(kept)):
        Representative.objects.create(
            account=account, user_id=user, may_propose=may_propose, may_approve=may_approve, since=on
        )


def _judge_kind(holder: Organisation, kind: str) -> None:
    of_government = holder.kind == OrganisationKind.GOVERNMENT
    if kind == AccountKind.UNSPLIT or of_government == (kind == AccountKind.ENTITY):
        raise Refused("ACC-05", _("Companies hold entity accounts; governments hold all other kinds."), field="kind")


@locks.deed
def apply_for_government(
    *, country: PartnerCountry | None, kind: str, name: str, seats: Sequence[Seat], by: User, at: datetime
) -> Account:
    """Begin an application for one of the accounts that each registry keeps once: its government's holding account,
    retirement, cancellation, buffer. The government is the holder. Raises: Refused as `apply` does.
    """
    side = Side.PARTNER if country else Side.JAPAN
    holder = Organisation.objects.get(kind=OrganisationKind.GOVERNMENT, side=side, country=country)
    return apply(holder=holder, country=country, kind=kind, name=name, seats=seats, by=by, at=at)


def _judge_only_one(account: Account, origin: str) -> None:
    """Of every kind but an entity's a registry has one account."""
    if not account.is_kept_once:
        return
    locks.published()
    if selectors.standing_of_kind(account.registry, account.kind, origin=origin).exists():
        raise Refused(
            "ACC-31",
            _("This registry has its account of this kind, or an application for it."),
            field="kind",
            status=409,
        )


def _judge_seats(account: Account, seats: Sequence[Seat]) -> None:
    if len({seat.user.pk for seat in seats}) < len(seats):
        raise Refused("ACC-07", _("Name each representative once."), field="representatives")
    if not all(account.is_holders(seat.user) for seat in seats):
        raise Refused("ACC-06", _("Representatives are people of the holder’s own organisation."), field="seats")
    if account.needs_representatives and len(seats) not in PEOPLE_OF_AN_ACCOUNT:
        raise Refused("ACC-06", _("Name two to four representatives."), field="representatives")
    if seats and not account.needs_representatives:
        raise Refused(
            "ACC-32", _("Nobody acts for an account of this kind. Choose no representatives."), field="representatives"
        )


@locks.deed
def suspend(*, account_id: int, note: str, by: User, at: datetime) -> Account:
    """Suspend an account at once, as sender and receiver. Raises: Refused ACC-08, MOV-01/02."""
    account = locks.account(account_id)
    judge(account.suspend, by=by).commit(at=at, note=reason_given(note))
    ledger.set_block(scope="account", name=account.number, blocked=True)
    return account


@locks.deed
def reinstate(*, account_id: int, note: str, by: User, at: datetime) -> Account:
    """Lift a suspension. Raises: Refused ACC-08 without a reason, MOV-01/02."""
    account = locks.account(account_id)
    judge(account.reinstate, by=by).commit(at=at, note=reason_given(note))
    ledger.set_block(scope="account", name=account.number, blocked=False)
    return account


@locks.deed
def trust(*, account_id: int, number: str, by: User, at: datetime) -> TrustedAccount:
    """Put an account on the trusted list; it counts four working days after another representative has approved it.

    Raises: Refused TRF-01, TRF-02, TRF-09 (403), TRF-24 (409) a closed one, TRS-01 (409) when it is listed already,
        TRS-05 the account itself.
    """
    account = locks.account(account_id)
    _need_representative(account, by)
    receiver = receiver_by_number(number)
    _need_living(receiver)
    if receiver.pk == account.pk:
        raise Refused("TRS-05", _("This is the account itself. Name another one."), field="number")
    if account.trusted.filter(receiver=receiver, removed_at=None).exists():
        raise Refused("TRS-01", _("This account is on the list already."), field="number", status=409)
    listed = TrustedAccount.objects.create(account=account, receiver=receiver, added_by=by, added_at=at)
    _record("trust", listed, by=by, at=at)
    return listed


@locks.deed
def approve_trust(*, trusted_id: int, by: User, at: datetime) -> TrustedAccount:
    """Approve what another representative put on the list; it counts after four working days.

    Raises: Refused TRF-09 (403), TRS-02, TRS-03 (409), TRS-04 (403) by whoever put it there, TRF-24 (409).
    """
    listed = locks.row(TrustedAccount.objects.select_related("account__country", "receiver__holder"), trusted_id)
    account = listed.account
    if "approve" not in account.rights_of(by):
        raise Refused("TRF-09", _("You may not act for this account."), status=403)
    if listed.removed_at is not None:
        raise Refused("TRS-02", _("This account is no longer on the list."), status=409)
    if listed.approved_at is not None:
        raise Refused("TRS-03", _("This entry is approved already."), status=409)
    if not another_person(by, listed.added_by_id):
        raise Refused("TRS-04", _("Another representative approves what you put on the list."), status=403)
    _need_living(listed.receiver)
    countries = ("JP", *([account.country.iso2] if account.country else []))
    active_on: date = due_on(at.date(), TRUST_AFTER_WORKING_DAYS, DayKind.WORKING, countries)
    listed.approved_by, listed.approved_at, listed.active_on = by, at, active_on
    listed.save(update_fields=["approved_by", "approved_at", "active_on"])
    _record("approve_trust", listed, by=by, at=at, active_on=str(active_on))
    return listed


@locks.deed
def distrust(*, trusted_id: int, by: User, at: datetime) -> TrustedAccount:
    """Take an account off the trusted list at once. Raises: Refused TRF-09 (403), TRS-02 (409)."""
    listed = locks.row(TrustedAccount.objects.select_related("account", "receiver__holder"), trusted_id)
    _need_representative(listed.account, by)
    if listed.removed_at is not None:
        raise Refused("TRS-02", _("This account is no longer on the list."), status=409)
    return take_off(listed, by=by, at=at)


def take_off(listed: TrustedAccount, *, by: User, at: datetime) -> TrustedAccount:
    """Take an entry off the list of an account that is held; who may is judged by whoever calls."""
    listed.removed_at = at
    listed.save(update_fields=["removed_at"])
    _record("distrust", listed, by=by, at=at)
    return listed


def _need_living(receiver: Account) -> None:
    if receiver.state == AccountState.CLOSED:
        raise Refused("TRF-24", _("The receiving account is closed."), field="number", status=409)


def _record(deed: str, listed: TrustedAccount, *, by: User, at: datetime, **after: str) -> None:
    """Every representative hears what became of the list, as whoever it names can be paid without delay."""
    events.record(
        f"registry.account.{deed}",
        subject=listed.account,
        by=by,
        at=at,
        after={"receiver": listed.receiver.number, **after},
        tells=("participant",),
        said=f"{listed.receiver.number} · {listed.receiver.holder}",
    )


def _need_representative(account: Account, by: User) -> None:
    if not {"propose", "approve"} & account.rights_of(by):
        raise Refused("TRF-09", _("You may not act for this account."), status=403)
