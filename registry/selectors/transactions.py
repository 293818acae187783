"""Posted transactions for search and for pages."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from partners import permissions
from registry.models import BookTransaction, Movement, TransactionKind
from registry.selectors import accounts, officer_requests, suspensions


def visible_to(user: Any) -> QuerySet[BookTransaction]:
    """Transactions that touch an account whose inside this person sees, and what the registry did to its units
    without moving them; auditors see all."""
    every = BookTransaction.objects.order_by("-id")
    if user.is_authenticated and permissions.holds(user, "auditor"):
        return every
    seen = list(accounts.visible_to(user).exclude(book=None).values_list("book_id", flat=True))
    touched = Q(movements__from_account_id__in=seen) | Q(movements__to_account_id__in=seen)
    of_registry = Q(officer_request__in=officer_requests.visible_to(user).order_by().values("pk"))
    return every.filter(touched | of_registry).distinct()


def movements_of(posted: BookTransaction) -> QuerySet[Movement]:
    """The movements of a transaction with their accounts and serial numbers."""
    return posted.movements.select_related("lot__series", "from_account", "to_account").order_by("id")


def answers_to(posted: BookTransaction) -> QuerySet[BookTransaction]:
    """Transactions that answer this one."""
    return BookTransaction.objects.filter(answers=posted).order_by("id")


def possible_answers(posted: BookTransaction) -> Sequence[str]:
    """How the registry can answer a transaction, by the names of its pages."""
    if posted.kind == TransactionKind.FREEZE:
        return ["end-freeze"] if suspensions.freezes(posted.pk) else []
    names = {TransactionKind.SET_ASIDE: ["release", "reverse", "correct"], TransactionKind.UNFREEZE: []}
    reversible = posted.kind in {"transfer", "inter_registry", "retirement", "cancellation", "release"}
    return names.get(TransactionKind(posted.kind), ["reverse", "correct"] if reversible else ["correct"])
