"""Pages of designations and of their reviews."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from committee.designations import forms
from committee.designations import selectors as tpes
from committee.designations.models import Designation, DesignationReview
from committee.designations.services import designations, reviews
from committee.designations.states.reviews import Measure
from committee.designations.views.applications import may_apply, may_check, may_read
from common.facts import Fact
from common.pages.finals import FinalPage
from common.pages.forms import Data, MovePage
from common.screens import screen
from partners import permissions
from partners.people.models.people import User
from partners.permissions import role
from workflow.steps.selectors import inbox

may_review = role("secretariat", "committee")


def find(request: HttpRequest, pk: int) -> Designation:
    """A designation whose file this person may open, or 404."""
    return get_object_or_404(tpes.designations_visible_to(request.user), pk=pk)


def find_review(request: HttpRequest, pk: int) -> DesignationReview:
    """A review that this person may open, or 404."""
    return get_object_or_404(tpes.reviews_visible_to(request.user), pk=pk)


@screen(may=may_read, methods=("GET",))
def designation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What an entity may do in a country, its history, applications and reviews."""
    designation = find(request, pk)
    may_open = permissions.any_of(permissions.secretariat, permissions.committee_member_of)
    living = designation.state != "withdrawn"
    context = {
        "designation": designation,
        "rights": tpes.rights(designation),
        "whole": [spell for spell in designation.spells.all() if not spell.function],
        "officer": permissions.secretariat(designation, request.user),
        "mine": living and permissions.tpe_of(designation, request.user),
        "reviews": living and may_open(designation, request.user),
        "applications": tpes.applications_visible_to(request.user).filter(designation=designation),
        "past_reviews": tpes.reviews_visible_to(request.user).filter(designation=designation),
    }
    return render(request, "committee/designation_page.html", context)


@screen(may=may_read, methods=("GET",))
def review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A review: grounds, answer, proposal, decision."""
    review = find_review(request, pk)
    step = inbox.open_step(review)
    item = review.decision_item
    concerns = set(review.concerns)
    context = {
        "review": review,
        "step": step or (inbox.open_step(item.decision) if item else None),
        "concerns": [right for right in tpes.rights(review.designation) if right.key in concerns],
    }
    return render(request, "committee/review_page.html", context)


class DesignationMove(MovePage[Designation]):
    """One deed about a designation."""

    @override
    def find(self, pk: int) -> Designation:
        return find(self.request, pk)

    @override
    def caption(self, designation: Designation) -> object:
        return designation.title


class ReviewMove(MovePage[DesignationReview]):
    """One deed about a review."""

    @override
    def find(self, pk: int) -> DesignationReview:
        return find_review(self.request, pk)


class DesignationGiveUp(FinalPage[Designation]):
    """The entity withdraws from its designation, or from some scopes."""

    is_rehearsed = True
    may = staticmethod(may_apply)
    warning = True
    title = _("Withdraw from the designation")
    lead = _("Say from which rights the entity withdraws, and why.")
    consequence = _(
        "From today the entity takes no new validations and verifications in what it withdraws from. "
        "Work that is open there is shown to JCMA and the participants, who may ask another entity."
    )
    done = _("It is recorded, and JCMA is told.")

    @override
    def find(self, pk: int) -> Designation:
        return find(self.request, pk)

    @override
    def caption(self, designation: Designation) -> object:
        return designation.title

    @override
    def facts(self, designation: Designation, form: BaseForm) -> Sequence[Fact]:
        return [Fact(_("Designation"), str(designation.title))]

    @override
    def form(self, designation: Designation, data: Data) -> forms.GiveUpForm:
        return forms.GiveUpForm(designation, data)

    @override
    def act(self, designation: Designation, *, by: User, at: datetime, reason: str, concerns: Sequence[str]) -> None:
        designations.give_up(designation_id=designation.pk, reason=reason, concerns=concerns, by=by, at=at)


class DesignationReviewOpen(DesignationMove):
    """Open a review of a designation."""

    may = staticmethod(may_review)
    title = _("Open a review")
    lead = _(
        "The entity is told and answers within the time limit of the rules. After that the secretariat "
        "proposes a measure, and the members of both sides decide."
    )
    done = _("The review is open.")

    @override
    def form(self, designation: Designation, data: Data) -> forms.ReviewForm:
        return forms.ReviewForm(designation, data)

    @override
    def act(self, designation: Designation, *, by: User, at: datetime, grounds: str, concerns: Sequence[str]) -> None:
        reviews.open_review(designation_id=designation.pk, grounds=grounds, concerns=concerns, by=by, at=at)


class DesignationRename(DesignationMove):
    """Record a change of an entity's name."""

    may = staticmethod(may_check)
    form_class = forms.RenameForm
    title = _("Record a change of name")
    lead = _("The entity keeps its designations; its former name stays on its public page.")
    done = _("The new name is recorded.")

    @override
    def admit(self, designation: Designation) -> None:
        designations.refuse_to_rename(designation.organisation, self.request.user)

    @override
    def act(self, designation: Designation, *, by: User, at: datetime, name: str) -> None:
        designations.rename(organisation_id=designation.organisation_id, name=name, by=by, at=at)


class ReviewAnswer(ReviewMove):
    """The entity answers."""

    may = staticmethod(may_apply)
    form_class = forms.AnswerReviewForm
    title = _("Answer the review")
    lead = _(
        "Say what you think of the grounds and what you have done about them. The Joint Committee reads "
        "it with the proposal."
    )
    done = _("Your answer is with the secretariat.")

    @override
    def act(self, review: DesignationReview, *, by: User, at: datetime, text: str) -> None:
        reviews.answer(review_id=review.pk, text=text, by=by, at=at)


class ReviewPropose(ReviewMove):
    """Propose a measure."""

    may = staticmethod(may_check)
    form_class = forms.ProposeForm
    title = _("Propose a measure to the Joint Committee")
    lead = _(
        "Members of both sides are asked to decide. When they agree, the measure takes effect the same "
        "day, in the scopes that the review concerns."
    )
    done = _("The proposal is with the Joint Committee.")

    @override
    def act(self, review: DesignationReview, *, by: User, at: datetime, measure: Measure, text: str) -> None:
        reviews.propose(review_id=review.pk, measure=measure, text=text, by=by, at=at)


class ReviewClose(ReviewMove):
    """Close a review without a measure."""

    may = staticmethod(may_review)
    form_class = forms.DesignationNoteForm
    title = _("Close the review without a measure")
    lead = _("The designation stays as it is; the entity reads your reason.")
    done = _("The review is closed.")

    @override
    def act(self, review: DesignationReview, *, by: User, at: datetime, note: str) -> None:
        reviews.close(review_id=review.pk, note=note, by=by, at=at)
