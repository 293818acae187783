"""Members who answer at one and the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from committee.decisions.models import AnswerKind, DecisionKind
from committee.decisions.services import answers, decisions
from committee.decisions.services.decisions import Proposal
from common.models import Event
from partners.people.models.people import User
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_last_answers_at_once_adopt_it_once() -> None:
    it = a_country_in_operation()
    it.decision = decisions.prepare(
        country=it.country, proposals=[Proposal(DecisionKind.OTHER, "A matter")], by=it.officer, at=NOON
    )
    decisions.circulate(decision_id=it.decision.pk, by=it.officer, at=NOON)
    for who in (it.japan_chair, it.partner_chair):
        answers.give(decision_id=it.decision.pk, answer=AnswerKind.AGREE, by=who, at=NOON)

    def last(member: User) -> str:
        try:
            answers.give(decision_id=it.decision.pk, answer=AnswerKind.NO_OBJECTION, by=member, at=NOON)
            return "answered"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(last, (it.japan_member, it.partner_member))) == ["answered", "answered"]
    it.decision.refresh_from_db()
    assert it.decision.state == "adopted"
    assert Event.objects.filter(what="committee.decision.adopt").count() == 1
