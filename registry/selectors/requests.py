"""Transaction requests: who sees which, and what waits for whom."""

from datetime import datetime

from django.db.models import QuerySet

from partners.people.models.people import Visitor
from registry.models import Account, TransactionRequest
from registry.selectors import accounts
from registry.states.requests import RequestState


def visible_to(user: Visitor) -> QuerySet[TransactionRequest]:
    """Requests of the accounts whose inside this person sees."""
    seen = accounts.visible_to(user).values("pk")
    every = TransactionRequest.objects.select_related("sender", "receiver", "proposed_by", "approved_by", "posted")
    return every.filter(sender__in=seen)


def to_approve(user: Visitor) -> QuerySet[TransactionRequest]:
    """Requests that this person may approve: proposed by somebody else for an account where they may approve."""
    if not user.is_authenticated:
        return TransactionRequest.objects.none()
    own = Account.objects.filter(accounts.of_representative(user, may_approve=True)).values("pk")
    waiting = visible_to(user).filter(state=RequestState.AWAITING_APPROVAL, sender__in=own)
    return waiting.exclude(proposed_by__in=user.own_accounts)


def due(at: datetime) -> QuerySet[TransactionRequest]:
    """Approved requests whose time has come."""
    return TransactionRequest.objects.filter(state=RequestState.DELAYED, execute_at__lte=at).order_by("execute_at")
