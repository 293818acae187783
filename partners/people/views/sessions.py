"""Sessions of people: those of who was suspended end with the next request; the others read on their own clock."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from common import zones


class BarredPeopleMiddleware:
    """After the sign-in is read: who is barred is nobody from this request on, and their session is gone for good."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key is not None:  # visitors without a session cost no question
            user = request.user
            is_known = user.is_authenticated and not user.is_barred
            if SESSION_KEY in request.session and not is_known:
                logout(request)
        return self.get_response(request)


class ReadersClockMiddleware:
    """Instants of a page stand on the clock of whoever is signed in; visitors read UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with zones.read_by(lambda: request.user.clock_zone if request.user.is_authenticated else "UTC"):
            return self.get_response(request)
