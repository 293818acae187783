"""The language of the pages; what was typed and not sent goes along."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.views.i18n import set_language

from common import typed
from common.screens import anyone, screen


@screen(may=anyone, methods=("POST",))
def language_choose(request: HttpRequest) -> HttpResponseBase:
    """Choose the language and go back to the page; Django judges where `next` may lead."""
    if words := request.POST.get("typed"):
        typed.keep_unsent(request, urlsplit(request.POST.get("next", "")).path, words)
    return set_language(request)
