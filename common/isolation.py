"""Many things one by one: what fails in one of them is told and counted, and the others go on."""

import logging
from collections.abc import Callable, Iterable

from django.db import DatabaseError, transaction
from django.db.models import F

from common import clock
from common.models import FaultCount
from common.refusals import Refused

log = logging.getLogger(__name__)


def each[Item, Answer](items: Iterable[Item], do: Callable[[Item], Answer], *, what: str) -> list[Answer]:
    """Do it for each by itself; returns the answers of those that were done.

    A refusal is no fault: others have ended the item meanwhile, or hold it now; it is passed over and comes again. Any
    other exception is logged with its traceback and counted, and the item is tried again with the next run.

    Args:
        do: a service that is a transaction of its own: what a failed item wrote is gone, what the others wrote stays.
        what: what an item is, in a word or two; under it the fault is counted (`FaultCount`).
    """
    answers = []
    for item in items:
        try:
            answers.append(do(item))
        except Refused as refusal:
            log.warning("%s %s is passed over: %s", what, item, refusal)
        except Exception:
            log.exception("%s %s failed; the others go on.", what, item)
            _count(what)
    return answers


def _count(what: str) -> None:
    """Keep that one failed; where the database itself is away, the log alone tells it."""
    try:
        with transaction.atomic():
            FaultCount.objects.get_or_create(what=what, defaults={"at": clock.now()})
            FaultCount.objects.filter(what=what).update(count=F("count") + 1, at=clock.now())
    except DatabaseError:
        log.exception("That %s failed could not be counted.", what)
