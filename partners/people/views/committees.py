"""A committee: who sits and sat, who stands in for a co-chair, and the yearly declarations of interests."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners.people.forms.people import UnseatForm
from partners.people.forms.seats import AlternateForm, SeatForm, YearForm
from partners.people.models.seats import JointCommittee
from partners.people.selectors import committees
from partners.people.services import committees as services
from partners.people.views.people import propose_page
from partners.permissions import role, secretariat
from partners.permissions.reading import WORKERS
from partners.views.pages import acting, form_page


def _find(request: HttpRequest, iso2: str) -> JointCommittee:
    return get_object_or_404(committees.visible_to(request.user), country__iso2=iso2.upper())


def _address(committee: JointCommittee) -> str:
    return reverse("partners:committee-page", args=[committee.country.iso2.lower()])


@screen(may=WORKERS, methods=("GET",))
def committee_page(request: HttpRequest, iso2: str) -> HttpResponse:
    """Seats, alternates and declarations of one committee."""
    committee = _find(request, iso2)
    context = {
        "committee": committee,
        "seats": committees.seats(committee),
        "alternates": committees.alternates(committee),
        "declarations": committees.declarations(committee, request.user),
        "seat": committees.seat_of(committee, request.user),
        "may_seat": secretariat(committee, request.user),
        "today": clock.today(),
    }
    return render(request, "partners/committee_page.html", context)


@screen(may=role("secretariat"))
def committee_seat(request: HttpRequest, iso2: str) -> HttpResponse:
    """Propose a seat for a person."""
    committee = _find(request, iso2)
    form = SeatForm(
        request.POST if request.method == "POST" else None, committee=committee, about={"committee": committee}
    )
    return propose_page(
        request,
        form,
        title=_("Give a seat"),
        back=_address(committee),
        subject=committee,
        lead=_("As the governments name their members. First invite the person as committee member of that side."),
    )


@screen(may=role("secretariat"))
def seat_end(request: HttpRequest, iso2: str, pk: int) -> HttpResponse:
    """Propose to end a seat."""
    committee = _find(request, iso2)
    seat = get_object_or_404(committees.seats(committee), pk=pk)
    form = UnseatForm(request.POST if request.method == "POST" else None, about={"seat": seat})
    return propose_page(
        request,
        form,
        title=_("End this seat"),
        back=_address(committee),
        subject=seat,
        warning=True,
        lead=_("Answers and confirmations given stay in the records."),
    )


@screen(may=role("committee"))
def alternate_name(request: HttpRequest, iso2: str) -> HttpResponse:
    """A co-chair names who acts for them."""
    committee = _find(request, iso2)
    form = AlternateForm(request.POST if request.method == "POST" else None, committee=committee, by=acting(request))
    if form.is_valid():
        with refusals_in(form):
            services.name_alternate(committee=committee, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Your alternate is named."))
            return redirect(_address(committee))
    return form_page(
        request,
        form,
        title=_("Name an alternate"),
        submit=_("Name them"),
        back=_address(committee),
        subject=committee,
        lead=_("In these days they confirm in the name of your side and choose courses for you."),
    )


@screen(may=role("committee"))
def year_declare(request: HttpRequest, iso2: str) -> HttpResponse:
    """A member declares interests for the running year."""
    committee = _find(request, iso2)
    form = YearForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.declare_for_year(committee=committee, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Your declaration is recorded."))
            return redirect(_address(committee))
    return form_page(
        request,
        form,
        title=_("Declare your interests for the year"),
        submit=_("Declare"),
        back=_address(committee),
        subject=committee,
        lead=_("What the organisations that you name take part in is closed to you from now on."),
    )
