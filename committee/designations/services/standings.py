"""One place that changes what a scope of a designation is: its history and what counts today, together."""

from collections.abc import Iterable
from datetime import date, datetime

from committee.decisions.models import DecisionItem
from committee.designations.models import COUNTS, Designation, DesignationSpell, Function, Standing
from committee.designations.states.designations import DesignationState
from partners.people.models.people import User

STANDING_OF: dict[str, str] = {
    DesignationState.PROVISIONAL: Standing.PROVISIONAL,
    DesignationState.DESIGNATED: Standing.IN_FORCE,
    DesignationState.SUSPENDED: Standing.SUSPENDED,
    DesignationState.EXPIRED: Standing.EXPIRED,
    DesignationState.WITHDRAWN: Standing.WITHDRAWN,
}


def turn(
    designation: Designation,
    *,
    concerns: Iterable[tuple[str, int]],
    standing: str,
    reason: str = "",
    valid_until: date | None = None,
    item: DecisionItem | None = None,
    by: User,  # noqa: ARG001  its caller’s event tells who
    at: datetime,
) -> None:
    """Give scopes a new standing from today: the spell before ends, another begins; the caller holds the lock.

    Args:
        concerns: pairs of function and scope number.
        valid_until: the last day decided in advance; None keeps the one of the spell before.
    """
    for function, scope_id in concerns:
        counting = getattr(designation, f"{function}_scopes")
        before = designation.spells.filter(function=function, scope=scope_id, ended_on=None).first()
        _begin(
            designation,
            before,
            function=function,
            scope_id=scope_id,
            standing=standing,
            reason=reason,
            valid_until=valid_until,
            item=item,
            at=at,
        )
        if standing in COUNTS:
            counting.add(scope_id)
        else:
            counting.remove(scope_id)


def turn_whole(
    designation: Designation,
    *,
    standing: str,
    reason: str = "",
    item: DecisionItem | None = None,
    by: User,  # noqa: ARG001  its caller’s event tells who
    at: datetime,
) -> None:
    """Begin a spell of the designation as a whole."""
    before = designation.spells.filter(function="", ended_on=None).first()
    _begin(
        designation,
        before,
        function="",
        scope_id=None,
        standing=standing,
        reason=reason,
        valid_until=None,
        item=item,
        at=at,
    )


def _begin(
    designation: Designation,
    before: DesignationSpell | None,
    *,
    function: str,
    scope_id: int | None,
    standing: str,
    reason: str,
    valid_until: date | None,
    item: DecisionItem | None,
    at: datetime,
) -> None:
    if before is None and designation.designated_on is not None and designation.designated_on < at.date():
        before = _as_it_was(designation, function, scope_id)
    if before is not None:
        before.ended_on = at.date()
        before.save(update_fields=["ended_on"])
    DesignationSpell.objects.create(
        designation=designation,
        function=function,
        scope_id=scope_id,
        standing=standing,
        since=at.date(),
        valid_until=valid_until or (before.valid_until if before else None),
        reason=reason,
        decision_item=item,
    )


def _as_it_was(designation: Designation, function: str, scope_id: int | None) -> DesignationSpell | None:
    """The spell of a record without history: what it held since its day of designation."""
    if function and not getattr(designation, f"{function}_scopes").filter(pk=scope_id).exists():
        return None
    return DesignationSpell.objects.create(
        designation=designation,
        function=function,
        scope_id=scope_id,
        standing=Standing.IN_FORCE if function else STANDING_OF[designation.state],
        since=designation.designated_on,
        valid_until=designation.scopes_until if function else None,
    )


def held(designation: Designation) -> list[tuple[str, int]]:
    """The (function, scope) that count today."""
    return [
        (function, pk)
        for function in Function.values
        for pk in getattr(designation, f"{function}_scopes").values_list("pk", flat=True)
    ]
