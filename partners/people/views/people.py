"""People and parties: what officers and auditors read of them, and what officers propose about them."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import clock, numbers
from common.facts import Fact
from common.pages.finals import FinalPage
from common.pages.forms import Data
from common.refusals import Sentence
from common.screens import screen
from partners.organisations import selectors as organisations
from partners.people.forms.people import (
    EndForm,
    FactorForm,
    IdentityForm,
    InviteForm,
    LeadForm,
    ReinstateForm,
    RenameForm,
    RoleForm,
    SuspendForm,
)
from partners.people.models.people import Appointment, User
from partners.people.models.personnel import ChangeKind, PersonnelChange
from partners.people.selectors import people
from partners.people.selectors import personnel as selectors
from partners.people.services import personnel as services
from partners.permissions import role
from partners.views.pages import acting

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


class ProposePage[Subject](FinalPage[Subject]):
    """One proposal about people: what it asks for, and on to the page on which the second officer reads it."""

    is_rehearsed = True
    may = staticmethod(OFFICERS)
    submit = _("Propose")
    consequence = _("Nothing changes yet. What you write stays with the proposal, whatever becomes of it.")
    second = _("Another officer reads exactly this and puts it in force.")
    done = _("It is proposed. Another officer puts it in force.")

    @override
    def facts(self, subject: Subject, form: BaseForm) -> Sequence[Fact]:
        return [Fact(_("About"), str(self.caption(subject)))] if subject is not None else []

    @override
    def act(self, subject: Subject, *, by: User, at: datetime, wish: services.Wish) -> PersonnelChange:
        return services.propose(wish=wish, by=by, at=at)


class PersonInvite(ProposePage[None]):
    """Propose a new person who is to act for an organisation."""

    title = _("Invite a person")
    back_route = "partners:person-list"
    back_caption = _("People")
    lead = _(
        "Another officer reads what you write and puts it in force; the person then gets a mail with an address "
        "to set a password."
    )

    @override
    def find(self) -> None:
        return None

    @override
    def form(self, subject: None, data: Data) -> InviteForm:
        by = acting(self.request)
        key = numbers.whole(self.request.GET.get("organisation", ""))
        chosen = None if key is None else selectors.organisations_for(by).filter(pk=key).first()
        return InviteForm(data, by=by, organisation=chosen, about={})


class PersonPropose(ProposePage[User]):
    """A proposal about one person; whoever may not decide about the person is told before anything is typed."""

    kind: ClassVar[ChangeKind]

    @override
    def find(self, pk: int) -> User:
        return get_object_or_404(people.visible_to(self.request.user), pk=pk)

    @override
    def admit(self, person: User) -> None:
        wish = services.Wish(kind=self.kind.value, person=person)
        services.competent(wish=wish, by=acting(self.request), at=clock.now())

    @override
    def back(self, person: User) -> str:
        return reverse("partners:person-page", args=[person.pk])


class PersonRole(PersonPropose):
    """Propose a further role for a person who is known."""

    title = _("Give a further role")
    lead = _("On the same account and with the same sign-in. Another officer puts it in force.")

    @override
    def admit(self, person: User) -> None:
        """Whose officers decide about a further role follows from what is chosen."""

    @override
    def form(self, person: User, data: Data) -> RoleForm:
        return RoleForm(data, by=acting(self.request), about={"person": person})


class PersonProve(PersonPropose):
    """Propose to record which document was seen of a person."""

    kind = ChangeKind.IDENTITY
    title = _("Record a proof of identity")
    lead = _("What you write stays with the person for good. Another officer puts it in force.")

    @override
    def form(self, person: User, data: Data) -> IdentityForm:
        return IdentityForm(data, about={"person": person})


class PersonSuspend(PersonPropose):
    """Propose to take all rights of a person away."""

    kind = ChangeKind.SUSPEND
    warning = True
    lead = _(
        "At once when another officer puts it in force, the person is signed out everywhere and can do nothing "
        "until reinstated. Past deeds stay theirs."
    )

    @override
    def form(self, person: User, data: Data) -> SuspendForm:
        return SuspendForm(data, about={"person": person})

    @override
    def title_of(self, person: User) -> Sentence:
        return gettext("Suspend %(person)s") % {"person": person}


class PersonRename(PersonPropose):
    """Propose to correct a person's name."""

    kind = ChangeKind.RENAME
    title = _("Correct the name")
    lead = _("What was signed under the earlier name keeps it. Another officer puts it in force.")

    @override
    def form(self, person: User, data: Data) -> RenameForm:
        return RenameForm(data, about={"person": person})


class PersonFactor(PersonPropose):
    """Propose to take a lost second factor away."""

    kind = ChangeKind.FACTOR
    warning = True
    title = _("Take away a lost second factor")
    lead = _(
        "For a person who has lost phone, key and recovery codes. Every session ends; at the next sign-in with the "
        "password the person sets up another one. Another officer puts it in force."
    )

    @override
    def form(self, person: User, data: Data) -> FactorForm:
        return FactorForm(data, about={"person": person})


class PersonReinstate(PersonPropose):
    """Propose to give a suspended person their rights back."""

    kind = ChangeKind.REINSTATE
    lead = _("Another officer puts it in force.")

    @override
    def form(self, person: User, data: Data) -> ReinstateForm:
        return ReinstateForm(data, about={"person": person})

    @override
    def title_of(self, person: User) -> Sentence:
        return gettext("Reinstate %(person)s") % {"person": person}


class AppointmentPropose(ProposePage[Appointment]):
    """A proposal about one appointment of a person."""

    kind: ClassVar[ChangeKind]

    @override
    def find(self, pk: int) -> Appointment:
        return get_object_or_404(people.appointments_visible_to(self.request.user), pk=pk)

    @override
    def admit(self, appointment: Appointment) -> None:
        wish = services.Wish(kind=self.kind.value, appointment=appointment)
        services.competent(wish=wish, by=acting(self.request), at=clock.now())

    @override
    def back(self, appointment: Appointment) -> str:
        return reverse("partners:person-page", args=[appointment.user_id])

    @override
    def caption(self, appointment: Appointment) -> object:
        return appointment.user

    @override
    def lead_of(self, appointment: Appointment) -> Sentence:
        return str(appointment)


class AppointmentEnd(AppointmentPropose):
    """Propose to end an appointment."""

    kind = ChangeKind.END
    warning = True
    title = _("End this appointment")

    @override
    def form(self, appointment: Appointment, data: Data) -> EndForm:
        return EndForm(data, about={"appointment": appointment})


class AppointmentLead(AppointmentPropose):
    """Propose whether a person leads their office."""

    kind = ChangeKind.LEAD
    title = _("Lead of an office")

    @override
    def form(self, appointment: Appointment, data: Data) -> LeadForm:
        return LeadForm(data, initial={"is_lead": appointment.is_lead}, about={"appointment": appointment})
