"""Pages of the review of sustainability papers by the authority of the partner country."""

from datetime import datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common.pages.pages import SubjectPage
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import role
from projects.papers.views.pages import PaperMove, by_pk, files_of, step_of
from projects.permissions import may_draft
from projects.sustainability import selectors
from projects.sustainability import services as sustainability
from projects.sustainability.forms import AnswerForm, ConclusionForm, QuestionForm
from projects.sustainability.models import SustainabilityReview

may_read = role("participant", "tpe", "secretariat", "committee", "government", "auditor")
may_review = role("government")
find = by_pk(selectors.visible_to)


@screen(may=may_read, methods=("GET",))
def review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is reviewed, what was asked and answered, and the authority's conclusion."""
    review = find(request, pk)
    files = [file for file in files_of(review.reviewed, request.user) if file["slot"] == review.slot]
    context = {"review": review, "step": step_of(review), "words": selectors.words(review), "files": files}
    return render(request, "projects/sustainability_page.html", context)


class AboutReview(SubjectPage[SustainabilityReview]):
    """A page about a review."""

    @override
    def find(self, pk: int) -> SustainabilityReview:
        return find(self.request, pk)


class ReviewAccept(AboutReview, PaperMove[SustainabilityReview]):
    """The authority accepts."""

    may = staticmethod(may_review)
    form_class = ConclusionForm
    title = _("Accept")
    lead = _("You accept it on behalf of the authority of your country. The project goes on by that.")
    done = _("It is accepted; everybody concerned is told.")

    @override
    def act(self, review: SustainabilityReview, *, by: User, at: datetime, text: str) -> SustainabilityReview:
        return sustainability.accept(review_id=review.pk, text=text, by=by, at=at)


class ReviewAsk(AboutReview, PaperMove[SustainabilityReview]):
    """The authority asks the participants."""

    may = staticmethod(may_review)
    form_class = QuestionForm
    title = _("Ask the participants")
    lead = _("The participants answer you here; then it waits for you again.")
    done = _("The participants are asked.")

    @override
    def act(self, review: SustainabilityReview, *, by: User, at: datetime, text: str) -> SustainabilityReview:
        return sustainability.ask(review_id=review.pk, text=text, by=by, at=at)


class ReviewAnswer(AboutReview, PaperMove[SustainabilityReview]):
    """The participants answer."""

    may = staticmethod(may_draft)
    form_class = AnswerForm
    title = _("Answer the authority")
    lead = _("The authority reads your answer and goes on with its review.")
    done = _("Your answer is with the authority.")

    @override
    def act(self, review: SustainabilityReview, *, by: User, at: datetime, text: str) -> SustainabilityReview:
        return sustainability.answer(review_id=review.pk, text=text, by=by, at=at)
