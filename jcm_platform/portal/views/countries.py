"""One partner country: its rules, committee, projects, decisions and entities."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from common import clock
from common.screens import anyone, screen
from credits.selectors import totals
from jcm_platform.portal import cells, selectors
from partners.published_words import read
from partners.rulebooks.selectors import rulebooks


@screen(may=anyone, methods=("GET",))
def country_page(request: HttpRequest, iso2: str) -> HttpResponse:
    """What is known of one country."""
    country = selectors.countries_with_counts().filter(iso2=iso2.upper()).first()
    if country is None:
        raise Http404
    of_country = list(rulebooks.of_country(country))
    current = next((rulebook for rulebook in of_country if clock.today() in rulebook.in_force), None)
    context = {
        "country": country,
        "rulebooks": of_country,
        "current": current,
        "rules": rulebooks.rule_rows(current) if current else [],
        "limits": rulebooks.limit_rows(current) if current else [],
        "latest": selectors.latest_of(country),
        "issued": totals.issued(country.pk),
        "signed": cells.signed(country),
        "region": read(country.region),
        "projects_url": reverse("portal:project-list", query={"country": country.iso2}),
    }
    return render(request, "portal/country_page.html", context)
