"""Posted transactions for search and for pages."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import BigIntegerField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Sum

from partners import permissions
from partners.people.models.people import Visitor
from registry.models import BookTransaction, Movement, PublicMovement, TransactionKind
from registry.selectors import accounts, officer_requests, suspensions

BIGINT = BigIntegerField()

LENGTH = Sum(Func(F("units"), function="upper") - Func(F("units"), function="lower"), output_field=BIGINT)


def _with_quantity(moved: QuerySet[Any]) -> QuerySet[BookTransaction]:
    of_each = moved.filter(transaction=OuterRef("pk")).order_by().values("transaction").annotate(t=LENGTH).values("t")
    return BookTransaction.objects.annotate(quantity_tco2e=Subquery(of_each, output_field=BIGINT)).order_by("-id")


def every() -> QuerySet[BookTransaction]:
    """Posted transactions with what each moved (`quantity_tco2e`, None for what moves nothing)."""
    return _with_quantity(Movement.objects.all())


def public() -> QuerySet[BookTransaction]:
    """Posted transactions as everybody may know them: None where units stayed in one place, or nothing moved."""
    return _with_quantity(PublicMovement.objects.all())


def visible_to(user: Visitor) -> QuerySet[BookTransaction]:
    """Transactions that touch an account whose inside this person sees, and what the registry did to its units
    without moving them; auditors see all."""
    if user.is_authenticated and permissions.holds(user, "auditor"):
        return every()
    own = movements_seen(user)
    of_registry = Q(officer_request__in=officer_requests.visible_to(user).order_by().values("pk"))
    return _with_quantity(own).filter(Exists(own.filter(transaction=OuterRef("pk"))) | of_registry)


def movements_seen(user: Visitor) -> QuerySet[Movement]:
    """Movements that touch an account whose inside this person sees; to auditors all. Others of the same transaction
    are other holders' own."""
    if not user.is_authenticated:
        return Movement.objects.none()
    if permissions.holds(user, "auditor"):
        return Movement.objects.all()
    seen = list(accounts.visible_to(user).exclude(book=None).values_list("book_id", flat=True))
    return Movement.objects.filter(Q(from_account_id__in=seen) | Q(to_account_id__in=seen))


def start_of(day: date, *, after: int = 0) -> datetime:
    """The first instant (UTC) of a day, or of one some days after it."""
    return datetime.combine(day, time.min, tzinfo=UTC) + timedelta(days=after)


def movements_of(posted: BookTransaction, user: Visitor) -> QuerySet[Movement]:
    """The movements of a transaction that this person sees, with their accounts and serial numbers."""
    own = movements_seen(user).filter(transaction=posted)
    return own.select_related("lot__series", "from_account", "to_account").order_by("id")


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
