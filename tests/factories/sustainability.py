"""Situations of the review of sustainability papers by the authority of the partner country."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from projects.sustainability import services as sustainability
from projects.sustainability.models import SustainabilityReview
from tests.conftest import NOON
from tests.factories.addresses import Address, pk
from tests.factories.projects import a_call


def with_the_authority(it: SimpleNamespace) -> None:
    """The country's rulebook leaves the review to its authority."""
    it.rulebook.rules |= {"sustainability.reviewed_by": "authority"}
    it.rulebook.save()


def a_review(it: SimpleNamespace, *, asked: bool = False, at: datetime = NOON) -> SustainabilityReview:
    """A plan that waits for the authority, or on which it asks the participants."""
    with_the_authority(it)
    review: SustainabilityReview = a_call(it, at=at).subject.sustainability_reviews.get()
    if asked:
        by = it.government_partner_officer
        sustainability.ask(review_id=review.pk, text="Who trains the staff?", by=by, at=at)
    return SustainabilityReview.objects.get(pk=review.pk)


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {"projects.SustainabilityReview": a_review}
ADDRESSES: dict[str, Address] = {
    "projects:sustainability-page": pk(a_review),
    "projects:sustainability-accept": pk(a_review),
    "projects:sustainability-ask": pk(a_review),
    "projects:sustainability-answer": pk(a_review, asked=True),
}
