"""People and parties: what officers and auditors read of them, and what officers propose about them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common import clock, numbers
from common.forms import refusals_in
from common.screens import screen
from partners.organisations import selectors as organisations
from partners.people.forms.people import (
    EndForm,
    IdentityForm,
    InviteForm,
    LeadForm,
    ProposalForm,
    ReinstateForm,
    RoleForm,
    SuspendForm,
)
from partners.people.models.people import User
from partners.people.models.personnel import ChangeKind
from partners.people.selectors import people
from partners.people.selectors import personnel as selectors
from partners.people.services import personnel as services
from partners.permissions import role
from partners.views.pages import acting, form_page

READERS, OFFICERS = role("secretariat", "auditor"), role("secretariat")


@screen(may=READERS, methods=("GET",))
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they may do now, did before, what was seen of them, and the deeds on their account."""
    person = get_object_or_404(people.visible_to(request.user), pk=pk)
    context = {
        "person": person,
        "deeds": people.deeds(person),
        "may_change": OFFICERS(request.user),
        "may_suspend": OFFICERS(request.user) and selectors.may_change(person, acting(request)),
        "proofs": selectors.proofs_of(person),
        "waiting": selectors.visible_to(request.user).filter(person=person, state="proposed"),
    }
    return render(request, "partners/person_page.html", context)


@screen(may=READERS, methods=("GET",))
def organisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation with who acts for it."""
    organisation = get_object_or_404(organisations.visible_to(request.user), pk=pk)
    held = people.appointments_visible_to(request.user).filter(organisation=organisation)
    context = {"organisation": organisation, "appointments": held, "may_change": OFFICERS(request.user)}
    return render(request, "partners/organisation_page.html", context)


def propose_page(request: HttpRequest, form: ProposalForm, **words: Any) -> HttpResponse:
    """The page of one proposal: what it asks for, and on to the page on which the second officer reads it."""
    if form.is_valid():
        with refusals_in(form):
            change = services.propose(wish=form.wish(), by=acting(request), at=clock.now())
            messages.success(request, _("It is proposed. Another officer puts it in force."))
            return redirect(change)
    return form_page(request, form, submit=_("Propose"), **words)


def _of_person(
    request: HttpRequest, person: User, form: ProposalForm, *, title: str, lead: str | Promise, warning: bool = False
) -> HttpResponse:
    if form.kind != ChangeKind.ROLE:  # whose officers decide about a further role follows from what is chosen
        asked = services.Wish(kind=form.kind, **form.about)
        services.competent(wish=asked, by=acting(request), at=clock.now())
    back = reverse("partners:person-page", args=[person.pk])
    return propose_page(request, form, title=title, lead=lead, warning=warning, back=back, subject=person)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _named_organisation(request: HttpRequest) -> Any:
    named = numbers.whole(request.GET.get("organisation", ""))
    return None if named is None else selectors.organisations_for(acting(request)).filter(pk=named).first()


@screen(may=OFFICERS)
def person_invite(request: HttpRequest) -> HttpResponse:
    """Propose a new person who is to act for an organisation."""
    form = InviteForm(_sent(request), by=acting(request), organisation=_named_organisation(request), about={})
    return propose_page(
        request,
        form,
        title=_("Invite a person"),
        back=reverse("partners:person-list"),
        subject=_("People"),
        lead=_(
            "Another officer reads what you write and puts it in force; the person then gets a mail with an address "
            "to set a password."
        ),
    )


@screen(may=OFFICERS)
def person_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a further role for a person who is known."""
    person = get_object_or_404(people.visible_to(request.user), pk=pk)
    form = RoleForm(_sent(request), by=acting(request), about={"person": person})
    lead = _("On the same account and with the same sign-in. Another officer puts it in force.")
    return _of_person(request, person, form, title=_("Give a further role"), lead=lead)


@screen(may=OFFICERS)
def person_prove(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to record which document was seen of a person."""
    person = get_object_or_404(people.visible_to(request.user), pk=pk)
    form = IdentityForm(_sent(request), about={"person": person})
    lead = _("What you write stays with the person for good. Another officer puts it in force.")
    return _of_person(request, person, form, title=_("Record a proof of identity"), lead=lead)


@screen(may=OFFICERS)
def person_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to take all rights of a person away."""
    person = get_object_or_404(people.visible_to(request.user), pk=pk)
    form = SuspendForm(_sent(request), about={"person": person})
    lead = _(
        "At once when another officer puts it in force, the person is signed out everywhere and can do nothing "
        "until reinstated. Past deeds stay theirs."
    )
    title = _("Suspend %(person)s") % {"person": person}
    return _of_person(request, person, form, title=title, lead=lead, warning=True)


@screen(may=OFFICERS)
def person_reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to give a suspended person their rights back."""
    person = get_object_or_404(people.visible_to(request.user), pk=pk)
    form = ReinstateForm(_sent(request), about={"person": person})
    title = _("Reinstate %(person)s") % {"person": person}
    return _of_person(request, person, form, title=title, lead=_("Another officer puts it in force."))


@screen(may=OFFICERS)
def appointment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to end an appointment."""
    appointment = get_object_or_404(people.appointments_visible_to(request.user), pk=pk)
    form = EndForm(_sent(request), about={"appointment": appointment})
    title = _("End this appointment")
    return _of_person(request, appointment.user, form, title=title, lead=str(appointment), warning=True)


@screen(may=OFFICERS)
def appointment_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose whether a person leads their office."""
    appointment = get_object_or_404(people.appointments_visible_to(request.user), pk=pk)
    now = {"is_lead": appointment.is_lead}
    form = LeadForm(_sent(request), initial=now, about={"appointment": appointment})
    return _of_person(request, appointment.user, form, title=_("Lead of an office"), lead=str(appointment))
