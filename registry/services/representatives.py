"""Representatives come, go and get other rights when one person asks and a registry officer confirms."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from common import events
from common.machines import judge
from common.refusals import Refused
from partners.people.models.people import User
from partners.people.selectors import personnel
from registry import permissions
from registry.models import Account, ChangeKind, Representative, RepresentativeChange
from registry.models.accounts import PEOPLE_OF_AN_ACCOUNT
from registry.services import locks
from registry.services.applications import reason_given
from registry.states.accounts import AccountState
from registry.states.holders import ChangeState

CHANGEABLE = frozenset({AccountState.OPEN, AccountState.SUSPENDED})


@locks.deed
def ask(
    *,
    account_id: int,
    kind: str,
    user: User,
    may_propose: bool = False,
    may_approve: bool = False,
    by: User,
    at: datetime,
) -> RepresentativeChange:
    """Ask that a representative be added, get other rights, or be removed.

    Raises: Refused RPC-01 (403), RPC-02 (409) account not open, RPC-03 no such representative or one already,
    RPC-04 not of the holder, RPC-05 (409) asked for already, RPC-06 fewer than two or nobody to propose or approve.
    """
    account = locks.account(account_id)
    if not permissions.asks_for_people(account, by):
        raise Refused(
            "RPC-01", _("Representatives ask for changes; the registry where too few of them are left."), status=403
        )
    if account.state not in CHANGEABLE:
        raise Refused("RPC-02", _("Representatives change while the account is open."), status=409)
    if account.representatives.filter(user=user, ended_on=None).exists() == (kind == ChangeKind.ADD):
        raise Refused("RPC-03", _("Choose somebody who acts already, or to add, somebody who does not."), field="user")
    if kind == ChangeKind.ADD and not account.is_holders(user):
        raise Refused("RPC-04", _("Representatives are people of the holder’s own organisation."), field="user")
    if account.representative_changes.filter(user=user, state=ChangeState.ASKED).exists():
        raise Refused("RPC-05", _("A change for this person waits already. Withdraw it first."), status=409)
    change = RepresentativeChange(
        account=account,
        kind=kind,
        user=user,
        may_propose=may_propose,
        may_approve=may_approve,
        asked_by=by,
        asked_at=at,
    )
    _judge(account, change)
    change.save()
    events.record(
        "registry.representativechange.ask",
        subject=change,
        by=by,
        at=at,
        after={"kind": kind, "user": user.pk},
        tells=("participant",),
    )
    return change


def _judge(account: Account, change: RepresentativeChange) -> None:
    """Who would act after the change: two to four, one of whom proposes and another approves."""
    seats = account.representatives.filter(ended_on=None).select_related("user")
    after = {seat.user: seat.rights for seat in seats} | {change.user: change.rights}
    acting = {user: rights for user, rights in after.items() if rights}
    pairs = any(
        "propose" in mine and "approve" in yours
        for one, mine in acting.items()
        for other, yours in acting.items()
        if other.pk not in one.own_accounts
    )
    if len(acting) not in PEOPLE_OF_AN_ACCOUNT or not pairs:
        raise Refused("RPC-06", _("Two to four representatives must remain, one to propose and another to approve."))


def _of(change_id: int) -> RepresentativeChange:
    """The change, with its account held first: one change of an account at a time."""
    account = locks.account(RepresentativeChange.objects.only("account_id").get(pk=change_id).account_id)
    change = locks.row(RepresentativeChange.objects.select_related("user"), change_id)
    change.account = account
    return change


@locks.deed
def confirm(*, change_id: int, by: User, at: datetime) -> RepresentativeChange:
    """Make the change, as a registry officer. Raises: Refused RPC-02 (409), RPC-04, RPC-06, RPC-07, MOV-01/02."""
    change = _of(change_id)
    account = change.account
    judge(change.confirm, by=by).commit(at=at, officer=by)
    if account.state not in CHANGEABLE:
        raise Refused("RPC-02", _("Representatives change while the account is open."), status=409)
    if change.kind != ChangeKind.REMOVE and not account.is_holders(change.user):
        raise Refused("RPC-04", _("Representatives are people of the holder’s own organisation."), field="user")
    if change.rights - {"view"} and not personnel.is_proved(change.user):
        raise Refused("RPC-07", _("Officers of their side first record a proof of identity of this person."))
    _judge(account, change)
    _apply(change, at.date())
    return change


def _apply(change: RepresentativeChange, on: date) -> None:
    """The seat that was stays as it was, ended; other rights are a new seat."""
    change.account.representatives.filter(user=change.user, ended_on=None).update(ended_on=on)
    if change.kind != ChangeKind.REMOVE:
        Representative.objects.create(
            account=change.account,
            user=change.user,
            may_propose=change.may_propose,
            may_approve=change.may_approve,
            since=on,
        )


@locks.deed
def decline(*, change_id: int, note: str, by: User, at: datetime) -> RepresentativeChange:
    """Decline the change with a reason. Raises: Refused ACC-08 without one, MOV-01/02."""
    change = _of(change_id)
    judge(change.decline, by=by).commit(at=at, officer=by, note=reason_given(note))
    return change


@locks.deed
def withdraw(*, change_id: int, by: User, at: datetime) -> RepresentativeChange:
    """Take the request back. Raises: Refused MOV-01/02."""
    change = _of(change_id)
    judge(change.withdraw, by=by).commit(at=at)
    return change
