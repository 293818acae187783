"""Pages of designations and of their reviews."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy

from committee.designations import forms
from committee.designations import selectors as tpes
from committee.designations.models import Designation, DesignationReview
from committee.designations.services import designations, reviews
from committee.designations.views.applications import may_apply, may_check, may_read
from common.screens import screen
from partners import permissions
from partners.permissions import role
from partners.views.pages import acting, deed_page
from workflow.steps.selectors import inbox

may_review = role("secretariat", "committee")


def find(request: HttpRequest, pk: int) -> Designation:
    """A designation whose file this person may open, or 404."""
    return get_object_or_404(tpes.designations_visible_to(request.user), pk=pk)


def find_to_rename(request: HttpRequest, pk: int) -> Designation:
    """The same, of an entity whose name this officer keeps. Raises: Refused DSG-23."""
    designation = find(request, pk)
    designations.refuse_to_rename(designation.organisation, acting(request))
    return designation


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


designation_give_up = deed_page(
    find=find,
    may=may_apply,
    form=forms.GiveUpForm,
    title=gettext_lazy("Withdraw from the designation"),
    warning=True,
    lead=gettext_lazy(
        "From today the entity takes no new validations and verifications in what it withdraws from. "
        "Work that is open there is shown to JCMA and the participants, who may ask another entity."
    ),
    done=gettext_lazy("It is recorded, and JCMA is told."),
    call=lambda one, **values: designations.give_up(designation_id=one.pk, **values),
)
designation_review = deed_page(
    find=find,
    may=may_review,
    form=forms.ReviewForm,
    title=gettext_lazy("Open a review"),
    lead=gettext_lazy(
        "The entity is told and answers within the time limit of the rules. After that the secretariat "
        "proposes a measure, and the members of both sides decide."
    ),
    done=gettext_lazy("The review is open."),
    call=lambda one, **values: reviews.open_review(designation_id=one.pk, **values),
)
designation_rename = deed_page(
    find=find_to_rename,
    may=may_check,
    form=forms.RenameForm,
    title=gettext_lazy("Record a change of name"),
    lead=gettext_lazy("The entity keeps its designations; its former name stays on its public page."),
    done=gettext_lazy("The new name is recorded."),
    call=lambda one, **values: designations.rename(organisation_id=one.organisation_id, **values),
)
review_answer = deed_page(
    find=find_review,
    may=may_apply,
    form=forms.AnswerReviewForm,
    title=gettext_lazy("Answer the review"),
    lead=gettext_lazy(
        "Say what you think of the grounds and what you have done about them. The Joint Committee reads "
        "it with the proposal."
    ),
    done=gettext_lazy("Your answer is with the secretariat."),
    call=lambda one, **values: reviews.answer(review_id=one.pk, **values),
)
review_propose = deed_page(
    find=find_review,
    may=may_check,
    form=forms.ProposeForm,
    title=gettext_lazy("Propose a measure to the Joint Committee"),
    lead=gettext_lazy(
        "Members of both sides are asked to decide. When they agree, the measure takes effect the same "
        "day, in the scopes that the review concerns."
    ),
    done=gettext_lazy("The proposal is with the Joint Committee."),
    call=lambda one, **values: reviews.propose(review_id=one.pk, **values),
)
review_close = deed_page(
    find=find_review,
    may=may_review,
    form=forms.DesignationNoteForm,
    title=gettext_lazy("Close the review without a measure"),
    lead=gettext_lazy("The designation stays as it is; the entity reads your reason."),
    done=gettext_lazy("The review is closed."),
    call=lambda one, **values: reviews.close(review_id=one.pk, **values),
)
