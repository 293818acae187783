"""What somebody typed and has not sent: while their session had ended, or as they chose another language. It is kept
until the page is asked for again, then shown, never sent.

A form says whose it is by a mark that only we can make (`mark_of`). The words are shown to that person alone: whoever
signs in next at the same browser may be somebody else.
"""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Typed:
    """The fields of a form as they were typed; `was_sent` where its person pressed the button, signed out."""

    words: QueryDict
    was_sent: bool


def keep(request: HttpRequest) -> None:
    """Keep the fields of a form that was sent without being signed in; files are not kept, nor what is too long, nor
    what says not whose it is.
    """
    if not _may_be_kept(request.POST):
        return
    try:
        STRANGERS.take(client_network(request), number="TYP-01", sentence="%(minutes)s")
    except Refused:
        return
    _put(request, request.path, request.POST, was_sent=True)


def keep_unsent(request: HttpRequest, path: str, encoded: str) -> None:
    """Keep the fields of a form at a path, sent along by somebody who is signed in and goes on to read it anew."""
    if request.user.is_authenticated and len(encoded) <= MOST_CHARACTERS:
        words = QueryDict(encoded)
        if _may_be_kept(words):
            _put(request, path, words, was_sent=False)


def _may_be_kept(words: QueryDict) -> bool:
    return bool(words.get(WHOSE)) and len(words.urlencode()) <= MOST_CHARACTERS


def _put(request: HttpRequest, path: str, words: QueryDict, *, was_sent: bool) -> None:
    request.session[KEY] = {"path": path, "words": words.urlencode(), "at": time(), "was_sent": was_sent}


def take(request: HttpRequest) -> Typed | None:
    """What this person typed into the form of this very address within the last hour; it is handed out once."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept["path"] != request.path:
        return None
    del request.session[KEY]
    words = QueryDict(kept["words"])
    theirs = compare_digest(words.get(WHOSE, "").encode(), mark_of(request.user).encode())
    was_sent = kept.get("was_sent", True)
    return Typed(words, was_sent) if theirs and time() - kept["at"] < KEPT_SECONDS else None


def drop_others(request: HttpRequest) -> None:
    """Somebody has signed in: what another person typed here is gone."""
    kept = request.session.get(KEY)
    if isinstance(kept, dict) and QueryDict(kept["words"]).get(WHOSE) != mark_of(request.user):
        del request.session[KEY]
