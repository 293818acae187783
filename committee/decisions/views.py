"""Decisions: one page for the public and the committee alike, and what members and co-chairs do there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from committee.decisions import reports as records
from committee.decisions.forms import AnswerForm, CirculateForm, CourseForm, WithdrawForm
from committee.decisions.models import Decision
from committee.decisions.selectors import decision_pages, decisions
from committee.decisions.services import answers, courses, withdrawals
from committee.decisions.services import decisions as services
from committee.items import selectors as desk
from committee.meetings import services as meetings
from common import clock
from common.forms import refusals_in, status_of
from common.limits import Turn
from common.screens import anyone, screen
from partners.people.selectors import committees
from partners.permissions import role
from partners.permissions.reading import WORKERS
from partners.views.pages import acting, form_page


@screen(may=anyone, methods=("GET",))
def decision_page(request: HttpRequest, number: str) -> HttpResponse:
    """The file of a decision: the public reads what was decided, members also who answered what."""
    return _page(request, find(request, number))


def find(request: HttpRequest, number: str) -> Decision:
    """The decision, when this person may open it; else 404."""
    return get_object_or_404(decisions.visible_to(request.user), number=number)


def _page(request: HttpRequest, decision: Decision, form: AnswerForm | None = None) -> HttpResponse:
    context = decision_pages.page(decision, request.user, clock.now())
    if context["may_answer"]:
        context["form"] = form or AnswerForm()
    return render(request, "committee/decision_page.html", context, status=status_of(form) if form else 200)


@screen(may=WORKERS, methods=("GET",))
def decision_desk(request: HttpRequest) -> HttpResponse:
    """What is open before the committees on which this person works."""
    context = {
        "decisions": decisions.desk_of(request.user),
        "today": clock.today(),
        "committees": committees.visible_to(request.user),
        "may_prepare": role("secretariat")(request.user),
    }
    return render(request, "committee/decision_desk.html", context)


@screen(may=role("committee"), methods=("POST",))
def decision_answer(request: HttpRequest, number: str) -> HttpResponse:
    """A member answers for their side."""
    decision = find(request, number)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            answers.give(decision_id=decision.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Your answer is recorded."))
            return redirect(decision)
    return _page(request, decision, form)


@screen(may=role("committee"))
def decision_confirm(request: HttpRequest, number: str) -> HttpResponse:
    """A co-chair, or who stands in for one, confirms in the name of a side."""
    decision = find(request, number)
    form = CirculateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            answers.confirm(decision_id=decision.pk, by=acting(request), at=clock.now())
            messages.success(request, _("Your side’s confirmation is recorded."))
            return redirect(decision)
    return form_page(
        request,
        form,
        title=_("Confirm for your side"),
        submit=_("Confirm"),
        back=decision.get_absolute_url(),
        subject=decision,
        lead=_(
            "You confirm in the name of your government. When both sides have confirmed and the rule is met, the"
            " decision stands and what follows from it is done at once."
        ),
    )


@screen(may=role("committee"))
def decision_direct(request: HttpRequest, number: str) -> HttpResponse:
    """A co-chair says what is to be done about it; it is done when both sides say the same."""
    decision = find(request, number)
    form = CourseForm(request.POST if request.method == "POST" else None, decision=decision)
    if form.is_valid():
        with refusals_in(form):
            courses.direct(decision_id=decision.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Recorded. It is done as soon as both sides have said the same."))
            return redirect(decision)
    return form_page(
        request,
        form,
        title=_("Choose a course"),
        submit=_("Record it"),
        back=decision.get_absolute_url(),
        subject=decision,
        lead=_(
            "For the co-chairs when somebody objects or more time is needed. The course is taken at once when the"
            " co-chair of the other side chooses the same."
        ),
    )


@screen(may=role("secretariat"))
def decision_circulate(request: HttpRequest, number: str) -> HttpResponse:
    """Send a prepared decision to the members of both sides."""
    decision = find(request, number)
    form = CirculateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.circulate(decision_id=decision.pk, by=acting(request), at=clock.now())
            messages.success(request, _("The members of both sides have been told."))
            return redirect(decision)
    return form_page(
        request,
        form,
        title=_("Circulate to the Joint Committee"),
        submit=_("Circulate"),
        back=decision.get_absolute_url(),
        subject=decision,
        lead=_("Members of both sides get a notice, and the no-objection window starts today."),
    )


@screen(may=role("secretariat"))
def decision_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take a proposal back before the committee decides, or cancel a meeting: its items go on by themselves."""
    decision = find(request, number)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            end = courses.cancel if decision.is_meeting else withdrawals.withdraw
            end(decision_id=decision.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The proposal is withdrawn; its papers are back with the secretariat."))
            return redirect(decision)
    return form_page(
        request,
        form,
        title=_("Withdraw the proposal"),
        submit=_("Withdraw"),
        warning=True,
        back=decision.get_absolute_url(),
        subject=decision,
        lead=_(
            "Members of both sides are told, and answers count no more. The papers that wait for the decision go "
            "back to the completeness check; they can be forwarded again."
        ),
    )


@screen(may=role("secretariat"))
def decision_correct(request: HttpRequest, number: str) -> HttpResponse:
    """Take the recorded outcomes back to correct them."""
    decision = find(request, number)
    form = CirculateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            meetings.correct(decision_id=decision.pk, by=acting(request), at=clock.now())
            messages.success(request, _("You can record the outcomes again."))
            return redirect("committee:meeting-outcomes", number=decision.number)
    return form_page(
        request,
        form,
        title=_("Correct the recorded outcomes"),
        submit=_("Take them back"),
        subject=decision,
        back=decision.get_absolute_url(),
        lead=_("Confirmations given so far fall: co-chairs confirm the corrected text."),
    )


@screen(may=anyone, methods=("GET",))
def decision_record(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """The numbered record as PDF: the public one, or with names for who works on it."""
    decision = find(request, number)
    if language not in {"en", "ja"} or decision.is_imported:
        raise Http404
    with Turn(request, "document"):
        made = records.record_pdf(decision, language=language, full=desk.works_on(decision, request.user))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{decision.number}-{language}.pdf"'
    return answer
