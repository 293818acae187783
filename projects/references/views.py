"""Pages of the assessment of reference emissions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from committee.decisions.services import forwarding
from common.screens import anyone, screen
from partners import permissions
from projects.designs.views import find as find_design
from projects.papers.forms.notes import NoteForm
from projects.papers.selectors import documents
from projects.papers.views.drafts import Draft, edit_page, overview, submit_page
from projects.papers.views.pages import by_pk, move_page, step_of
from projects.permissions import may_check, may_draft
from projects.references import selectors
from projects.references import services as references
from projects.references.forms import ReferenceAcceptForm, ReferenceAssessForm
from projects.references.questions import CHECKS, SECTIONS
from projects.references.states import by_secretariat
from workflow.drafts.forms.sections import form_of
from workflow.papers import services as papers

find = by_pk(selectors.visible_to)
DRAFT = Draft(
    sections=SECTIONS,
    checks=CHECKS,
    find=find,
    form=form_of,
    save=lambda paper, **values: papers.save_draft(paper=paper, **values),
    submit=lambda paper, **values: papers.submit(paper=paper, **values),
    done=gettext_lazy("The request is with JCMA now. You get a notice when it goes on or comes back."),
    lead=gettext_lazy(
        "Read what you wrote. After you submit, JCMA checks that it is complete, and the reference "
        "emissions are assessed."
    ),
)
reference_edit = edit_page(DRAFT)
reference_submit = submit_page(DRAFT)
reference_start = move_page(
    find=find_design,
    may=may_draft,
    title=gettext_lazy("Request the assessment of reference emissions"),
    lead=gettext_lazy(
        "The rules of the country want the reference emissions to take its latest NDC into account. You "
        "say which NDC that is and how the PDD takes it into account."
    ),
    done=gettext_lazy("The request is started."),
    call=lambda design, **values: references.start(design_id=design.pk, **values),
)


@screen(may=anyone, methods=("GET",))
def reference_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A request for assessment: what it says, who holds it, and the result."""
    paper = find(request, pk)
    works = documents.works_on(paper, request.user)
    context = {
        "paper": paper,
        "step": step_of(paper) if works else None,
        "works": works,
        "by_secretariat": by_secretariat(paper),
        "may_assess": permissions.secretariat(paper, request.user),
        **overview(DRAFT, paper, request.user),
    }
    return render(request, "projects/reference_page.html", context)


reference_return = move_page(
    find=find,
    may=may_check,
    form=NoteForm,
    title=gettext_lazy("Return for completion"),
    lead=gettext_lazy("Say what is missing or unclear. The participants read your words and submit again."),
    done=gettext_lazy("The request is back with its participants."),
    call=lambda paper, **values: papers.give_back(paper=paper, **values),
)
reference_accept = move_page(
    find=find,
    may=may_check,
    form=ReferenceAcceptForm,
    title=gettext_lazy("Confirm that it is complete"),
    lead=gettext_lazy("The assessment begins once every point is confirmed."),
    done=gettext_lazy("The request is complete; the assessment has begun."),
    call=lambda paper, **values: references.accept(assessment_id=paper.pk, **values),
)
reference_assess = move_page(
    find=find,
    may=may_check,
    form=ReferenceAssessForm,
    title=gettext_lazy("Assess the reference emissions"),
    lead=gettext_lazy("Say whether the reference level takes the latest NDC into account, and why."),
    done=gettext_lazy("The result is recorded; the participants and the validating entity are told."),
    call=lambda paper, **values: references.assess(assessment_id=paper.pk, **values),
)
reference_forward = move_page(
    find=find,
    may=may_check,
    title=gettext_lazy("Put before the Joint Committee"),
    lead=gettext_lazy("By the rules of the country the Joint Committee assesses the reference emissions."),
    done=gettext_lazy("The assessment is before the Joint Committee."),
    call=lambda paper, **values: forwarding.forward(paper=paper, **values),
)
reference_withdraw = move_page(
    find=find,
    may=may_draft,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the request"),
    lead=gettext_lazy("You take the request back. A new one can be started for the same PDD."),
    done=gettext_lazy("The request is withdrawn."),
    call=lambda paper, **values: forwarding.withdraw(paper=paper, **values),
)
