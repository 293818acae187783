"""Transaction requests: who sees which, and what waits for whom."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from registry.models import TransactionRequest
from registry.selectors import accounts
from registry.states.requests import RequestState


def visible_to(user: Any) -> QuerySet[TransactionRequest]:
    """Requests of the accounts whose inside this person sees."""
    seen = accounts.visible_to(user).values("pk")
    every = TransactionRequest.objects.select_related("sender", "receiver", "proposed_by", "approved_by", "posted")
    return every.filter(sender__in=seen)


def to_approve(user: Any) -> QuerySet[TransactionRequest]:
    """Requests that this person may approve: proposed by somebody else for an account where they may approve."""
    if not user.is_authenticated or user.suspended_at is not None:
        return TransactionRequest.objects.none()
    return (
        visible_to(user)
        .filter(
            state=RequestState.AWAITING_APPROVAL,
            sender__representatives__user=user,
            sender__representatives__may_approve=True,
            sender__representatives__ended_on=None,
        )
        .exclude(proposed_by__in=user.own_accounts)
        .distinct()
    )


def due(at: datetime) -> QuerySet[TransactionRequest]:
    """Approved requests whose time has come."""
    return TransactionRequest.objects.filter(state=RequestState.DELAYED, execute_at__lte=at).order_by("execute_at")
