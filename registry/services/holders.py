"""The details of account holders: written with the application, corrected at any time, confirmed every year."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common import isolation
from common.machines import judge
from common.refusals import Refused
from common.text import plain
from partners.people.models.people import User
from registry import permissions
from registry.checks.applications import IN_ENGLISH, IN_JAPANESE, details_complete
from registry.models import HolderDetails
from registry.services import locks
from registry.states.accounts import NEVER_OPENED, AccountState
from registry.states.holders import DetailsState

FIELDS = (*IN_ENGLISH, *IN_JAPANESE)
ASK_DAYS_BEFORE = 30
LIVING = (AccountState.OPEN, AccountState.SUSPENDED)


@locks.deed
def confirm(*, account_id: int, values: Mapping[str, str], by: User, at: datetime) -> HolderDetails:
    """Confirm that the details are right today, as they stand in `values`.

    What changes them, once the account was opened, is proposed by it: another representative approves it.
    Raises: Refused DET-01 (one is missing), DET-02 (one is not well-formed), DET-03 (403), DET-04 (409).
    """
    account = locks.account(account_id)
    details = HolderDetails.objects.filter(account=account).first() or HolderDetails(account=account)
    details.account = account
    if not permissions.keeps_details(details, by):
        raise Refused("DET-03", _("Only the people who act for the account confirm its holder’s details."), status=403)
    if details.state == DetailsState.PROPOSED:
        raise Refused("DET-04", _("A change of the details waits for a second representative already."), status=409)
    before = {name: getattr(details, name) for name in FIELDS}
    for name in FIELDS:
        setattr(details, name, plain(values.get(name, "")))
    details_complete(account, details)
    _judge_form(details)
    changed = {name: getattr(details, name) for name in FIELDS if getattr(details, name) != before[name]}
    if details.pk is None:
        details.save()
    elif changed and account.state not in NEVER_OPENED:
        return _propose(details, before, changed, by, at)
    judge(details.confirm, by=by).commit(at=at, on=at.date())
    return details


def _propose(
    details: HolderDetails, before: Mapping[str, str], changed: dict[str, str], by: User, at: datetime
) -> HolderDetails:
    for name, value in before.items():
        setattr(details, name, value)
    details.proposed_values, details.proposed_by, details.approved_by = changed, by, None
    judge(details.propose, by=by).commit(at=at)
    return details


@locks.deed
def approve(*, account_id: int, by: User, at: datetime) -> HolderDetails:
    """Put in force what another representative changed, and confirm the details by it.

    Raises: Refused MOV-01 (409), MOV-02 (403: whoever changed them, or nobody of the account).
    """
    details = _locked(account_id)
    move = judge(details.approve, by=by)
    for name, value in details.proposed_values.items():
        setattr(details, name, value)
    details.proposed_values, details.approved_by = {}, by
    move.commit(at=at, on=at.date())
    return details


@locks.deed
def reject(*, account_id: int, by: User, at: datetime) -> HolderDetails:
    """Leave the details as they were. Raises: Refused MOV-01 (409), MOV-02 (403)."""
    details = _locked(account_id)
    move = judge(details.reject, by=by)
    details.proposed_values, details.proposed_by = {}, None
    move.commit(at=at)
    return details


def _locked(account_id: int) -> HolderDetails:
    locks.account(account_id)
    return HolderDetails.objects.select_related("account__holder").get(account=account_id)


def _judge_form(details: HolderDetails) -> None:
    try:
        details.clean_fields(exclude=["account", "state"])
    except ValidationError as error:
        name = next(iter(error.message_dict))
        raise Refused("DET-02", _("This is not in the right form, or too long."), field=name) from error


def ask_due(*, by: User, at: datetime) -> int:
    """Ask every holder whose details are to be confirmed within thirty days; returns how many were asked."""
    due = HolderDetails.objects.filter(
        state=DetailsState.CONFIRMED,
        account__state__in=LIVING,
        confirmed_on__lte=at.date() - timedelta(days=365 - ASK_DAYS_BEFORE),
    )
    keys = list(due.order_by("pk").values_list("pk", flat=True))
    return len(isolation.each(keys, lambda pk: _ask(pk, by, at), what="holder to ask"))


@locks.deed
def _ask(details_id: int, by: User, at: datetime) -> None:
    """Raises: Refused MOV-01 (409) where the holder has confirmed meanwhile and was asked already."""
    judge(locks.row(HolderDetails.objects.select_related("account__holder"), details_id).fall_due, by=by).commit(at=at)
