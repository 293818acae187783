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

from common.days import day
from common.facts import Fact
from common.pages.finals import FinalPage
from common.pages.forms import Data, FormPage
from common.refusals import Sentence
from common.screens import anyone, screen
from credits.forms.authorisations import GrantForm, TermsForm
from credits.models import Authorisation, FirstTransfer
from credits.permissions import government_of_side, may_authorise
from credits.selectors import authorisations as selectors
from credits.services import authorisations
from credits.services.authorisations import Terms
from partners.countries import selectors as countries
from partners.countries.models import PartnerCountry
from partners.organisations.models import Side as SideOf
from partners.people.models.people import User
from projects.papers.forms.notes import NoteForm
from registry.checks.requests import Wanted
from workflow.steps.selectors import inbox


@screen(may=anyone, methods=("GET",))
def authorisation_list(request: HttpRequest) -> HttpResponse:
    """Every authorisation in force, with its units and uses."""
    may = may_authorise(request.user)
    context = {
        "authorisations": selectors.public(),
        "countries": selectors.may_grant_for(request.user) if may else [],
        "own": set(selectors.granted_by(request.user).values_list("pk", flat=True)) if may else set(),
        "to_confirm": selectors.to_confirm(request.user) if may else [],
    }
    return render(request, "credits/authorisation_list.html", context)


type Side = tuple[PartnerCountry, str]  # for whose units, and for which side the person acts


class AuthorisationGrant(FinalPage[Side]):
    """Propose to authorise lots of a country for one's own Party."""

    is_rehearsed = True
    may = staticmethod(may_authorise)
    submit = _("Propose the authorisation")
    back_route = "credits:authorisation-list"
    back_caption = _("Authorisations")
    lead = _("You act for your own Party. Units can be retired towards Japan’s NDC once both Parties authorised them.")
    consequence = _("Nothing is authorised yet. Once it is in force, everything above is public and stays readable.")
    second = _("Another officer of your government confirms it.")
    done = _("It is proposed. Another officer of your government confirms it.")

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
    def facts(self, subject: Side, form: BaseForm) -> Sequence[Fact]:
        country, side = subject
        units: Sequence[Wanted] = form.units() if isinstance(form, GrantForm) else ()
        return [Fact(_("Party"), party(country, side)), Fact(_("Amount"), sum(map(tonnes, units)), "tonnes")]

    @override
    def act(
        self, subject: Side, *, by: User, at: datetime, reference: str, terms: Terms, units: Sequence[Wanted]
    ) -> Authorisation:
        country, side = subject
        return authorisations.propose(
            side=side, country=country, reference=reference, terms=terms, units=units, by=by, at=at
        )

    @override
    def title_of(self, subject: Side) -> Sentence:
        return gettext("Authorise units of %(country)s") % {"country": subject[0]}


def tonnes(wanted: Wanted) -> int:
    """How many units are wanted."""
    return wanted.last - wanted.first + 1


def party(country: PartnerCountry, side: str) -> str:
    """The Party of a side."""
    return str(SideOf.JAPAN.label) if side == SideOf.JAPAN else str(country)


def units_of(authorisation: Authorisation) -> Sequence[Fact]:
    """What an authorisation is about, and which units it names."""
    return [
        Fact(_("Reference"), str(authorisation)),
        Fact(_("Party"), party(authorisation.country, authorisation.side)),
        Fact(_("Amount"), authorisation.quantity_tco2e, "tonnes"),
        Fact(_("Serial numbers"), [str(each) for each in authorisation.ranges.all()], "serial"),
    ]


def facts_of(authorisation: Authorisation) -> Sequence[Fact]:
    """An authorisation as it stands, line by line: what its page shows and what the second officer confirms."""
    lines = [
        *units_of(authorisation),
        Fact(_("Authorised uses"), authorisation.use_labels),
        Fact(_("First transfer for uses other than an NDC"), str(FirstTransfer(authorisation.first_transfer).label)),
        Fact(_("Day of authorisation"), day(authorisation.authorised_on)),
        Fact(_("Terms and conditions"), authorisation.terms or gettext("None")),
    ]
    if authorisation.replaces is not None:
        lines.append(Fact(_("Takes the place of"), str(authorisation.replaces)))
    return lines


