"""What somebody typed while their session had ended: kept until they have signed in again, then shown, never sent."""

from time import time

from django.http import HttpRequest, QueryDict

from common.clients import client_network
from common.limits import Limit
from common.refusals import Refused

KEY = "typed"
MOST_CHARACTERS = 200_000
KEPT_SECONDS = 3600
# A visitor's session is a row: somebody who sends many forms without signing in fills no table.
STRANGERS = Limit("typed-before-sign-in", most=20, seconds=3600)


def keep(request: HttpRequest) -> None:
    """Keep the fields of a form that was sent without being signed in; files are not kept, nor what is too long."""
    words = request.POST.urlencode()
    if len(words) > MOST_CHARACTERS:
        return
    try:
        STRANGERS.take(client_network(request), number="TYP-01", sentence="%(minutes)s")
    except Refused:
        return
    request.session[KEY] = {"path": request.path, "words": words, "at": time()}


def take(request: HttpRequest) -> QueryDict | None:
    """What was typed into the form of this very address within the last hour; it is handed out once."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept["path"] != request.path:
        return None
    del request.session[KEY]
    return QueryDict(kept["words"]) if time() - kept["at"] < KEPT_SECONDS else None
