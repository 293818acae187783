"""Authorisations: what each Party has authorised, and the governments' desk."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from common import clock
from common.forms import refusals_in
from common.screens import anyone, screen
from credits.forms.authorisations import GrantForm, TermsForm
from credits.permissions import may_authorise
from credits.selectors import authorisations as selectors
from credits.services import authorisations
from partners.countries import selectors as countries
from partners.views.pages import acting, form_page


@screen(may=anyone, methods=("GET",))
def authorisation_list(request: HttpRequest) -> HttpResponse:
    """Every authorisation in force, with its units and uses."""
    may = may_authorise(request.user)
    context = {
        "authorisations": selectors.public(),
        "countries": selectors.may_grant_for(request.user) if may else [],
        "own": set(selectors.granted_by(request.user).values_list("pk", flat=True)) if may else set(),
    }
    return render(request, "credits/authorisation_list.html", context)


@screen(may=may_authorise)
def authorisation_grant(request: HttpRequest, iso2: str) -> HttpResponse:
    """Authorise lots of a country for one's own Party."""
    country = get_object_or_404(countries.public(), iso2=iso2.upper())
    side = selectors.side_for(request.user, country)
    if not side:
        raise Http404
    form = GrantForm(request.POST if request.method == "POST" else None, country=country, side=side)
    if not form.has_lots:
        messages.info(request, _("There are no issued lots left to authorise for this country."))
        return redirect("credits:authorisation-list")
    if form.is_valid():
        with refusals_in(form):
            authorisations.grant(side=side, country=country, **form.to_save(), by=acting(request), at=clock.now())
            messages.success(request, _("The units are authorised."))
            return redirect("credits:authorisation-list")
    return form_page(
        request,
        form,
        title=_("Authorise units of %(country)s") % {"country": country},
        submit=_("Authorise"),
        back=reverse("credits:authorisation-list"),
        subject=_("Authorisations"),
        lead=_(
            "You act for your own Party. Units can be retired towards Japan’s NDC once both Parties authorised them."
        ),
    )


@screen(may=may_authorise)
def authorisation_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace an authorisation by its next version."""
    earlier = get_object_or_404(selectors.granted_by(request.user), pk=pk)
    before = {name: getattr(earlier, name) for name in ("uses", "first_transfer", "authorised_on", "terms")}
    form = TermsForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        with refusals_in(form):
            authorisations.revise(
                authorisation_id=earlier.pk, terms=form.to_terms(), by=acting(request), at=clock.now()
            )
            messages.success(request, _("The next version is in force."))
            return redirect("credits:authorisation-list")
    return form_page(
        request,
        form,
        title=_("Revise the authorisation %(name)s") % {"name": earlier},
        submit=_("Put the next version in force"),
        back=reverse("credits:authorisation-list"),
        subject=_("Authorisations"),
        lead=_("The version in force stays readable. The new one covers the same units from now on."),
    )
