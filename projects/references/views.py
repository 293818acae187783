"""Pages of the assessment of reference emissions."""

from collections.abc import Mapping
from datetime import datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common.pages.pages import SubjectPage
from common.screens import anyone, screen
from partners import permissions
from partners.people.models.people import User
from projects.designs.models import ProjectDesign
from projects.designs.views import AboutDesign
from projects.papers.selectors import documents
from projects.papers.views.drafts import SectionPage, SubmitPage, overview
from projects.papers.views.pages import ForwardPage, PaperMove, ReturnPage, WithdrawPage, by_pk, step_of
from projects.permissions import may_check, may_draft
from projects.references import selectors
from projects.references import services as references
from projects.references.forms import ReferenceAcceptForm, ReferenceAssessForm
from projects.references.models import ReferenceAssessment
from projects.references.states import by_secretariat

find = by_pk(selectors.visible_to)


class AboutReference(SubjectPage[ReferenceAssessment]):
    """A page about a request for assessment."""

    @override
    def find(self, pk: int) -> ReferenceAssessment:
        return find(self.request, pk)


class ReferenceStart(AboutDesign, PaperMove[ProjectDesign]):
    """Start a request for the assessment of reference emissions."""

    may = staticmethod(may_draft)
    title = _("Request the assessment of reference emissions")
    lead = _(
        "The rules of the country want the reference emissions to take its latest NDC into account. You "
        "say which NDC that is and how the PDD takes it into account."
    )
    done = _("The request is started.")

    @override
    def act(self, design: ProjectDesign, *, by: User, at: datetime) -> ReferenceAssessment:
        return references.start(design_id=design.pk, by=by, at=at)


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
        **overview(paper, request.user),
    }
    return render(request, "projects/reference_page.html", context)


class ReferenceEdit(AboutReference, SectionPage[ReferenceAssessment]):
    """Write one section of a request for assessment."""


class ReferenceSubmit(AboutReference, SubmitPage[ReferenceAssessment]):
    """Check the answers of a request for assessment and submit it."""

    lead = _(
        "Read what you wrote. After you submit, JCMA checks that it is complete, and the reference "
        "emissions are assessed."
    )
    done = _("The request is with JCMA now. You get a notice when it goes on or comes back.")


class ReferenceReturn(AboutReference, ReturnPage[ReferenceAssessment]):
    """Give a request for assessment back to be completed."""


class ReferenceAccept(AboutReference, PaperMove[ReferenceAssessment]):
    """Confirm that a request for assessment is complete."""

    may = staticmethod(may_check)
    form_class = ReferenceAcceptForm
    title = _("Confirm that it is complete")
    lead = _("The assessment begins once every point is confirmed.")
    done = _("The request is complete; the assessment has begun.")

    @override
    def act(
        self, paper: ReferenceAssessment, *, by: User, at: datetime, completeness: Mapping[str, bool]
    ) -> ReferenceAssessment:
        return references.accept(assessment_id=paper.pk, by=by, at=at, completeness=completeness)


class ReferenceAssess(AboutReference, PaperMove[ReferenceAssessment]):
    """Assess the reference emissions."""

    may = staticmethod(may_check)
    form_class = ReferenceAssessForm
    title = _("Assess the reference emissions")
    lead = _("Say whether the reference level takes the latest NDC into account, and why.")
    done = _("The result is recorded; the participants and the validating entity are told.")

    @override
    def act(
        self, paper: ReferenceAssessment, *, by: User, at: datetime, positive: bool, conclusion: str
    ) -> ReferenceAssessment:
        return references.assess(assessment_id=paper.pk, by=by, at=at, positive=positive, conclusion=conclusion)


class ReferenceForward(AboutReference, ForwardPage[ReferenceAssessment]):
    """Put the assessment before the committee, where the rules want that."""

    title = _("Put before the Joint Committee")
    lead = _("By the rules of the country the Joint Committee assesses the reference emissions.")
    done = _("The assessment is before the Joint Committee.")


class ReferenceWithdraw(AboutReference, WithdrawPage[ReferenceAssessment]):
    """Take a request for assessment back."""

    lead = _("You take the request back. A new one can be started for the same PDD.")
