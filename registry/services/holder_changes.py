"""A change of holder: proposed by one administrator, made when another has confirmed it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common import events
from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.people.selectors import people, personnel
from partners.permissions.interests import may_judge
from registry import permissions
from registry.models import Account, AccountKind, DocumentRequest, HolderChange, HolderDetails, Representative
from registry.selectors import pending
from registry.services import accounts, locks
from registry.states.accounts import AccountState
from registry.states.holder_changes import HolderChangeState
from registry.states.holders import ChangeState, DetailsState
from registry.states.rule_changes import RuleChangeState

LIVING = (AccountState.OPEN, AccountState.SUSPENDED)


@locks.deed
def propose(
    *, account_id: int, new_holder: Organisation, proposer: User, approver: User, reason: str, by: User, at: datetime
) -> HolderChange:
    """Propose that another organisation takes the account over, with the two people who act for it first.

    Raises: Refused HCH-01 (403), COI-06 (403, an interest), HCH-02 to HCH-06, HCH-07 (409, one waits already).
    """
    account = locks.account(account_id)
    if not may_judge(permissions.proposes_holder, account, by):
        raise Refused("HCH-01", _("The administrators of the registry do this."), status=403)
    if HolderChange.objects.filter(account=account, state=HolderChangeState.PROPOSED).exists():
        raise Refused("HCH-07", _("A change of holder waits for this account already."), status=409)
    if not shows(reason):
        raise Refused("HCH-02", _("Write down what happened: a merger, a sale, a succession."), field="reason")
    change = HolderChange(
        account=account,
        earlier_holder=account.holder,
        new_holder=new_holder,
        proposer=proposer,
        approver=approver,
        reason=plain(reason),
        proposed_by=by,
        proposed_at=at,
    )
    _judge(change)
    change.save()
    events.record(
        "registry.holderchange.propose",
        subject=change,
        by=by,
        at=at,
        after={"holder": new_holder.pk},
        tells=("participant",),
    )
    return change


def _judge(change: HolderChange) -> None:
    account, holder = change.account, change.new_holder
    if account.state not in LIVING or account.kind != AccountKind.ENTITY:
        raise Refused("HCH-03", _("Only an entity’s account that is open changes its holder."), status=409)
    fits = holder.side == account.holder.side and holder.country_id == account.holder.country_id
    if not fits or holder.pk == account.holder_id:
        raise Refused("HCH-04", _("Choose another organisation of the same registry’s side."), field="new_holder")
    of_holders, of_registry = pending.legs()
    if of_holders.filter(request__sender=account).exists() or of_registry.filter(sender=account).exists():
        raise Refused("HCH-05", _("Units of this account are in open requests. They end first."), status=409)
    for field, person in (("proposer", change.proposer), ("approver", change.approver)):
        able = holder.pk in person.organisation_ids("participant")
        if not able or not personnel.is_proved(person) or change.proposer_id in change.approver.own_accounts:
            raise Refused(
                "HCH-06",
                _("Choose two different people of the new holder whose identity officers have seen."),
                field=field,
            )


@locks.deed
def confirm(*, change_id: int, by: User, at: datetime) -> HolderChange:
    """Make the change: the new holder, its two people in place of all others, and its details to be confirmed.

    Raises: Refused MOV-01 (409), MOV-02 (403: the proposer, or no administrator), HCH-03 to HCH-06.
    """
    change = _of(change_id)
    account = change.account
    move = judge(change.confirm, by=by)
    _judge(change)
    _end_what_was_begun(account, by, at)
    account.representatives.filter(ended_on=None).update(ended_on=at.date())
    account.holder = change.new_holder
    change.decided_by = by
    move.commit(at=at)  # first: in the database a holder follows a change that is confirmed
    account.save(update_fields=["holder"])
    for person, rights in ((change.proposer, {"may_propose": True}), (change.approver, {"may_approve": True})):
        Representative.objects.create(account=account, user=person, since=at.date(), **rights)
    details = HolderDetails.objects.filter(account=account).exclude(state=DetailsState.DUE).first()
    if details is not None:
        details.proposed_values, details.proposed_by, details.approved_by = {}, None, None
        judge(details.fall_due, by=people.system()).commit(at=at)
    return change


def _end_what_was_begun(account: Account, by: User, at: datetime) -> None:
    """What the earlier holder chose or began ends with it: whom it trusted, and every change that waits."""
    why = str(_("The account has another holder."))
    for listed in account.trusted.filter(removed_at=None).select_related("account", "receiver__holder"):
        accounts.take_off(listed, by=by, at=at)
    for change in account.representative_changes.filter(state=ChangeState.ASKED):
        judge(change.decline, by=by).commit(at=at, officer=by, note=why)
    for rule in account.rule_changes.filter(state=RuleChangeState.PROPOSED):
        judge(rule.reject, by=people.system()).commit(at=at, note=why)
    for asked in account.document_requests.filter(state__in=list(DocumentRequest.HOLDERS)):
        judge(asked.withdraw, by=by).commit(at=at, note=why)


@locks.deed
def reject(*, change_id: int, note: str, by: User, at: datetime) -> HolderChange:
    """Reject it, or take one's own proposal back. Raises: Refused HCH-08 no reason, MOV-01, MOV-02."""
    change = _of(change_id)
    if not shows(note):
        raise Refused("HCH-08", _("Write down why; whoever proposed it reads it."), field="note")
    move = judge(change.reject, by=by)
    change.decided_by = by
    move.commit(at=at, note=plain(note))
    return change


def _of(change_id: int) -> HolderChange:
    """The change, with its account held first: one change of an account at a time."""
    account = locks.account(HolderChange.objects.only("account_id").get(pk=change_id).account_id)
    change = locks.row(HolderChange.objects.select_related("new_holder", "proposer", "approver"), change_id)
    change.account = account
    return change
