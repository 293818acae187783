"""Pages of endings: withdrawal of a registered project by its participants, de-registration by the committee."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committee.decisions.services import forwarding
from common import clock
from common.forms import refusals_in
from common.screens import anyone, screen
from partners.views.pages import acting, form_page
from projects.changes import selectors
from projects.endings import services as endings
from projects.endings.forms import DeregisterForm, WithdrawalChecklist
from projects.endings.questions import CHECKS, SECTIONS
from projects.papers.selectors import documents
from projects.papers.views.drafts import Draft, edit_page, submit_page
from projects.papers.views.pages import by_pk, move_page, step_of
from projects.papers.views.requests import read_page, return_page, withdraw_page
from projects.permissions import may_check, may_draft
from projects.projects.views.projects import find as find_project
from workflow.drafts.forms.sections import form_of
from workflow.papers import services as papers

find = by_pk(selectors.withdrawals_visible_to)
find_deregistration = by_pk(selectors.deregistrations_visible_to)
DRAFT = Draft(
    sections=SECTIONS,
    checks=CHECKS,
    find=find,
    form=form_of,
    save=lambda withdrawal, **values: papers.save_draft(paper=withdrawal, **values),
    submit=lambda withdrawal, **values: papers.submit(paper=withdrawal, **values),
    done=gettext_lazy("The request is with JCMA now. You get a notice when it goes on or comes back."),
    lead=gettext_lazy(
        "Read what you wrote. Once the Joint Committee has decided, the project has ended: its open "
        "papers are closed and nothing further can be requested. Credits already issued stay valid."
    ),
)
withdrawal_edit = edit_page(DRAFT)
withdrawal_submit = submit_page(DRAFT)
withdrawal_start = move_page(
    find=find_project,
    may=may_draft,
    warning=True,
    title=gettext_lazy("Request the withdrawal of the project"),
    lead=gettext_lazy(
        "A registered project ends by decision of the Joint Committee. Credits already issued stay "
        "valid; periods that ended before that day can still be completed where the rules say so."
    ),
    done=gettext_lazy("The request is started."),
    call=lambda project, **values: endings.start_withdrawal(project_id=project.pk, **values),
)


withdrawal_page = read_page(
    DRAFT, lead=gettext_lazy("The participants ask to end a registered project. Credits already issued stay valid.")
)
withdrawal_return = return_page(find)
withdrawal_withdraw = withdraw_page(find)
withdrawal_forward = move_page(
    find=find,
    may=may_check,
    form=WithdrawalChecklist,
    title=gettext_lazy("Forward to the Joint Committee"),
    lead=gettext_lazy("Confirm that the request is complete. Members of both sides are asked to decide."),
    done=gettext_lazy("The request is with the Joint Committee."),
    call=lambda withdrawal, **values: forwarding.forward(paper=withdrawal, **values),
)


@screen(may=may_check)
def deregistration_propose(request: HttpRequest, slug: str) -> HttpResponse:
    """JCMA puts a de-registration before the Joint Committee."""
    project = find_project(request, slug)
    form = DeregisterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            proposed = endings.propose_deregistration(
                project_id=project.pk, by=acting(request), at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("The de-registration is before the Joint Committee."))
            return redirect(proposed)
    return form_page(
        request,
        form,
        title=_("Propose the de-registration"),
        submit=_("Put it before the Joint Committee"),
        back=project.get_absolute_url(),
        subject=project,
        warning=True,
        lead=_(
            "On behalf of the Joint Committee you write the reasons; members of both sides are asked to decide. "
            "Once they agree, the project has ended and its open papers are closed. Credits already issued stay "
            "valid."
        ),
    )


@screen(may=anyone, methods=("GET",))
def deregistration_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A de-registration with its reasons and the decision."""
    paper = find_deregistration(request, pk)
    works = documents.works_on(paper, request.user)
    context = {"paper": paper, "works": works, "step": step_of(paper) if works else None}
    return render(request, "projects/deregistration_page.html", context)
