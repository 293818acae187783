"""What somebody typed while their session had ended: kept until they have signed in again, then shown, never sent.

A form says whose it is by a mark that only we can make (`mark_of`). The words are shown to that person alone: whoever
signs in next at the same browser may be somebody else.
"""

from hmac import compare_digest
from time import time

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac

from common.clients import client_network
from common.limits import Limit
from common.people import Person
from common.refusals import Refused

KEY = "typed"
WHOSE = "whose"
MOST_CHARACTERS = 200_000
KEPT_SECONDS = 3600
# A visitor's session is a row: somebody who sends many forms without signing in fills no table.
STRANGERS = Limit("typed-before-sign-in", most=20, seconds=3600)


def mark_of(person: Person | AnonymousUser) -> str:
    """What a form bears that was shown to this person; nothing for somebody who is not signed in."""
    if not person.is_authenticated:
        return ""
    return salted_hmac("common.typed", str(person.pk), algorithm="sha256").hexdigest()


def keep(request: HttpRequest) -> None:
    """Keep the fields of a form that was sent without being signed in; files are not kept, nor what is too long, nor
    what says not whose it is.
    """
    words = request.POST.urlencode()
    if len(words) > MOST_CHARACTERS or not request.POST.get(WHOSE):
        return
    try:
        STRANGERS.take(client_network(request), number="TYP-01", sentence="%(minutes)s")
    except Refused:
        return
    request.session[KEY] = {"path": request.path, "words": words, "at": time()}


def take(request: HttpRequest) -> QueryDict | None:
    """What this person typed into the form of this very address within the last hour; it is handed out once."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept["path"] != request.path:
        return None
    del request.session[KEY]
    words = QueryDict(kept["words"])
    theirs = compare_digest(words.get(WHOSE, "").encode(), mark_of(request.user).encode())
    return words if theirs and time() - kept["at"] < KEPT_SECONDS else None


def drop_others(request: HttpRequest) -> None:
    """Somebody has signed in: what another person typed here is gone."""
    kept = request.session.get(KEY)
    if isinstance(kept, dict) and QueryDict(kept["words"]).get(WHOSE) != mark_of(request.user):
        del request.session[KEY]
