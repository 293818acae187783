"""Authorisations: what each Party has authorised, and the governments' desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data, FormPage
from common.refusals import Sentence
from common.screens import anyone, screen
from credits.forms.authorisations import GrantForm, TermsForm
from credits.models import Authorisation
from credits.permissions import may_authorise
from credits.selectors import authorisations as selectors
from credits.services import authorisations
from credits.services.authorisations import Terms
from partners.countries import selectors as countries
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from registry.checks.requests import Wanted


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


type Side = tuple[PartnerCountry, str]  # for whose units, and for which side the person acts


class AuthorisationGrant(FormPage[Side]):
    """Authorise lots of a country for one's own Party."""

    may = staticmethod(may_authorise)
    submit = _("Authorise")
    back_route = "credits:authorisation-list"
    back_caption = _("Authorisations")
    lead = _("You act for your own Party. Units can be retired towards Japan’s NDC once both Parties authorised them.")
    done = _("The units are authorised.")

    @override
    def find(self, iso2: str) -> Side:
        country = get_object_or_404(countries.public(), iso2=iso2.upper())
        side = selectors.side_for(self.request.user, country)
        if not side:
            raise Http404
        return country, side

    @override
    def form(self, subject: Side, data: Data) -> GrantForm:
        country, side = subject
        return GrantForm(data, country=country, side=side)

    @override
    def page(self, subject: Side, form: BaseForm) -> HttpResponse:
        if isinstance(form, GrantForm) and not form.has_lots:
            messages.info(self.request, gettext("There are no issued lots left to authorise for this country."))
            return redirect(self.back_route)
        return super().page(subject, form)

    @override
    def act(
        self, subject: Side, *, by: User, at: datetime, reference: str, terms: Terms, units: Sequence[Wanted]
    ) -> None:
        country, side = subject
        authorisations.grant(side=side, country=country, reference=reference, terms=terms, units=units, by=by, at=at)

    @override
    def title_of(self, subject: Side) -> Sentence:
        return gettext("Authorise units of %(country)s") % {"country": subject[0]}


class AuthorisationRevise(FormPage[Authorisation]):
    """Replace an authorisation by its next version."""

    may = staticmethod(may_authorise)
    submit = _("Put the next version in force")
    back_route = "credits:authorisation-list"
    back_caption = _("Authorisations")
    lead = _("The version in force stays readable. The new one covers the same units from now on.")
    done = _("The next version is in force.")

    @override
    def find(self, pk: int) -> Authorisation:
        return get_object_or_404(selectors.granted_by(self.request.user), pk=pk)

    @override
    def form(self, earlier: Authorisation, data: Data) -> TermsForm:
        before = {name: getattr(earlier, name) for name in ("uses", "first_transfer", "authorised_on", "terms")}
        return TermsForm(data, initial=before)

    @override
    def act(self, earlier: Authorisation, *, by: User, at: datetime, terms: Terms) -> None:
        authorisations.revise(authorisation_id=earlier.pk, terms=terms, by=by, at=at)

    @override
    def title_of(self, earlier: Authorisation) -> Sentence:
        return gettext("Revise the authorisation %(name)s") % {"name": earlier}
