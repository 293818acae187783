"""`screen`: every view says who may see it; a view without it does not pass the route test."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from common import typed
from common.people import Person
from common.refusals import Refused

type View = Callable[..., HttpResponseBase]
type May = Callable[[Person], bool]


def anyone(user: Person) -> bool:
    """The public: no sign-in needed."""
    return True


def signed_in(user: Person) -> bool:
    """Any active person who has signed in."""
    return bool(user.is_authenticated and user.is_active)


def screen(*, may: May, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """Guard a view by a predicate on the user and by the methods that it takes.

    OPTIONS is answered here, HEAD goes to the view only where GET does, anything else is 405: a view for POST alone
    runs for POST alone, with the token that the middleware has asked for. Somebody not signed in is led to the sign-in
    page; somebody signed in gets 403. A `Refused` that no form took becomes a page with its sentence and status.
    """
    taken = (*methods, *(("HEAD",) if "GET" in methods else ()), "OPTIONS")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # of any view
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={"Allow": ", ".join(taken)})
            if request.method not in taken:
                return _with_headers(render(request, "405.html", status=405), {"Allow": ", ".join(taken)})
            if not may(request.user):
                return _turned_away(request)
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                answer = render(request, "refused.html", {"refusal": refusal}, status=refusal.status)
                return _with_headers(answer, refusal.headers)

        guarded.may = may  # type: ignore[attr-defined]  # read by the route test
        guarded.methods = methods  # type: ignore[attr-defined]  # read by the route test
        return guarded

    return decorate


def _turned_away(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page, or 403. What somebody typed whose session had ended is kept until they are back."""
    from django.contrib.auth.views import redirect_to_login  # noqa: PLC0415  needs the app registry

    if request.user.is_authenticated:
        raise PermissionDenied
    if request.method == "POST" and "autosave" not in request.POST:
        typed.keep(request)
    return redirect_to_login(request.get_full_path())


def _with_headers(answer: HttpResponse, headers: Mapping[str, str]) -> HttpResponse:
    for name, value in headers.items():
        answer[name] = value
    return answer
