"""The secretariat prepares: electronic decisions, meetings with their agenda, and the outcomes of a meeting."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.forms import DecisionStartForm, ItemForm
from committee.decisions.models import Decision
from committee.decisions.services import decisions as services
from committee.decisions.services.decisions import Proposal
from committee.decisions.views import AboutDecision, find
from committee.items import selectors as desk
from committee.meetings import services as meetings
from committee.meetings.forms import ArrangementForm, MeetingStartForm, OutcomesForm, PointForm, TakeForm
from committee.meetings.services import Arrangement, Said
from common import clock
from common.forms import refusals_in, status_of
from common.pages.forms import Data, MovePage, StartPage
from common.pages.pages import Place
from common.screens import screen
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.permissions import role
from partners.views.pages import acting

SECRETARIAT = role("secretariat")


def _agenda_of(decision: Decision) -> Place:
    return Place(reverse("committee:decision-agenda", args=[decision.number]))


class DecisionStart(StartPage):
    """Prepare an electronic decision with its first item."""

    may = staticmethod(SECRETARIAT)
    title = _("Prepare an electronic decision")
    submit = _("Prepare")
    back_route = "committee:decision-desk"
    back_caption = _("Joint Committee’s desk")
    lead = _(
        "PINs, registrations and issuances come here by themselves when they are forwarded. Use this page for"
        " other matters; rules and guidelines are drafted on their own page."
    )

    @override
    def form(self, subject: None, data: Data) -> DecisionStartForm:
        return DecisionStartForm(data, by=acting(self.request))

    @override
    def act(
        self, subject: None, *, by: User, at: datetime, country: PartnerCountry, proposals: Sequence[Proposal]
    ) -> Place:
        return _agenda_of(services.prepare(country=country, proposals=proposals, by=by, at=at))


class MeetingStart(StartPage):
    """Prepare a meeting; its ordinal comes by itself."""

    may = staticmethod(SECRETARIAT)
    title = _("Prepare a meeting")
    submit = _("Prepare")
    back_route = "committee:decision-desk"
    back_caption = _("Joint Committee’s desk")
    lead = _("Next you put points on the agenda; then you convene the meeting, and members are told.")

    @override
    def form(self, subject: None, data: Data) -> MeetingStartForm:
        return MeetingStartForm(data, by=acting(self.request))

    @override
    def act(self, subject: None, *, by: User, at: datetime, country: PartnerCountry, arrangement: Arrangement) -> Place:
        return _agenda_of(meetings.prepare(country=country, arrangement=arrangement, by=by, at=at))


class MeetingArrange(AboutDecision, MovePage[Decision]):
    """Change day, place or way of a meeting."""

    may = staticmethod(SECRETARIAT)
    title = _("Change the arrangement")
    submit = _("Save")
    lead = _("Once the meeting is convened, members are told of every change.")
    done = _("The arrangement is changed.")

    @override
    def form(self, decision: Decision, data: Data) -> ArrangementForm:
        known = {"place": decision.place}
        if decision.is_meeting:
            known |= {name: getattr(decision.meeting, name) for name in ("meets_on", "mode", "invitation")}
        return ArrangementForm(data, initial=known)

    @override
    def act(self, decision: Decision, *, by: User, at: datetime, arrangement: Arrangement) -> None:
        meetings.arrange(decision_id=decision.pk, arrangement=arrangement, by=by, at=at)


@screen(may=SECRETARIAT, methods=("GET",))
def decision_agenda(request: HttpRequest, number: str) -> HttpResponse:
    """What stands in a bundle, and what may be put into it."""
    return _agenda(request, find(request, number))


def _agenda(
    request: HttpRequest,
    decision: Decision,
    *,
    point: PointForm | None = None,
    item: ItemForm | None = None,
    take: TakeForm | None = None,
) -> HttpResponse:
    context = {
        "decision": decision,
        "points": decision.points.select_related("item__decision"),
        "items": decision.items.all(),
        "free": desk.free_items(decision).exists(),
        "point_form": point or PointForm(),
        "item_form": item or ItemForm(),
        "take_form": take or TakeForm(decision=decision),
    }
    sent = point or item or take
    return render(request, "committee/decision_agenda.html", context, status=status_of(sent) if sent else 200)


@screen(may=SECRETARIAT, methods=("POST",))
def agenda_point(request: HttpRequest, number: str) -> HttpResponse:
    """Add a point to talk about."""
    decision = find(request, number)
    form = PointForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            meetings.add_point(decision_id=decision.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            return redirect("committee:decision-agenda", number=number)
    return _agenda(request, decision, point=form)


@screen(may=SECRETARIAT, methods=("POST",))
def agenda_item(request: HttpRequest, number: str) -> HttpResponse:
    """Add an item to be decided."""
    decision = find(request, number)
    form = ItemForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            meetings.add_item(decision_id=decision.pk, proposal=form.proposal(), by=acting(request), at=clock.now())
            return redirect("committee:decision-agenda", number=number)
    return _agenda(request, decision, item=form)


@screen(may=SECRETARIAT, methods=("POST",))
def agenda_take(request: HttpRequest, number: str) -> HttpResponse:
    """Take items over that wait elsewhere."""
    decision = find(request, number)
    form = TakeForm(request.POST, decision=decision)
    if form.is_valid():
        with refusals_in(form):
            chosen = [item.pk for item in form.cleaned_data["items"]]
            meetings.take_items(decision_id=decision.pk, item_ids=chosen, by=acting(request), at=clock.now())
            return redirect("committee:decision-agenda", number=number)
    return _agenda(request, decision, take=form)


@screen(may=SECRETARIAT, methods=("POST",))
def agenda_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a point off the agenda."""
    get_object_or_404(find(request, number).points, pk=pk)
    meetings.remove_point(point_id=pk, by=acting(request), at=clock.now())
    return redirect("committee:decision-agenda", number=number)


@screen(may=SECRETARIAT, methods=("POST",))
def agenda_up(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Let a point change places with the one before it."""
    get_object_or_404(find(request, number).points, pk=pk)
    meetings.move_up(point_id=pk, by=acting(request), at=clock.now())
    return redirect("committee:decision-agenda", number=number)


class MeetingConvene(AboutDecision, MovePage[Decision]):
    """Invite the members with the agenda."""

    may = staticmethod(SECRETARIAT)
    title = _("Convene the meeting")
    submit = _("Convene")
    lead = _("Members of both sides get a notice and read agenda and files from now on.")
    done = _("The members of both sides have been told.")

    @override
    def act(self, decision: Decision, *, by: User, at: datetime) -> None:
        meetings.convene(decision_id=decision.pk, by=by, at=at)


class MeetingOutcomes(AboutDecision, MovePage[Decision]):
    """Write down what the meeting said; it stands when both co-chairs have confirmed."""

    may = staticmethod(SECRETARIAT)
    title = _("Record the outcomes")
    submit = _("Record them")
    lead = _("Each item has an outcome of its own. What is postponed goes on in a decision in preparation.")
    done = _("The outcomes are with the co-chairs of both sides for confirmation.")

    @override
    def form(self, decision: Decision, data: Data) -> OutcomesForm:
        return OutcomesForm(data, points=decision.points.all())

    @override
    def act(self, decision: Decision, *, by: User, at: datetime, said: Mapping[int, Said]) -> None:
        meetings.record(decision_id=decision.pk, said=said, by=by, at=at)
