"""Decisions: one page for the public and the committee alike, and the desk at which both sides decide."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from jcm_platform.common import clock
from jcm_platform.common.forms import refusals_in, status_of
from jcm_platform.common.screens import anyone, screen
from partners import permissions
from partners.forms.decisions import AnswerForm, CirculateForm, RejectForm, WithdrawForm
from partners.models import Decision
from partners.permissions import role
from partners.selectors import decisions, inbox
from partners.services import decisions as services
from partners.services import withdrawals
from partners.states.decisions import DecisionState
from partners.views.pages import acting, form_page

WORKERS = role("committee", "secretariat", "auditor")


@screen(may=anyone, methods=("GET",))
def decision_page(request: HttpRequest, number: str) -> HttpResponse:
    """The file of a decision: the public reads what was decided, members also who answered what."""
    decision = _find(request, number)
    return render(request, "partners/decision_page.html", _file(request, decision))


def _find(request: HttpRequest, number: str) -> Decision:
    return get_object_or_404(decisions.visible_to(request.user).prefetch_related("items__files"), number=number)


def _file(request: HttpRequest, decision: Decision, form: AnswerForm | None = None) -> dict[str, object]:
    works = WORKERS(request.user)
    seat = decisions.seat_of(decision, request.user) if works else None
    is_open = decision.state == DecisionState.CIRCULATED
    return {
        "decision": decision,
        "works": works,
        "sides": decisions.sides(decision) if works or decision.circulated_at else [],
        "seat": seat,
        "form": form or (AnswerForm() if seat and is_open else None),
        "step": inbox.open_step(f"partners.decision:{decision.pk}") if works and not decision.concluded_at else None,
        "may_prepare": permissions.secretariat(decision, request.user),
        "history": decisions.history(decision) if works else [],
    }


@screen(may=WORKERS, methods=("GET",))
def decision_desk(request: HttpRequest) -> HttpResponse:
    """What is open before the committees on which this person works."""
    found = decisions.desk_of(request.user)
    return render(request, "partners/decision_desk.html", {"decisions": found, "today": clock.today()})


@screen(may=role("committee"), methods=("POST",))
def decision_answer(request: HttpRequest, number: str) -> HttpResponse:
    """A member answers for their side."""
    decision = _find(request, number)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            services.answer(decision_id=decision.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Your answer is recorded."))
            return redirect(decision)
    return render(request, "partners/decision_page.html", _file(request, decision, form), status=status_of(form))


@screen(may=role("secretariat"))
def decision_circulate(request: HttpRequest, number: str) -> HttpResponse:
    """Send a prepared decision to the members of both sides."""
    decision = _find(request, number)
    form = CirculateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.circulate(decision_id=decision.pk, by=acting(request), at=clock.now())
            messages.success(request, _("The members of both sides have been told."))
            return redirect(decision)
    return form_page(
        request, form, title=_("Circulate to the Joint Committee"), submit=_("Circulate"),
        back=decision.get_absolute_url(), subject=decision,
        lead=_("Members of both sides get a notice, and the no-objection window starts today."),
    )  # fmt: skip


@screen(may=role("secretariat"))
def decision_reject(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the committee does not adopt it."""
    decision = _find(request, number)
    form = RejectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.reject(decision_id=decision.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("It is recorded as not adopted; what follows from that has been done."))
            return redirect(decision)
    return form_page(
        request, form, title=_("Record that it is not adopted"), submit=_("Record it"), warning=True,
        back=decision.get_absolute_url(), subject=decision,
        lead=_("Do this only when the co-chairs of both sides have said so. The parties are told at once."),
    )  # fmt: skip


@screen(may=role("secretariat"))
def decision_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take a proposal back before the committee decides."""
    decision = _find(request, number)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            withdrawals.withdraw(decision_id=decision.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The proposal is withdrawn; its papers are back with the secretariat."))
            return redirect(decision)
    return form_page(
        request, form, title=_("Withdraw the proposal"), submit=_("Withdraw"), warning=True,
        back=decision.get_absolute_url(), subject=decision,
        lead=_("Members of both sides are told, and answers count no more. The papers that wait for the decision go "
               "back to the completeness check; they can be forwarded again."),
    )  # fmt: skip


@screen(may=anyone, methods=("GET",))
def decision_file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A file of the decision, for members and the secretariat; it is always downloaded, never shown in place."""
    decision = _find(request, number)
    stored = decisions.file_of(decision, pk) if WORKERS(request.user) else None
    if stored is None:
        raise Http404
    return FileResponse(
        stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )  # fmt: skip
