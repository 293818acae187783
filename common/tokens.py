"""A form that is sent twice does its deed once: by a double press, by Back, or when the network stutters."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.models import SentForm
from common.refusals import Refused

KEPT = timedelta(days=7)
USED = "TOK-01"
BESIDES = frozenset({"csrfmiddlewaretoken", "token", "whose"})  # what a form bears besides what is typed


def fresh() -> str:
    """A token for a form that is shown anew."""
    return str(uuid4())


def of_page(request: HttpRequest, form: BaseForm) -> str:
    """The token that a page bears: the one that was sent with it, until that is used up."""
    refusal = getattr(form, "refusal", None)
    is_used = isinstance(refusal, Refused) and refusal.number == USED
    return fresh() if is_used else request.POST.get("token") or fresh()


def read(typed: str) -> UUID | None:
    """The token that a form bears; None where it bears none, or something else."""
    try:
        return UUID(typed) if len(typed) == len(fresh()) else None
    except ValueError:
        return None


def content_of(request: HttpRequest) -> str:
    """What was sent, from which page and by whom, as one short text; of files their names and sizes."""
    words = sorted((name, values) for name, values in request.POST.lists() if name not in BESIDES)
    files = sorted((name, [(each.name, each.size) for each in sent]) for name, sent in request.FILES.lists())
    return sha256(repr((request.path, request.user.pk, words, files)).encode()).hexdigest()


@transaction.atomic
def once(token: UUID, content: str, do: Callable[[], str], *, at: datetime) -> tuple[str, bool]:
    """Do it, unless the same form has done it; returns where it has led, and whether it was done now.

    Whoever sends it again at the same instant waits until the first is through. A refusal leaves the token unused.

    Args:
        content: what was sent (`content_of`).
    Raises: Refused TOK-01 (409) where the form was sent before with other words: they are not done, and not lost.
    """
    sent, is_new = SentForm.objects.get_or_create(token=token, defaults={"sent_at": at, "content": content})
    if not is_new and sent.content != content:
        raise Refused(
            USED,
            _("You sent this form before, with other words. Send it again if this is meant besides."),
            status=409,
        )
    if not is_new:
        return sent.address, False
    sent.address = do()
    sent.save(update_fields=["address"])
    return sent.address, True


def forget(*, at: datetime) -> int:
    """Take away what was sent more than a week ago; returns how many."""
    return SentForm.objects.filter(sent_at__lt=at - KEPT).delete()[0]
