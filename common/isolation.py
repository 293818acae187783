"""Many things one by one: what fails in one of them is told and counted, and the others go on."""

import logging
from collections.abc import Callable, Iterable

from prometheus_client import Counter

from common.refusals import Refused

log = logging.getLogger(__name__)
FAULTS = Counter("jcm_item_faults_total", "Items of a loop over many that failed; the others went on.", ["what"])


def each[Item, Answer](items: Iterable[Item], do: Callable[[Item], Answer], *, what: str) -> list[Answer]:
    """Do it for each by itself; returns the answers of those that were done.

    A refusal is no fault: others have ended the item meanwhile, or hold it now; it is passed over and comes again. Any
    other exception is logged with its traceback and counted, and the item is tried again with the next run.

    Args:
        do: a service that is a transaction of its own: what a failed item wrote is gone, what the others wrote stays.
        what: what an item is, in a word or two; the label of the counter.
    """
    answers = []
    for item in items:
        try:
            answers.append(do(item))
        except Refused as refusal:
            log.warning("%s %s is passed over: %s", what, item, refusal)
        except Exception:
            FAULTS.labels(what).inc()
            log.exception("%s %s failed; the others go on.", what, item)
    return answers
