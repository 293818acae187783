"""How often somebody may do something: counted for each person, or for each address of those not signed in."""

from dataclasses import dataclass
from math import ceil

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common import clients, clock
from common.refusals import Refused, Sentence

BUSY = _("Your last download is still being made. Try again when it is there.")


@dataclass(frozen=True)
class Limit:
    """At most `most` times within a window of `seconds`; windows begin at fixed instants."""

    name: str
    most: int
    seconds: int

    def take(self, who: str, *, number: str, sentence: Sentence) -> None:
        """Count one use by `who`.

        `sentence` has a place `%(minutes)s`. Raises: Refused `number` (429), with when to come back.
        """
        window, passed = divmod(int(clock.now().timestamp()), self.seconds)
        key = f"limit:{self.name}:{who}:{window}"
        cache.add(key, 0, self.seconds)
        try:
            used = cache.incr(key)
        except ValueError:  # the cache lost it between the two: counting starts anew
            return
        if used > self.most:
            left = self.seconds - passed
            raise Refused(number, sentence, status=429, params={"minutes": ceil(left / 60)}, retry_after=left)


def by_whom(request: HttpRequest) -> str:
    """Whom a limit counts: the person, else the network they come from; never all visitors together."""
    user = request.user
    return f"person:{user.pk}" if user.is_authenticated else f"network:{clients.client_network(request)}"


class Turn:
    """The one turn that somebody has at work that is dear: a download of a whole list, a document that is drawn.

    Whoever has it gets the time that a download takes (`common/patience.py`).

    Raises: Refused LIM-01 (429) while their last one is still being made.
    """

    LONGEST_SECONDS = 60  # a process that died gives nothing back

    def __init__(self, request: HttpRequest, what: str) -> None:
        self._key = f"turn:{what}:{by_whom(request)}"
        if not cache.add(self._key, 1, self.LONGEST_SECONDS):
            raise Refused("LIM-01", BUSY, status=429, retry_after=5)
        if lengthen := getattr(request, "lengthen_patience", None):  # there behind `common/patience.py`
            lengthen()

    def __enter__(self) -> None:
        """Held while the work is done."""

    def __exit__(self, *fault: object) -> None:
        self.give_back()

    def give_back(self) -> None:
        """The work is done, or failed."""
        cache.delete(self._key)