@screen(may=anyone, methods=("GET",))
def authorisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of an authorisation; what was only proposed is its own government's."""
    authorisation = find_authorisation(request, pk)
    works = government_of_side(authorisation, request.user)
    context = {
        "authorisation": authorisation,
        "lines": facts_of(authorisation),
        "works": works,
        "step": inbox.open_step(authorisation) if works else None,
    }
    return render(request, "credits/authorisation_page.html", context)


def find_authorisation(request: HttpRequest, pk: int) -> Authorisation:
    """A version that this person may read, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


class AuthorisationRevise(FinalPage[Authorisation]):
    """Propose to replace an authorisation by its next version."""

    is_rehearsed = True
    may = staticmethod(may_authorise)
    submit = _("Propose the next version")
    back_route = "credits:authorisation-list"
    back_caption = _("Authorisations")
    lead = _("The version in force stays readable. The new one covers the same units from then on.")
    consequence = _("The version in force counts until the next one is confirmed. Then everything above is public.")
    second = _("Another officer of your government confirms it.")
    done = _("It is proposed. Another officer of your government confirms it.")

    @override
    def find(self, pk: int) -> Authorisation:
        return get_object_or_404(selectors.granted_by(self.request.user), pk=pk)

    @override
    def form(self, earlier: Authorisation, data: Data) -> TermsForm:
        before = {name: getattr(earlier, name) for name in ("uses", "first_transfer", "authorised_on", "terms")}
        return TermsForm(data, initial=before)

    @override
    def facts(self, earlier: Authorisation, form: BaseForm) -> Sequence[Fact]:
        return units_of(earlier)

    @override
    def act(self, earlier: Authorisation, *, by: User, at: datetime, terms: Terms) -> Authorisation:
        return authorisations.revise(authorisation_id=earlier.pk, terms=terms, by=by, at=at)

    @override
    def title_of(self, earlier: Authorisation) -> Sentence:
        return gettext("Revise the authorisation %(name)s") % {"name": earlier}


class AuthorisationConfirm(FinalPage[Authorisation]):
    """A second officer puts a proposed version in force."""

    move = "confirm"
    may = staticmethod(may_authorise)
    title = _("Confirm the authorisation")
    lead = _("Another officer of your government proposed exactly this.")
    consequence = _(
        "It is in force at once and public. It cannot be taken back; a next version can replace it. Units that both "
        "Parties authorised for an NDC can be retired towards it."
    )
    done = _("The units are authorised.")

    @override
    def find(self, pk: int) -> Authorisation:
        return find_authorisation(self.request, pk)

    @override
    def facts(self, authorisation: Authorisation, form: BaseForm) -> Sequence[Fact]:
        return [*facts_of(authorisation), Fact(_("Proposed by"), str(authorisation.proposed_by or ""))]

    @override
    def act(self, authorisation: Authorisation, *, by: User, at: datetime) -> Authorisation:
        return authorisations.confirm(authorisation_id=authorisation.pk, by=by, at=at)


class AuthorisationDecline(FormPage[Authorisation]):
    """An officer of the same government declines a proposed version, or takes it back."""

    may = staticmethod(may_authorise)
    form_class = NoteForm
    warning = True
    title = _("Decline the authorisation")
    lead = _("It does not come in force. Whoever proposed it reads your reason and can propose another one.")
    done = _("It is declined.")

    @override
    def find(self, pk: int) -> Authorisation:
        return find_authorisation(self.request, pk)

    @override
    def act(self, authorisation: Authorisation, *, by: User, at: datetime, note: str) -> Authorisation:
        return authorisations.decline(authorisation_id=authorisation.pk, note=note, by=by, at=at)
