"""Pages of proposed methodologies: start, write, submit, publish, consider, decide, read."""

from collections.abc import Mapping
from datetime import datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data, FormPage, StartPage
from common.pages.pages import SubjectPage, Values
from common.screens import anyone, screen
from partners.organisations.models import Organisation
from partners.people.models.people import User
from projects.inputs.models import InputCall
from projects.methodologies import selectors
from projects.methodologies.models import Methodology
from projects.papers.forms.notes import NoteForm
from projects.papers.selectors import documents, versions
from projects.papers.views.drafts import SectionPage, SubmitPage, overview
from projects.papers.views.pages import ForwardPage, PaperMove, ReturnPage, WithdrawPage, or_404, step_of
from projects.permissions import may_check, may_draft
from projects.proposals import services as proposals
from projects.proposals.forms import (
    ExtendForm,
    ProposalForwardForm,
    ProposalPublishForm,
    ProposalStartForm,
    RevisionStartForm,
    reading,
)
from projects.proposals.models import MethodologyProposal


def find(request: HttpRequest, slug: str) -> MethodologyProposal:
    """A proposal that this person may open, or 404."""
    return or_404(selectors.proposal_by_slug(selectors.proposals_visible_to(request.user), slug))


class AboutProposal(SubjectPage[MethodologyProposal]):
    """A page about a proposed methodology."""

    @override
    def find(self, slug: str) -> MethodologyProposal:
        return find(self.request, slug)


class ProposalStart(StartPage):
    """Start a methodology."""

    may = staticmethod(may_draft)
    title = _("Propose a methodology")
    submit = _("Start the methodology")
    back_route = "projects:my-work"
    back_caption = _("My work")
    lead = _(
        "A methodology says which projects are eligible and how reference and project emissions are calculated "
        "and monitored. The Joint Committee approves it after public inputs; projects of the country may then "
        "use it."
    )
    done = _("The methodology is started. Write it in any order; everything is saved.")

    @override
    def form(self, subject: None, data: Data) -> ProposalStartForm:
        return ProposalStartForm(data, user=self.request.user)

    @override
    def act(self, subject: None, *, by: User, at: datetime, **proposal: Values) -> MethodologyProposal:
        return proposals.start(by=by, at=at, **proposal)


class RevisionStart(FormPage[Methodology]):
    """Start the revision of an approved methodology."""

    may = staticmethod(may_draft)
    title = _("Propose a revision")
    submit = _("Start the revision")
    lead = _(
        "A revision goes the same way as a new methodology. If it is approved, the reference stays and the "
        "version goes up; projects keep the version that they use."
    )
    done = _("The revision is started. What the approved version says is carried over.")

    @override
    def find(self, slug: str) -> Methodology:
        return or_404(selectors.by_slug(slug))

    @override
    def form(self, methodology: Methodology, data: Data) -> RevisionStartForm:
        return RevisionStartForm(data, user=self.request.user)

    @override
    def act(
        self,
        methodology: Methodology,
        *,
        by: User,
        at: datetime,
        representative: Organisation,
        partners: list[Organisation],
    ) -> MethodologyProposal:
        return proposals.start_revision(
            methodology_id=methodology.pk, representative=representative, partners=partners, by=by, at=at
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
        **overview(proposal, request.user),
    }
    return render(request, "projects/proposal_page.html", context)


class ProposalEdit(AboutProposal, SectionPage[MethodologyProposal]):
    """Write one section of a proposal."""


class ProposalSubmit(AboutProposal, SubmitPage[MethodologyProposal]):
    """Check the answers of a proposal and submit it, or file the revised text."""

    lead = _(
        "Read what you wrote. After you submit, JCMA checks that it is complete and publishes it; "
        "anybody may comment, and then the Joint Committee considers it."
    )
    done = _("The methodology is with JCMA now. You get a notice when it goes on or comes back.")


class ProposalPublish(AboutProposal, PaperMove[MethodologyProposal]):
    """Confirm that a proposal is complete, publish it and open the call for public inputs."""

    may = staticmethod(may_check)
    form_class = ProposalPublishForm
    title = _("Publish and call for public inputs")
    lead = _(
        "Confirm that the methodology is complete. It gets its number, becomes public with the public "
        "versions of its files, and anybody may comment from today, as long as the rules say."
    )
    done = _("The methodology is published and open for public inputs.")

    @override
    def act(
        self, proposal: MethodologyProposal, *, by: User, at: datetime, completeness: Mapping[str, bool]
    ) -> InputCall:
        return proposals.publish(proposal_id=proposal.pk, completeness=completeness, by=by, at=at)


class ProposalReturn(AboutProposal, ReturnPage[MethodologyProposal]):
    """Give a proposal back to be completed."""

    lead = _("Say what is missing or unclear. The proponents read your words and submit again.")
    done = _("The methodology is back with its proponents.")


class ProposalExtend(AboutProposal, PaperMove[MethodologyProposal]):
    """Give the committee more time."""

    may = staticmethod(may_check)
    form_class = ExtendForm
    title = _("Extend the consideration")
    lead = _(
        "The Joint Committee gets the most days that the rules allow, counted from the begin of its "
        "consideration. This can be done once."
    )
    done = _("The consideration is extended; the due date has moved.")

    @override
    def act(self, proposal: MethodologyProposal, *, by: User, at: datetime, reason: str) -> MethodologyProposal:
        return proposals.extend(proposal_id=proposal.pk, reason=reason, by=by, at=at)


class ProposalForward(AboutProposal, ForwardPage[MethodologyProposal]):
    """Put a proposal before the committee."""

    form_class = ProposalForwardForm
    title = _("Put before the Joint Committee")
    lead = _(
        "Members of both sides are asked to approve the methodology, as it is or with the revisions that "
        "you write here. They see the public inputs and the response."
    )
    done = _("The methodology is before the Joint Committee.")


class ProposalConfirm(AboutProposal, PaperMove[MethodologyProposal]):
    """Confirm that the revised text is what the committee decided."""

    may = staticmethod(may_check)
    title = _("Confirm the revised text")
    lead = _(
        "You confirm that the text filed is what the Joint Committee decided. The methodology is "
        "approved from today on and gets its reference."
    )
    done = _("The methodology is approved.")

    @override
    def act(self, proposal: MethodologyProposal, *, by: User, at: datetime) -> MethodologyProposal:
        return proposals.confirm(proposal_id=proposal.pk, by=by, at=at)


class ProposalAskAgain(AboutProposal, PaperMove[MethodologyProposal]):
    """Ask for the revised text again."""

    may = staticmethod(may_check)
    form_class = NoteForm
    title = _("Ask for the revised text again")
    lead = _("Say what differs from the revisions that the Joint Committee decided.")
    done = _("The methodology is back with its proponents.")

    @override
    def act(self, proposal: MethodologyProposal, *, by: User, at: datetime, note: str) -> MethodologyProposal:
        return proposals.ask_again(proposal_id=proposal.pk, note=note, by=by, at=at)


class ProposalWithdraw(AboutProposal, WithdrawPage[MethodologyProposal]):
    """Take a proposal back for good."""

    title = _("Withdraw the methodology")
    lead = _(
        "You take the methodology back for good, also while the Joint Committee decides: its members are "
        "told. What was published stays readable, marked as withdrawn. A new one can be proposed at any "
        "time."
    )
    done = _("The methodology is withdrawn.")
