"""A fresh proof of identity before what cannot be taken back: a password, a passkey or a code, minutes ago.

Whoever finds an open screen can look; to issue, move, authorise or decide they would have to be the person.
"""

from time import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused


def is_fresh(request: HttpRequest) -> bool:
    """True when the person signed in, or proved who they are, within the last minutes."""
    proofs = get_authentication_records(request, request.user)
    return any(time() - proof["at"] < app_settings.REAUTHENTICATION_TIMEOUT for proof in proofs)


def demand(request: HttpRequest) -> None:
    """Ask who it is, unless that was proved within the last minutes; what was sent then goes on by itself.

    Raises: ReauthenticationRequired, which leads to the page that asks; Refused PRF-01 (403) for who has nothing to
    prove it by.
    """
    if is_fresh(request):
        return
    if not get_reauthentication_flows(request.user):
        sentence = _("This wants a fresh proof of who you are. Set a password or a passkey first.")
        raise Refused("PRF-01", sentence, status=403)
    raise ReauthenticationRequired
