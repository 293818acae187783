"""Decisions: one page for the public and the committee alike, and what members and co-chairs do there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import override

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from committee.decisions import reports as records
from committee.decisions.forms import AnswerForm, CourseForm, WithdrawForm
from committee.decisions.models import Course, Decision
from committee.decisions.selectors import consensus, decision_pages, decisions
from committee.decisions.services import answers, courses, withdrawals
from committee.decisions.services import decisions as services
from committee.items import selectors as desk
from committee.meetings import services as meetings
from common import clock
from common.facts import Fact
from common.forms import refusals_in, status_of
from common.limits import Turn
from common.pages.finals import FinalPage
from common.pages.forms import Data, MovePage
from common.pages.pages import Place, SubjectPage
from common.screens import anyone, screen
from partners.people.models.people import User
from partners.people.selectors import committees
from partners.permissions import role
from partners.permissions.reading import WORKERS
from partners.views.pages import acting


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
            messages.success(request, gettext("Your answer is recorded."))
            return redirect(decision)
    return _page(request, decision, form)


class AboutDecision(SubjectPage[Decision]):
    """A page about a decision."""

    @override
    def find(self, number: str) -> Decision:
        return find(self.request, number)


class DecisionConfirm(AboutDecision, FinalPage[Decision]):
    """A co-chair, or who stands in for one, confirms in the name of a side."""

    may = staticmethod(role("committee"))
    check_template_name = "committee/confirm_page.html"
    title = _("Confirm in the name of your side")
    submit = _("Confirm for my government")
    lead = _("Members answer for themselves; a co-chair confirms for the side what its members have answered.")
    consequence = _(
        "When both sides have confirmed and the rule is met, the decision stands and what follows from it is done at "
        "once."
    )
    second = _("The co-chair of the other side confirms, too.")
    done = _("Your side’s confirmation is recorded.")

    @override
    def facts(self, decision: Decision, form: BaseForm) -> Sequence[Fact]:
        items = decision.items.all()
        return [Fact(_("Decision"), decision.number), *(Fact(str(item.title), item.proposal or "–") for item in items)]

    @override
    def admit(self, subject: Decision) -> None:
        answers.confirmable(subject)

    @override
    def shows(self, subject: Decision) -> Mapping[str, object]:
        return {"decision": subject, "works": True, "sides": consensus.sides(subject)}

    @override
    def act(self, decision: Decision, *, by: User, at: datetime) -> None:
        answers.confirm(decision_id=decision.pk, by=by, at=at)


class DecisionDirect(AboutDecision, MovePage[Decision]):
    """A co-chair says what is to be done about it; it is done when both sides say the same."""

    may = staticmethod(role("committee"))
    title = _("Choose a course")
    submit = _("Record it")
    lead = _(
        "For the co-chairs when somebody objects or more time is needed. The course is taken at once when the"
        " co-chair of the other side chooses the same."
    )
    done = _("Recorded. It is done as soon as both sides have said the same.")

    @override
    def form(self, decision: Decision, data: Data) -> CourseForm:
        return CourseForm(data, decision=decision)

    @override
    def act(
        self, decision: Decision, *, by: User, at: datetime, course: Course, note: str, item_id: int | None
    ) -> None:
        courses.direct(decision_id=decision.pk, course=course, note=note, item_id=item_id, by=by, at=at)


class DecisionCirculate(AboutDecision, MovePage[Decision]):
    """Send a prepared decision to the members of both sides."""

    may = staticmethod(role("secretariat"))
    title = _("Circulate to the Joint Committee")
    submit = _("Circulate")
    lead = _("Members of both sides get a notice, and the no-objection window starts today.")
    done = _("The members of both sides have been told.")

    @override
    def act(self, decision: Decision, *, by: User, at: datetime) -> None:
        services.circulate(decision_id=decision.pk, by=by, at=at)


class DecisionWithdraw(AboutDecision, MovePage[Decision]):
    """Take a proposal back before the committee decides, or cancel a meeting: its items go on by themselves."""

    may = staticmethod(role("secretariat"))
    form_class = WithdrawForm
    warning = True
    title = _("Withdraw the proposal")
    submit = _("Withdraw")
    lead = _(
        "Members of both sides are told, and answers count no more. The papers that wait for the decision go "
        "back to the completeness check; they can be forwarded again."
    )
    done = _("The proposal is withdrawn; its papers are back with the secretariat.")

    @override
    def act(self, decision: Decision, *, by: User, at: datetime, note: str) -> None:
        end = courses.cancel if decision.is_meeting else withdrawals.withdraw
        end(decision_id=decision.pk, note=note, by=by, at=at)


class DecisionCorrect(AboutDecision, MovePage[Decision]):
    """Take the recorded outcomes back to correct them."""

    may = staticmethod(role("secretariat"))
    title = _("Correct the recorded outcomes")
    submit = _("Take them back")
    lead = _("Confirmations given so far fall: co-chairs confirm the corrected text.")
    done = _("You can record the outcomes again.")

    @override
    def act(self, decision: Decision, *, by: User, at: datetime) -> Place:
        meetings.correct(decision_id=decision.pk, by=by, at=at)
        return Place(reverse("committee:meeting-outcomes", args=[decision.number]))


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
