"""The home page and what explains the site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from common import clock
from common.screens import anyone, screen
from jcm_platform.portal import listings, selectors
from jcm_platform.portal.views.today import today_page
from partners.permissions import at_work


@screen(may=anyone, methods=("GET",))
def home(request: HttpRequest) -> HttpResponseBase:
    """The start page: for people at work what is due today, for everybody else the public home page."""
    return today_page(request) if at_work(request.user) else front(request)


@screen(may=anyone, methods=("GET",))
def front(request: HttpRequest) -> HttpResponse:
    """What the JCM is, where it stands, what a visitor can do here."""
    context = {"standing": selectors.standing(clock.today()), "targets": settings.TARGETS_TCO2E}
    return render(request, "portal/home.html", context)


@screen(may=anyone, methods=("GET",))
def about(request: HttpRequest) -> HttpResponse:
    """What this site is, where its records come from, how sure they are."""
    return render(request, "portal/about.html")


@screen(may=anyone, methods=("GET",))
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site can be used, and what to do where it cannot."""
    return render(request, "portal/accessibility.html")


@screen(may=anyone, methods=("GET",))
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, for how long, and which cookies there are."""
    context = {"kept_days": settings.SIGN_INS_KEPT_DAYS, "language_cookie": settings.LANGUAGE_COOKIE_NAME}
    return render(request, "portal/privacy.html", context)


@screen(may=anyone, methods=("GET",))
def downloads(request: HttpRequest) -> HttpResponse:
    """Every list as data."""
    served = {
        "country": "countries",
        "project": "projects",
        "decision": "decisions",
        "tpe": "tpes",
        "methodology": "methodologies",
        "issuance": "issuances",
    }
    lists = [
        (listing.title, reverse(f"portal:{name}-list"), name in served and reverse(f"portal:api-{served[name]}"))
        for name, listing in listings.BY_NAME.items()
    ]
    return render(request, "portal/downloads.html", {"lists": lists})


@screen(may=anyone, methods=("GET",))
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to write to about what."""
    return render(request, "portal/contact.html")


@screen(may=anyone, methods=("GET",))
def search(request: HttpRequest) -> HttpResponse:
    """The first few of every public list for the words asked."""
    words = request.GET.get("q", "").strip()
    context = {"q": words, "found": selectors.search(words) if words else []}
    return render(request, "portal/search.html", context)
