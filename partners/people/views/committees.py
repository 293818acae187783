"""A committee: who sits and sat, who stands in for a co-chair, and the yearly declarations of interests."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages.forms import Data, FormPage
from common.screens import screen
from partners.organisations.models import Organisation
from partners.people.forms.people import UnseatForm
from partners.people.forms.seats import AlternateForm, SeatForm, YearForm
from partners.people.models.people import User
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.people.selectors import committees
from partners.people.services import committees as services
from partners.people.views.people import ProposePage
from partners.permissions import role, secretariat
from partners.permissions.reading import WORKERS
from partners.views.pages import acting


def _find(request: HttpRequest, iso2: str) -> JointCommittee:
    return get_object_or_404(committees.visible_to(request.user), country__iso2=iso2.upper())


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


class AboutCommittee(FormPage[JointCommittee]):
    """A form about a committee; it leads back to its page."""

    @override
    def find(self, iso2: str) -> JointCommittee:
        return _find(self.request, iso2)

    @override
    def back(self, committee: JointCommittee) -> str:
        return reverse("partners:committee-page", args=[committee.country.iso2.lower()])


class CommitteeSeat(AboutCommittee, ProposePage[JointCommittee]):
    """Propose a seat for a person."""

    title = _("Give a seat")
    lead = _("As the governments name their members. First invite the person as committee member of that side.")

    @override
    def form(self, committee: JointCommittee, data: Data) -> SeatForm:
        return SeatForm(data, committee=committee, about={"committee": committee})


class SeatEnd(ProposePage[CommitteeMember]):
    """Propose to end a seat."""

    warning = True
    title = _("End this seat")
    lead = _("Answers and confirmations given stay in the records.")

    @override
    def find(self, iso2: str, pk: int) -> CommitteeMember:
        return get_object_or_404(committees.seats(_find(self.request, iso2)), pk=pk)

    @override
    def form(self, seat: CommitteeMember, data: Data) -> UnseatForm:
        return UnseatForm(data, about={"seat": seat})

    @override
    def back(self, seat: CommitteeMember) -> str:
        return reverse("partners:committee-page", args=[self.kwargs["iso2"].lower()])


class AlternateName(AboutCommittee):
    """A co-chair names who acts for them."""

    may = staticmethod(role("committee"))
    title = _("Name an alternate")
    submit = _("Name them")
    lead = _("In these days they confirm in the name of your side and choose courses for you.")
    done = _("Your alternate is named.")

    @override
    def form(self, committee: JointCommittee, data: Data) -> AlternateForm:
        return AlternateForm(data, committee=committee, by=acting(self.request))

    @override
    def act(
        self,
        committee: JointCommittee,
        *,
        by: User,
        at: datetime,
        stand_in: CommitteeMember,
        first: date,
        last: date,
    ) -> None:
        services.name_alternate(committee=committee, stand_in=stand_in, first=first, last=last, by=by, at=at)


class YearDeclare(AboutCommittee):
    """A member declares interests for the running year."""

    may = staticmethod(role("committee"))
    form_class = YearForm
    title = _("Declare your interests for the year")
    submit = _("Declare")
    lead = _("What the organisations that you name take part in is closed to you from now on.")
    done = _("Your declaration is recorded.")

    @override
    def act(
        self,
        committee: JointCommittee,
        *,
        by: User,
        at: datetime,
        organisations: Sequence[Organisation],
        description: str,
    ) -> None:
        services.declare_for_year(
            committee=committee, organisations=organisations, description=description, by=by, at=at
        )
