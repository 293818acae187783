"""Units that wait in open requests: nobody can promise them a second time."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from registry.models import OfficerLeg, RequestLeg
from registry.states.officer_requests import OPEN_OFFICER_STATES
from registry.states.requests import OPEN_STATES

type Own = tuple[int | None, int | None]  # a holder's request and one of the registry, as far as they are saved

IN_REQUESTS = Q(request__state__in=OPEN_STATES)
IN_OFFICER_REQUESTS = Q(request__state__in=OPEN_OFFICER_STATES) & ~Q(request__kind="unfreeze")


def legs() -> tuple[QuerySet[RequestLeg], QuerySet[OfficerLeg]]:
    """Legs of all open requests: of account holders, and of the registry."""
    return RequestLeg.objects.filter(IN_REQUESTS), OfficerLeg.objects.filter(IN_OFFICER_REQUESTS)


def spans_in(lots: Sequence[int]) -> Sequence[tuple[int, int, int]]:
    """What waits of these lots, as (lot, first, last)."""
    found = [leg for rows in legs() for leg in rows.filter(lot_id__in=lots)]
    return sorted((leg.lot_id, leg.first, leg.last) for leg in found)


def waits(lot_id: int, first: int, last: int, *, but: Own = (None, None)) -> bool:
    """Whether units of a range wait in an open request other than `but` (holder's request, registry's request)."""
    for rows, own in zip(legs(), but, strict=True):
        others = rows if own is None else rows.exclude(request_id=own)
        if others.filter(lot_id=lot_id, units__overlap=(first, last + 1)).exists():
            return True
    return False
