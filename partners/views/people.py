"""People and parties: JCMA's pages, and one's own profile."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jcm_platform.common import clock, numbers
from jcm_platform.common.forms import refusals_in, status_of
from jcm_platform.common.screens import screen, signed_in
from partners.forms.people import EndForm, InviteForm, LeadForm, PreferencesForm, ReasonForm
from partners.permissions import role
from partners.selectors import organisations, people
from partners.services import people as services
from partners.services import profiles
from partners.views.pages import acting, form_page

READERS, OFFICERS = role("secretariat", "auditor"), role("secretariat")


@screen(may=READERS, methods=("GET",))
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they may do now, did before, and the deeds on their account."""
    person = get_object_or_404(people.visible_to(request.user), pk=pk)
    context = {"person": person, "deeds": people.deeds(person), "may_change": OFFICERS(request.user)}
    return render(request, "partners/person_page.html", context)


@screen(may=READERS, methods=("GET",))
def organisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation with who acts for it."""
    organisation = get_object_or_404(organisations.visible_to(request.user), pk=pk)
    held = people.appointments_visible_to(request.user).filter(organisation=organisation)
    context = {"organisation": organisation, "appointments": held, "may_change": OFFICERS(request.user)}
    return render(request, "partners/organisation_page.html", context)


@screen(may=OFFICERS)
def person_invite(request: HttpRequest) -> HttpResponse:
    """Invite a person to act for an organisation."""
    named = numbers.whole(request.GET.get("organisation", ""))
    organisation = organisations.visible_to(request.user).filter(pk=named or 0).first()
    form = InviteForm(request.POST if request.method == "POST" else None, by=acting(request), organisation=organisation)
    if form.is_valid():
        with refusals_in(form):
            made = services.invite(**form.cleaned_data, by=acting(request), at=clock.now())
            messages.success(request, _("%(person)s can act now; a new person gets a mail.") % {"person": made.user})
            return redirect("partners:person-page", pk=made.user_id)
    return form_page(
        request, form, title=_("Invite a person"), submit=_("Invite"), back="/people/", subject=_("People"),
        lead=_("They may act from today. Somebody not known yet gets a mail with an address to set a password."),
    )  # fmt: skip


@screen(may=OFFICERS)
def person_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Take all rights of a person away, at once."""
    person = get_object_or_404(people.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.suspend(user_id=pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("%(person)s is suspended.") % {"person": person})
            return redirect("partners:person-page", pk=pk)
    return form_page(
        request, form, title=_("Suspend %(person)s") % {"person": person}, submit=_("Suspend"), warning=True,
        back=f"/people/{pk}/", subject=person,
        lead=_("The person keeps the account but can do nothing until reinstated. Past deeds stay theirs."),
    )  # fmt: skip


@screen(may=OFFICERS)
def person_reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a suspended person their rights back."""
    person = get_object_or_404(people.visible_to(request.user), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.reinstate(user_id=pk, by=acting(request), at=clock.now())
            messages.success(request, _("%(person)s can act again.") % {"person": person})
            return redirect("partners:person-page", pk=pk)
    return form_page(
        request, form, title=_("Reinstate %(person)s") % {"person": person}, submit=_("Reinstate"),
        back=f"/people/{pk}/", subject=person,
    )  # fmt: skip


@screen(may=OFFICERS)
def appointment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an appointment from today."""
    appointment = get_object_or_404(people.appointments_visible_to(request.user), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.end_appointment(appointment_id=pk, by=acting(request), at=clock.now())
            messages.success(request, _("The appointment has ended."))
            return redirect("partners:person-page", pk=appointment.user_id)
    return form_page(
        request, form, title=_("End this appointment"), submit=_("End it today"), warning=True, lead=str(appointment),
        back=f"/people/{appointment.user_id}/", subject=appointment.user,
    )  # fmt: skip


@screen(may=OFFICERS)
def appointment_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a person leads their office."""
    appointment = get_object_or_404(people.appointments_visible_to(request.user), pk=pk)
    now = {"is_lead": appointment.is_lead}
    form = LeadForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        with refusals_in(form):
            services.set_lead(appointment_id=pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("It is recorded."))
            return redirect("partners:person-page", pk=appointment.user_id)
    return form_page(
        request, form, title=_("Lead of an office"), submit=_("Save"), lead=str(appointment),
        back=f"/people/{appointment.user_id}/", subject=appointment.user,
    )  # fmt: skip


@screen(may=signed_in)
def profile(request: HttpRequest) -> HttpResponse:
    """One's own roles, choices and the ways to make the account safer."""
    person = acting(request)
    now = {"language": person.language, "mail": profiles.chosen(person)}
    form = PreferencesForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        with refusals_in(form):
            profiles.set_preferences(by=person, at=clock.now(), **form.cleaned_data)
            messages.success(request, gettext_lazy("Your choices are saved."))
            return redirect("partners:profile")
    return render(request, "partners/profile.html", {"form": form}, status=status_of(form))
