"""The authority of the partner country in a browser: it asks about a sustainability plan, and accepts it."""

from types import SimpleNamespace

import pytest

from projects.sustainability.models import SustainabilityReview
from tests.factories.partners import a_country_in_operation
from tests.factories.sustainability import a_review
from tests.journeys.people import People, address_of, on

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A country whose authority reviews sustainability papers, and a published PDD."""
    it = a_country_in_operation()
    a_review(it)
    return it


def test_the_authority_of_the_partner_reviews_the_sustainability_plan(people: People) -> None:
    authority, me, review = people.government_partner_officer, people.participant, address_of(SustainabilityReview)
    with on(2026, 6, 2):
        authority.has_in_inbox("Review how the project serves sustainable development").open(review)
        authority.sees("Yearly training").keep("sustainability-01-waits").follow("Ask the participants")
        authority.fill({"text": "Who trains the staff?"}).press()
        me.has_in_inbox("Answer what the authority asks").open(review).keep("sustainability-02-asked")
        me.follow("Answer the authority").fill({"text": "The supplier, each June."}).press()
        authority.open(review).sees("The supplier, each June.").follow("Accept")
        authority.fill({"text": "It serves three goals."}).press().sees("Accepted by the authority")
        authority.keep("sustainability-03-accepted")
