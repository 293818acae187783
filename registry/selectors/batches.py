"""Files of transfers: who sees which, and what is in them."""

from django.db.models import QuerySet, Sum

from partners.people.models.people import Visitor
from partners.permissions.four_eyes import another_person
from registry.models import TransactionRequest, TransferBatch
from registry.selectors import accounts
from registry.states.requests import RequestState


def visible_to(user: Visitor) -> QuerySet[TransferBatch]:
    """Files of the accounts whose inside this person sees."""
    seen = accounts.visible_to(user).values("pk")
    return TransferBatch.objects.filter(account__in=seen).select_related("account", "proposed_by")


def requests_of(batch: TransferBatch) -> QuerySet[TransactionRequest]:
    """The requests of a file, in its order, with their units."""
    found = batch.requests.select_related("receiver", "sender").prefetch_related("legs__lot__series")
    return found.order_by("pk")


def total(batch: TransferBatch) -> int:
    """What the whole file moves, t CO2 eq."""
    tonnes: int = batch.requests.aggregate(t=Sum("quantity_tco2e", default=0))["t"]
    return tonnes


def may_approve(batch: TransferBatch, user: Visitor) -> bool:
    """Whether this person may approve what still waits of it."""
    waits = batch.requests.filter(state=RequestState.AWAITING_APPROVAL).exists()
    return waits and another_person(user, batch.proposed_by_id) and "approve" in batch.account.rights_of(user)
