"""Pages of registration requests: allocation, submit, completeness, forward."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committee.decisions.services import forwarding
from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners import permissions
from partners.permissions import at_work, reading
from partners.views.pages import acting, deed_page, form_page
from projects.assessments.forms.assessments import REGISTRATION_SECTIONS, RegistrationForwardForm
from projects.doubles import selectors as doubles
from projects.modalities import selectors as modalities
from projects.papers.checks import fees
from projects.papers.forms.notes import FeeForm, NoteForm
from projects.papers.views.drafts import Draft, edit_page, overview, submit_page
from projects.papers.views.pages import by_pk, move_page, step_of
from projects.permissions import may_check, may_draft
from projects.projects.views.projects import find as find_project
from projects.registrations import services as registrations
from projects.registrations.selectors import registrations as selectors
from projects.registrations.states import CHECKS
from workflow.drafts.forms.sections import form_of
from workflow.papers import services as papers

find = by_pk(selectors.visible_to)
DRAFT = Draft(
    sections=REGISTRATION_SECTIONS,
    checks=CHECKS,
    find=find,
    form=form_of,
    save=lambda asked, **values: registrations.save_draft(request_id=asked.pk, **values),
    submit=lambda asked, **values: papers.submit(paper=asked, **values),
    done=gettext_lazy("Your request is with JCMA."),
    lead=gettext_lazy(
        "Read what you wrote. After you submit, JCMA checks that the request is complete, within the "
        "time limit of the rules, and passes it to the Joint Committee. You cannot change it unless JCMA "
        "returns it."
    ),
)
registration_edit = edit_page(DRAFT)
registration_submit = submit_page(DRAFT)

registration_start = move_page(
    find=find_project,
    may=may_draft,
    title=gettext_lazy("Request registration"),
    lead=gettext_lazy(
        "You agree how credits are shared and ask the Joint Committee to register the project. The "
        "modalities of communication must be in force before you submit."
    ),
    done=gettext_lazy("The request is started."),
    call=lambda project, **values: registrations.start(project_id=project.pk, **values),
)


@screen(may=at_work, methods=("GET",))
def registration_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A registration request with its allocation."""
    asked = find(request, pk)
    compares = reading.secretariat(asked, request.user) or reading.auditor(asked, request.user)
    said = modalities.in_force(asked.project)
    context = {
        "asked": asked,
        "step": step_of(asked),
        "fee_due": fees.is_due(asked, clock.today()),
        "is_officer": permissions.secretariat(asked, request.user),
        "shares": asked.allocation.shares.all() if hasattr(asked, "allocation") else [],
        "modalities": said,
        "modalities_url": said.get_absolute_url() if said and modalities.opens(said, request.user) else "",
        "compares": compares,
        "similar": doubles.candidates(asked) if compares else [],
        **overview(DRAFT, asked, request.user),
    }
    return render(request, "projects/registration_page.html", context)


registration_fee = deed_page(
    find=find,
    may=may_check,
    form=FeeForm,
    title=gettext_lazy("Record that the fee is paid"),
    lead=gettext_lazy(
        "The rules ask for a fee with this request. Once its payment is recorded here, the request can "
        "be found complete. The participants are told."
    ),
    done=gettext_lazy("The payment is recorded."),
    call=lambda asked, **values: registrations.record_fee(request_id=asked.pk, **values),
)
registration_return = move_page(
    find=find,
    may=may_check,
    form=NoteForm,
    title=gettext_lazy("Return for completion"),
    lead=gettext_lazy("Say what is missing or unclear. The participants read your words and submit again."),
    done=gettext_lazy("The request is back with its participants."),
    call=lambda asked, **values: papers.give_back(paper=asked, **values),
)
registration_withdraw = move_page(
    find=find,
    may=may_draft,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the request"),
    lead=gettext_lazy(
        "You take the request back, also while the Joint Committee considers it: members are told, and "
        "nothing is decided. A new one can be started."
    ),
    done=gettext_lazy("The request is withdrawn."),
    call=lambda asked, **values: forwarding.withdraw(paper=asked, **values),
)


@screen(may=may_check)
def registration_forward(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm completeness, give the number, circulate to the Joint Committee."""
    asked = find(request, pk)
    form = RegistrationForwardForm(request.POST if request.method == "POST" else None, project=asked.project)
    if form.is_valid():
        with refusals_in(form):
            forwarding.forward(paper=asked, by=acting(request), at=clock.now(), **form.to_save())
            messages.success(request, _("The request is with the Joint Committee."))
            return redirect(asked)
    return form_page(
        request,
        form,
        title=_("Forward to the Joint Committee"),
        submit=_("Forward"),
        back=asked.get_absolute_url(),
        subject=asked.title,
        lead=_("Confirm that the request is complete. Members of both sides are asked to decide."),
    )
