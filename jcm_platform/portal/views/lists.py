"""The public lists."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from committee.decisions.selectors import decisions
from committee.designations import selectors as tpes
from common.screens import anyone, screen
from credits.selectors import issuances, totals
from jcm_platform.portal import listings, selectors
from partners.programmes import selectors as programmes
from projects.inputs import selectors as inputs
from projects.methodologies import selectors as methodologies
from projects.projects.selectors import projects


@screen(may=anyone, methods=("GET",))
def country_list(request: HttpRequest) -> HttpResponseBase:
    """Every partner country."""
    return listings.COUNTRIES.respond(request, selectors.countries_with_counts())


@screen(may=anyone, methods=("GET",))
def decision_list(request: HttpRequest) -> HttpResponseBase:
    """What the committees decided."""
    return listings.DECISIONS.respond(request, decisions.public().distinct())


@screen(may=anyone, methods=("GET",))
def tpe_list(request: HttpRequest) -> HttpResponseBase:
    """Designations of third-party entities."""
    return listings.TPES.respond(request, tpes.public())


@screen(may=anyone, methods=("GET",))
def programme_list(request: HttpRequest) -> HttpResponseBase:
    """Financing programmes."""
    return listings.PROGRAMMES.respond(request, programmes.public())


@screen(may=anyone, methods=("GET",))
def project_list(request: HttpRequest) -> HttpResponseBase:
    """Planned and registered projects."""
    return listings.PROJECTS.respond(request, projects.public())


@screen(may=anyone, methods=("GET",))
def methodology_list(request: HttpRequest) -> HttpResponseBase:
    """Methodologies, approved and proposed."""
    return listings.METHODOLOGIES.respond(request, methodologies.public())


@screen(may=anyone, methods=("GET",))
def issuance_list(request: HttpRequest) -> HttpResponseBase:
    """Issuances, published before and made here, with the totals by side above."""
    context = {"issued": totals.issued()}
    return listings.ISSUANCES.respond(
        request, issuances.public_list(), template="portal/issuance_list.html", context=context
    )


@screen(may=anyone, methods=("GET",))
def call_list(request: HttpRequest) -> HttpResponseBase:
    """Calls for inputs, the open ones first."""
    return listings.CALLS.respond(request, inputs.public())
