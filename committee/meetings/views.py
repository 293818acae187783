"""The secretariat prepares: electronic decisions, meetings with their agenda, and the outcomes of a meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from committee.decisions.forms import CirculateForm, DecisionStartForm, ItemForm
from committee.decisions.models import Decision
from committee.decisions.services import decisions as services
from committee.decisions.views import find
from committee.items import selectors as desk
from committee.meetings import services as meetings
from committee.meetings.forms import ArrangementForm, MeetingStartForm, OutcomesForm, PointForm, TakeForm
from common import clock
from common.forms import refusals_in, status_of
from common.screens import screen
from partners.permissions import role
from partners.views.pages import acting, form_page

SECRETARIAT = role("secretariat")
DESK = "committee:decision-desk"


@screen(may=SECRETARIAT)
def decision_start(request: HttpRequest) -> HttpResponse:
    """Prepare an electronic decision with its first item."""
    form = DecisionStartForm(request.POST if request.method == "POST" else None, by=acting(request))
    if form.is_valid():
        with refusals_in(form):
            decision = services.prepare(
                country=form.cleaned_data["country"], proposals=[form.proposal()], by=acting(request), at=clock.now()
            )
            return redirect("committee:decision-agenda", number=decision.number)
    return form_page(
        request,
        form,
        title=_("Prepare an electronic decision"),
        submit=_("Prepare"),
        back=reverse(DESK),
        subject=_("Joint Committee’s desk"),
        lead=_(
            "PINs, registrations and issuances come here by themselves when they are forwarded. Use this page for"
            " other matters; rules and guidelines are drafted on their own page."
        ),
    )


@screen(may=SECRETARIAT)
def meeting_start(request: HttpRequest) -> HttpResponse:
    """Prepare a meeting; its ordinal comes by itself."""
    form = MeetingStartForm(request.POST if request.method == "POST" else None, by=acting(request))
    if form.is_valid():
        with refusals_in(form):
            decision = meetings.prepare(
                country=form.cleaned_data["country"], arrangement=form.arrangement(), by=acting(request), at=clock.now()
            )
            return redirect("committee:decision-agenda", number=decision.number)
    return form_page(
        request,
        form,
        title=_("Prepare a meeting"),
        submit=_("Prepare"),
        back=reverse(DESK),
        subject=_("Joint Committee’s desk"),
        lead=_("Next you put points on the agenda; then you convene the meeting, and members are told."),
    )


@screen(may=SECRETARIAT)
def meeting_arrange(request: HttpRequest, number: str) -> HttpResponse:
    """Change day, place or way of a meeting."""
    decision = find(request, number)
    known = {"place": decision.place}
    if decision.is_meeting:
        known |= {name: getattr(decision.meeting, name) for name in ("meets_on", "mode", "invitation")}
    form = ArrangementForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        with refusals_in(form):
            meetings.arrange(
                decision_id=decision.pk, arrangement=form.arrangement(), by=acting(request), at=clock.now()
            )
            messages.success(request, _("The arrangement is changed."))
            return redirect(decision)
    return form_page(
        request,
        form,
        title=_("Change the arrangement"),
        submit=_("Save"),
        back=decision.get_absolute_url(),
        subject=decision,
        lead=_("Once the meeting is convened, members are told of every change."),
    )


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


@screen(may=SECRETARIAT)
def meeting_convene(request: HttpRequest, number: str) -> HttpResponse:
    """Invite the members with the agenda."""
    decision = find(request, number)
    form = CirculateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            meetings.convene(decision_id=decision.pk, by=acting(request), at=clock.now())
            messages.success(request, _("The members of both sides have been told."))
            return redirect(decision)
    return form_page(
        request,
        form,
        title=_("Convene the meeting"),
        submit=_("Convene"),
        back=decision.get_absolute_url(),
        subject=decision,
        lead=_("Members of both sides get a notice and read agenda and files from now on."),
    )


@screen(may=SECRETARIAT)
def meeting_outcomes(request: HttpRequest, number: str) -> HttpResponse:
    """Write down what the meeting said; it stands when both co-chairs have confirmed."""
    decision = find(request, number)
    form = OutcomesForm(request.POST if request.method == "POST" else None, points=decision.points.all())
    if form.is_valid():
        with refusals_in(form):
            meetings.record(decision_id=decision.pk, said=form.said(), by=acting(request), at=clock.now())
            messages.success(request, _("The outcomes are with the co-chairs of both sides for confirmation."))
            return redirect(decision)
    return form_page(
        request,
        form,
        title=_("Record the outcomes"),
        submit=_("Record them"),
        back=decision.get_absolute_url(),
        subject=decision,
        lead=_("Each item has an outcome of its own. What is postponed goes on in a decision in preparation."),
    )
