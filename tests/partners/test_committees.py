"""Seats in a Joint Committee are given and ended by JCMA."""

from types import SimpleNamespace

import pytest

from jcm_platform.common.models import Event
from jcm_platform.common.refusals import Refused
from partners.models import CommitteeMember, Role
from partners.services import committees
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, person


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation()
    it.newcomer = person(Role.COMMITTEE, it.government_japan, it.country)
    return it


def seat(it: SimpleNamespace, **changes: object) -> CommitteeMember:
    values = {"committee": it.committee, "user": it.newcomer, "side": "japan", "by": it.officer, "at": NOON}
    return committees.seat(**values | changes)


def test_a_seat_is_given_with_an_event(it: SimpleNamespace) -> None:
    assert seat(it).side == "japan"
    assert Event.objects.filter(what="partners.committeemember.seat", by=it.officer).count() == 1


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"by": "participant"}, "CMT-01"),
        ({"side": "partner"}, "CMT-02"),
        ({"user": "participant"}, "CMT-02"),
        ({"user": "japan_member"}, "CMT-03"),
        ({"is_co_chair": True}, "CMT-04"),
    ],
)
def test_a_wrong_seat_is_refused_by_number(it: SimpleNamespace, changes: dict[str, object], number: str) -> None:
    named = {key: getattr(it, str(value)) if key in {"by", "user"} else value for key, value in changes.items()}
    before = CommitteeMember.objects.count()
    with pytest.raises(Refused, match=number):
        seat(it, **named)
    assert CommitteeMember.objects.count() == before


def test_an_ended_seat_makes_room_for_a_co_chair_and_ends_once(it: SimpleNamespace) -> None:
    chair = CommitteeMember.objects.get(user=it.japan_chair)
    committees.end_seat(member_id=chair.pk, by=it.officer, at=NOON)
    assert seat(it, is_co_chair=True).is_co_chair
    with pytest.raises(Refused, match="CMT-05"):
        committees.end_seat(member_id=chair.pk, by=it.officer, at=NOON)
