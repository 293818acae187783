"""Posted transactions for search and for pages."""

from typing import Any

from django.db.models import Q, QuerySet

from partners import permissions
from registry.models import BookTransaction, Movement
from registry.selectors import accounts


def visible_to(user: Any) -> QuerySet[BookTransaction]:
    """Transactions that touch an account whose inside this person sees; auditors see all."""
    every = BookTransaction.objects.order_by("-id")
    if user.is_authenticated and permissions.holds(user, "auditor"):
        return every
    seen = list(accounts.visible_to(user).exclude(book=None).values_list("book_id", flat=True))
    touched = Q(movements__from_account_id__in=seen) | Q(movements__to_account_id__in=seen)
    return every.filter(touched).distinct()


def movements_of(posted: BookTransaction) -> QuerySet[Movement]:
    """The movements of a transaction with their accounts and serial numbers."""
    return posted.movements.select_related("lot__series", "from_account", "to_account").order_by("id")
