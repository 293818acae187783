"""Accounts that may be one person's: the platform looks, an auditor concludes; meanwhile they count as one."""

from datetime import datetime

from django.db import transaction

from common import events, isolation
from common.machines import judge
from partners.people.checks import reason_given
from partners.people.models.people import User
from partners.people.models.personnel import AliasCase
from partners.people.selectors import aliases, people
from partners.people.states.aliases import AliasState


def look_at_everybody(*, by: User, at: datetime) -> int:
    """Ask of every pair of accounts; returns how many look like one person's and were not known to."""
    grounds = aliases.found()
    pairs = isolation.each(
        list(grounds), lambda pair: suspect(pair=pair, grounds=grounds[pair], by=by, at=at), what="pair of accounts"
    )
    return sum(pairs)


@transaction.atomic
def look_at(*, user: User, by: User, at: datetime) -> int:
    """The same for one person who has just been given a role."""
    return sum(
        suspect(pair=pair, grounds=grounds, by=by, at=at)
        for pair, grounds in aliases.found().items()
        if user.pk in pair
    )


@transaction.atomic
def suspect(*, pair: aliases.Pair, grounds: set[str], by: User, at: datetime) -> int:
    """Ask an auditor about a pair, or again when more was found; 1 when it was not known, else 0."""
    case = AliasCase.objects.select_for_update(of=("self",)).filter(one=pair[0], other=pair[1]).first()
    if case is None:
        made = AliasCase.objects.create(one_id=pair[0], other_id=pair[1], grounds=sorted(grounds), found_at=at)
        events.record("partners.aliascase.suspect", subject=made, by=by, at=at, after={"grounds": made.grounds})
        return 1
    if grounds <= set(case.grounds):
        return 0
    case.grounds = sorted(grounds | set(case.grounds))
    if case.state == AliasState.TWO_PERSONS:
        judge(case.reopen, by=people.system()).commit(at=at)
    else:
        case.save(update_fields=["grounds"])
        events.record("partners.aliascase.find_more", subject=case, by=by, at=at, after={"grounds": case.grounds})
    return 1


@transaction.atomic
def tell_apart(*, case_id: int, note: str, by: User, at: datetime) -> AliasCase:
    """Conclude that two accounts are two persons'. Raises: Refused MOV-01, MOV-02, PPL-18 without a reason."""
    case = _locked(case_id)
    case.concluded_by = by
    judge(case.tell_apart, by=by).commit(at=at, reason=reason_given(note))
    return case


@transaction.atomic
def unite(*, case_id: int, note: str, by: User, at: datetime) -> AliasCase:
    """Conclude that two accounts are one person's: they look with one pair of eyes from now on.

    Raises: Refused MOV-01, MOV-02, PPL-18 without a reason.
    """
    case = _locked(case_id)
    case.concluded_by = by
    judge(case.unite, by=by).commit(at=at, reason=reason_given(note))
    return case


def _locked(case_id: int) -> AliasCase:
    return AliasCase.objects.select_for_update(of=("self",)).select_related("one", "other").get(pk=case_id)
