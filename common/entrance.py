"""What no address may hold is refused at the door, before any view or any statement sees it."""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from common import problems

type Answer = Callable[[HttpRequest], HttpResponseBase]

# PostgreSQL takes no NUL in text; no address of ours holds any other control sign, nor half a sign of two.
_IN_PATH = re.compile("[\x00-\x1f\x7f\x80-\x9f\ud800-\udfff]")
# A search may have been pasted with its line breaks and tabs.
_IN_QUERY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
ODD = gettext_noop("It holds a sign that no address has. Type it anew, or start from the home page.")


class EntranceMiddleware:
    """Answer 400 with a sentence where path or query holds a control sign."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _IN_PATH.search(request.path_info) or _hostile(request):
            if problems.is_for_programs(request):
                return problems.refused_at_the_door(gettext(ODD), 400)
            return render(request, "odd_address.html", status=400)
        return self.answer(request)


def _hostile(request: HttpRequest) -> bool:
    return any(
        _IN_QUERY.search(name) or any(_IN_QUERY.search(value) for value in values)
        for name, values in request.GET.lists()
    )
