"""A form that is sent twice does its deed once: by a double press, by Back, or when the network stutters."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from common.models import SentForm

KEPT = timedelta(days=7)


def fresh() -> str:
    """A token for a form that is shown anew."""
    return str(uuid4())


def read(typed: str) -> UUID | None:
    """The token that a form bears; None where it bears none, or something else."""
    try:
        return UUID(typed) if len(typed) == len(fresh()) else None
    except ValueError:
        return None


@transaction.atomic
def once(token: UUID, do: Callable[[], str], *, at: datetime) -> tuple[str, bool]:
    """Do it, unless the same form has done it; returns where it has led, and whether it was done now.

    Whoever sends it again at the same instant waits until the first is through. A refusal leaves the token unused.
    """
    sent, is_new = SentForm.objects.get_or_create(token=token, defaults={"sent_at": at})
    if not is_new:
        return sent.address, False
    sent.address = do()
    sent.save(update_fields=["address"])
    return sent.address, True


def forget(*, at: datetime) -> int:
    """Take away what was sent more than a week ago; returns how many."""
    return SentForm.objects.filter(sent_at__lt=at - KEPT).delete()[0]
