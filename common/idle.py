"""Sessions end when nobody has used them for a while; pages say so some minutes before (`static/src/idle.js`)."""

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

type Answer = Callable[[HttpRequest], HttpResponseBase]
KEY = "active_at"
NOTED_EVERY_SECONDS = 60  # one row written a minute, not one for each page


class IdleMiddleware:
    """Sign out whoever has not asked for anything for `SESSION_IDLE_MINUTES`; what they send then is kept for them."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            active, now = request.session.get(KEY, 0), time()
            if active and now - active > settings.SESSION_IDLE_MINUTES * 60:
                logout(request)
                said = _("You were signed out because nothing was done for %(minutes)s minutes. Sign in to go on.")
                messages.info(request, said % {"minutes": settings.SESSION_IDLE_MINUTES})
            elif now - active > NOTED_EVERY_SECONDS:
                request.session[KEY] = now
        return self.answer(request)
