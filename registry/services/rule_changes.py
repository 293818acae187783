"""The rule of an account: proposed by one representative, in force when another has approved it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common import events
from common.machines import judge
from common.refusals import Refused
from partners.people.models.people import User
from registry.models import RuleChange
from registry.services import locks
from registry.services.applications import reason_given
from registry.states.accounts import AccountState
from registry.states.rule_changes import RuleChangeState

CHANGEABLE = frozenset({AccountState.OPEN, AccountState.SUSPENDED})


@locks.deed
def propose(*, account_id: int, trusted_only: bool, by: User, at: datetime) -> RuleChange:
    """Propose that credits leave the account for trusted accounts only, or for any account again.

    Raises: Refused ARL-01 (403), ARL-02 (409, the account is not open), ARL-03 (it is so already), ARL-04 (409, a
    change waits already).
    """
    account = locks.account(account_id)
    if not {"propose", "approve"} & account.rights_of(by):
        raise Refused("ARL-01", _("Representatives of the account change its rule."), status=403)
    if account.state not in CHANGEABLE:
        raise Refused("ARL-02", _("The rule of an account changes while the account is open."), status=409)
    if account.trusted_only == trusted_only:
        raise Refused("ARL-03", _("This is the account’s rule already. Choose the other one."), field="trusted_only")
    if account.rule_changes.filter(state=RuleChangeState.PROPOSED).exists():
        raise Refused("ARL-04", _("A change of the rule waits for a second representative already."), status=409)
    change = RuleChange(account=account, trusted_only=trusted_only, proposed_by=by, proposed_at=at)
    change.save()
    events.record(
        "registry.rulechange.propose",
        subject=change,
        by=by,
        at=at,
        after={"trusted_only": trusted_only},
        tells=("participant",),
    )
    return change


@locks.deed
def approve(*, change_id: int, by: User, at: datetime) -> RuleChange:
    """Put in force what another representative proposed; it counts at once, also for what was proposed before.

    Raises: Refused MOV-01 (409), MOV-02 (403: the proposer, or nobody who approves here), ARL-02 (409).
    """
    change = _of(change_id)
    move = judge(change.approve, by=by)
    account = change.account
    if account.state not in CHANGEABLE:
        raise Refused("ARL-02", _("The rule of an account changes while the account is open."), status=409)
    before = account.trusted_only
    account.trusted_only = change.trusted_only
    account.save(update_fields=["trusted_only"])
    change.decided_by = by
    move.commit(at=at)
    events.record(
        "registry.account.change_rule",
        subject=account,
        by=by,
        at=at,
        before={"trusted_only": before},
        after={"trusted_only": account.trusted_only},
    )
    return change


@locks.deed
def reject(*, change_id: int, note: str, by: User, at: datetime) -> RuleChange:
    """Leave the rule as it is, or take one's own proposal back. Raises: Refused ACC-08 without a reason, MOV-01/02."""
    change = _of(change_id)
    move = judge(change.reject, by=by)
    change.decided_by = by
    move.commit(at=at, note=reason_given(note))
    return change


def _of(change_id: int) -> RuleChange:
    """The change, with its account held first: one change of an account at a time."""
    account = locks.account(RuleChange.objects.only("account_id").get(pk=change_id).account_id)
    change = locks.row(RuleChange.objects.all(), change_id)
    change.account = account
    return change
