"""Seats in a Joint Committee are given and ended by two officers of the side."""

from types import SimpleNamespace

import pytest

from common.models import Event
from common.refusals import Refused
from partners.people.models.people import Role
from partners.people.models.personnel import ChangeKind, PersonnelChange
from partners.people.models.seats import CommitteeMember
from partners.people.services import committees
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, organisation, person
from tests.factories.people import in_force, proposed


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation()
    it.newcomer = person(Role.COMMITTEE, it.government_japan, it.country)
    it.secretariat = organisation("secretariat", "partner", it.country)
    it.own = person(Role.SECRETARIAT, it.secretariat, it.country)
    return it


def seat(it: SimpleNamespace, **changes: object) -> PersonnelChange:
    wish = {"committee": it.committee, "person": it.newcomer, "side": "japan"}
    return proposed(it, ChangeKind.SEAT, **wish | changes)


def test_a_seat_is_given_with_an_event(it: SimpleNamespace) -> None:
    wish = {"committee": it.committee, "person": it.newcomer, "side": "japan"}
    change = in_force(it, ChangeKind.SEAT, **wish)
    assert CommitteeMember.objects.get(user=it.newcomer).change == change
    assert Event.objects.filter(what="partners.committeemember.seat", by=it.officer).count() == 1


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"by": "participant"}, "PPL-01"),
        ({"by": "own"}, "PPL-01"),
        ({"by": "own", "side": "partner"}, "CMT-02"),
        ({"person": "participant"}, "CMT-02"),
        ({"person": "japan_member"}, "CMT-03"),
        ({"is_co_chair": True}, "CMT-04"),
    ],
)
def test_a_wrong_seat_is_refused_by_number(it: SimpleNamespace, changes: dict[str, object], number: str) -> None:
    named = {key: getattr(it, str(value)) if key in {"by", "person"} else value for key, value in changes.items()}
    before = PersonnelChange.objects.count()
    with pytest.raises(Refused, match=number):
        seat(it, **named)
    assert PersonnelChange.objects.count() == before


def test_an_ended_seat_makes_room_for_a_co_chair_and_ends_once(it: SimpleNamespace) -> None:
    chair = CommitteeMember.objects.get(user=it.japan_chair)
    in_force(it, ChangeKind.UNSEAT, seat=chair)
    assert seat(it, is_co_chair=True).is_co_chair
    chair.refresh_from_db()
    with pytest.raises(Refused, match="CMT-05"):
        proposed(it, ChangeKind.UNSEAT, seat=chair)


def test_only_the_system_seats_past_two_officers(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="PPL-19"):
        committees.seat(committee=it.committee, user=it.newcomer, side="japan", by=it.officer, at=NOON)
    assert committees.seat(committee=it.committee, user=it.newcomer, side="japan", by=it.system, at=NOON).is_set_up
