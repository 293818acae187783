"""Pages of endings: withdrawal of a registered project by its participants, de-registration by the committee."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common.facts import Fact
from common.pages.pages import SubjectPage
from common.screens import anyone, screen
from partners.people.models.people import User
from projects.endings import selectors
from projects.endings import services as endings
from projects.endings.forms import DeregisterForm, WithdrawalChecklist
from projects.endings.models import Deregistration, ProjectWithdrawal
from projects.papers.selectors import documents, requests
from projects.papers.views.drafts import SectionPage, SubmitPage
from projects.papers.views.pages import ForwardPage, PaperFinal, PaperMove, ReturnPage, WithdrawPage, by_pk, step_of
from projects.papers.views.requests import RequestPage
from projects.permissions import may_check, may_draft
from projects.projects.models import Project
from projects.projects.views.projects import AboutProject

find = by_pk(partial(requests.visible_to, ProjectWithdrawal))
find_deregistration = by_pk(selectors.deregistrations_visible_to)


class AboutWithdrawal(SubjectPage[ProjectWithdrawal]):
    """A page about the request to end a project."""

    @override
    def find(self, pk: int) -> ProjectWithdrawal:
        return find(self.request, pk)


class WithdrawalStart(AboutProject, PaperMove[Project]):
    """Start the request to end a project."""

    may = staticmethod(may_draft)
    warning = True
    title = _("Request the withdrawal of the project")
    lead = _(
        "A registered project ends by decision of the Joint Committee. Credits already issued stay "
        "valid; periods that ended before that day can still be completed where the rules say so."
    )
    done = _("The request is started.")

    @override
    def act(self, project: Project, *, by: User, at: datetime) -> ProjectWithdrawal:
        return endings.start_withdrawal(project_id=project.pk, by=by, at=at)


class WithdrawalPage(AboutWithdrawal, RequestPage[ProjectWithdrawal]):
    """A request to end a project."""

    lead = _("The participants ask to end a registered project. Credits already issued stay valid.")


class WithdrawalEdit(AboutWithdrawal, SectionPage[ProjectWithdrawal]):
    """Write one section of the request."""


class WithdrawalSubmit(AboutWithdrawal, SubmitPage[ProjectWithdrawal]):
    """Check the answers of the request and submit it."""

    lead = _(
        "Read what you wrote. Once the Joint Committee has decided, the project has ended: its open "
        "papers are closed and nothing further can be requested. Credits already issued stay valid."
    )
    done = _("The request is with JCMA now. You get a notice when it goes on or comes back.")


class WithdrawalReturn(AboutWithdrawal, ReturnPage[ProjectWithdrawal]):
    """Give the request back to be completed."""


class WithdrawalWithdraw(AboutWithdrawal, WithdrawPage[ProjectWithdrawal]):
    """Take the request back."""


class WithdrawalForward(AboutWithdrawal, ForwardPage[ProjectWithdrawal]):
    """Put the request before the committee."""

    form_class = WithdrawalChecklist


class DeregistrationPropose(AboutProject, PaperFinal[Project]):
    """JCMA puts a de-registration before the Joint Committee."""

    is_rehearsed = True
    may = staticmethod(may_check)
    form_class = DeregisterForm
    warning = True
    title = _("Propose the de-registration")
    submit = _("Put it before the Joint Committee")
    lead = _("On behalf of the Joint Committee you write the reasons; members of both sides are asked to decide.")
    consequence = _(
        "Once both sides agree, the project has ended and its open papers are closed. Credits already issued stay "
        "valid."
    )
    second = _("The Joint Committee decides.")
    done = _("The de-registration is before the Joint Committee.")

    @override
    def facts(self, project: Project, form: BaseForm) -> Sequence[Fact]:
        return [Fact(_("Project"), str(project))]

    @override
    def act(self, project: Project, *, by: User, at: datetime, reasons: str) -> Deregistration:
        return endings.propose_deregistration(project_id=project.pk, by=by, at=at, reasons=reasons)


@screen(may=anyone, methods=("GET",))
def deregistration_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A de-registration with its reasons and the decision."""
    paper = find_deregistration(request, pk)
    works = documents.works_on(paper, request.user)
    context = {"paper": paper, "works": works, "step": step_of(paper) if works else None}
    return render(request, "projects/deregistration_page.html", context)
