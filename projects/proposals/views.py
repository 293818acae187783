"""Pages of proposed methodologies: start, write, submit, publish, consider, decide, read."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in
from common.screens import anyone, screen
from partners.views.pages import acting, form_page
from projects.methodologies import selectors
from projects.papers.forms.notes import NoteForm
from projects.papers.selectors import documents, versions
from projects.papers.views.drafts import Draft, edit_page, overview, submit_page
from projects.papers.views.pages import move_page, or_404, step_of
from projects.permissions import may_check, may_draft
from projects.proposals import services as proposals
from projects.proposals.forms import (
    NEW_SECTIONS,
    REVISION_SECTIONS,
    ExtendForm,
    ProposalForwardForm,
    ProposalPublishForm,
    ProposalStartForm,
    RevisionStartForm,
    reading,
)
from projects.proposals.models import MethodologyProposal
from projects.proposals.states import CHECKS
from workflow.drafts.forms.sections import form_of


def find(request: HttpRequest, slug: str) -> MethodologyProposal:
    """A proposal that this person may open, or 404."""
    return or_404(selectors.proposal_by_slug(selectors.proposals_visible_to(request.user), slug))


def _draft(sections: Any) -> Draft:
    return Draft(
        sections=sections,
        checks=CHECKS,
        find=find,
        form=form_of,
        save=lambda proposal, **values: proposals.save_draft(proposal_id=proposal.pk, **values),
        submit=lambda proposal, **values: proposals.submit(proposal_id=proposal.pk, **values),
        done=gettext_lazy("The methodology is with JCMA now. You get a notice when it goes on or comes back."),
        lead=gettext_lazy(
            "Read what you wrote. After you submit, JCMA checks that it is complete and publishes it; "
            "anybody may comment, and then the Joint Committee considers it."
        ),
    )


NEW, REVISION = _draft(NEW_SECTIONS), _draft(REVISION_SECTIONS)
_edit, _submit = (
    {True: edit_page(REVISION), False: edit_page(NEW)},
    {True: submit_page(REVISION), False: submit_page(NEW)},
)


@screen(may=may_draft)
def proposal_edit(request: HttpRequest, slug: str, section: str) -> HttpResponseBase:
    """Write one section; a revision has one section more."""
    return _edit[find(request, slug).is_revision](request, slug=slug, section=section)


@screen(may=may_draft)
def proposal_submit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Check the answers and submit, or file the revised text."""
    return _submit[find(request, slug).is_revision](request, slug=slug)


@screen(may=may_draft)
def proposal_start(request: HttpRequest) -> HttpResponse:
    """Start a methodology."""
    form = ProposalStartForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        with refusals_in(form):
            proposal = proposals.start(by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The methodology is started. Write it in any order; everything is saved."))
            return redirect(proposal)
    return form_page(
        request,
        form,
        title=_("Propose a methodology"),
        submit=_("Start the methodology"),
        back=reverse("projects:my-work"),
        subject=_("My work"),
        lead=_(
            "A methodology says which projects are eligible and how reference and project emissions are calculated "
            "and monitored. The Joint Committee approves it after public inputs; projects of the country may then "
            "use it."
        ),
    )


@screen(may=may_draft)
def revision_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start the revision of an approved methodology."""
    methodology = or_404(selectors.by_slug(slug))
    form = RevisionStartForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        with refusals_in(form):
            proposal = proposals.start_revision(
                methodology_id=methodology.pk, by=acting(request), at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("The revision is started. What the approved version says is carried over."))
            return redirect(proposal)
    return form_page(
        request,
        form,
        title=_("Propose a revision"),
        submit=_("Start the revision"),
        back=methodology.get_absolute_url(),
        subject=methodology,
        lead=_(
            "A revision goes the same way as a new methodology. If it is approved, the reference stays and the "
            "version goes up; projects keep the version that they use."
        ),
    )


@screen(may=anyone, methods=("GET",))
def proposal_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A proposed methodology: its text as handed in, its call for inputs, the consideration and the decision."""
    proposal = find(request, slug)
    if proposal.slug != slug:
        return redirect(proposal)
    works = documents.works_on(proposal, request.user)
    handed_in = versions.of_paper(proposal).last()
    context = {
        "proposal": proposal,
        "step": step_of(proposal) if works else None,
        "works": works,
        "reading": reading(proposal, handed_in.answers) if handed_in else [],
        **overview(REVISION if proposal.is_revision else NEW, proposal, request.user),
    }
    return render(request, "projects/proposal_page.html", context)


proposal_publish = move_page(
    find=find,
    may=may_check,
    form=ProposalPublishForm,
    title=gettext_lazy("Publish and call for public inputs"),
    lead=gettext_lazy(
        "Confirm that the methodology is complete. It gets its number, becomes public with the public "
        "versions of its files, and anybody may comment from today, as long as the rules say."
    ),
    done=gettext_lazy("The methodology is published and open for public inputs."),
    call=lambda proposal, **values: proposals.publish(proposal_id=proposal.pk, **values),
)
proposal_return = move_page(
    find=find,
    may=may_check,
    form=NoteForm,
    title=gettext_lazy("Return for completion"),
    lead=gettext_lazy("Say what is missing or unclear. The proponents read your words and submit again."),
    done=gettext_lazy("The methodology is back with its proponents."),
    call=lambda proposal, **values: proposals.return_to_participant(proposal_id=proposal.pk, **values),
)
proposal_extend = move_page(
    find=find,
    may=may_check,
    form=ExtendForm,
    title=gettext_lazy("Extend the consideration"),
    lead=gettext_lazy(
        "The Joint Committee gets the most days that the rules allow, counted from the begin of its "
        "consideration. This can be done once."
    ),
    done=gettext_lazy("The consideration is extended; the due date has moved."),
    call=lambda proposal, **values: proposals.extend(proposal_id=proposal.pk, **values),
)
proposal_forward = move_page(
    find=find,
    may=may_check,
    form=ProposalForwardForm,
    title=gettext_lazy("Put before the Joint Committee"),
    lead=gettext_lazy(
        "Members of both sides are asked to approve the methodology, as it is or with the revisions that "
        "you write here. They see the public inputs and the response."
    ),
    done=gettext_lazy("The methodology is before the Joint Committee."),
    call=lambda proposal, **values: proposals.forward(proposal_id=proposal.pk, **values),
)
proposal_confirm = move_page(
    find=find,
    may=may_check,
    title=gettext_lazy("Confirm the revised text"),
    lead=gettext_lazy(
        "You confirm that the text filed is what the Joint Committee decided. The methodology is "
        "approved from today on and gets its reference."
    ),
    done=gettext_lazy("The methodology is approved."),
    call=lambda proposal, **values: proposals.confirm(proposal_id=proposal.pk, **values),
)
proposal_ask_again = move_page(
    find=find,
    may=may_check,
    form=NoteForm,
    title=gettext_lazy("Ask for the revised text again"),
    lead=gettext_lazy("Say what differs from the revisions that the Joint Committee decided."),
    done=gettext_lazy("The methodology is back with its proponents."),
    call=lambda proposal, **values: proposals.ask_again(proposal_id=proposal.pk, **values),
)
proposal_withdraw = move_page(
    find=find,
    may=may_draft,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the methodology"),
    lead=gettext_lazy(
        "You take the methodology back for good, also while the Joint Committee decides: its members are "
        "told. What was published stays readable, marked as withdrawn. A new one can be proposed at any "
        "time."
    ),
    done=gettext_lazy("The methodology is withdrawn."),
    call=lambda proposal, **values: proposals.withdraw(proposal_id=proposal.pk, **values),
)
