"""What the database says of a holder's details and people, whoever writes the row."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from registry.models import HolderDetails, RepresentativeChange
from registry.services import holders, representatives
from tests.conftest import NOON
from tests.factories.people import alike
from tests.factories.registry import DETAILS, a_registry_with_officers

pytestmark = pytest.mark.django_db

FIRST, SECOND = "+81 3 1111 1111", "+81 3 2222 2222"


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return a_registry_with_officers()


def _refused(rule: str, rows: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        rows.update(**values)


def _propose(it: SimpleNamespace, number: str) -> dict[str, Any]:
    """What the row becomes when somebody approves it."""
    holders.confirm(account_id=it.sender.pk, values=DETAILS | {"phone": number}, by=it.participant, at=NOON)
    return {"state": "confirmed", "phone": number, "proposed_values": {}}


def test_the_details_of_an_open_account_change_by_two_persons_to_the_letter(it: SimpleNamespace) -> None:
    rows, me, colleague = HolderDetails.objects.filter(account=it.sender), it.participant, it.participant2
    _refused("details_change_by_two", rows, phone=FIRST)
    _refused("details_change_by_two", rows, phone=FIRST, approved_by=colleague)
    approved = _propose(it, FIRST)
    _refused("details_change_by_two", rows, **approved)
    _refused("details_change_by_two", rows, **approved | {"phone": SECOND}, approved_by=colleague)
    _refused("details_two_persons", rows, **approved, proposed_by=colleague, approved_by=colleague)
    _refused("details_change_by_two", rows, **approved, proposed_by=colleague, approved_by=me)
    assert rows.update(**approved, approved_by=colleague) == 1


def test_what_waits_for_a_second_person_stays_as_it_was_proposed(it: SimpleNamespace) -> None:
    rows = HolderDetails.objects.filter(account=it.sender)
    approved = _propose(it, FIRST)
    _refused("details_proposal_stays", rows, proposed_by=it.participant2)
    _refused("details_proposal_stays", rows, proposed_values={"phone": SECOND})
    assert rows.update(**approved, approved_by=it.participant2) == 1


def test_a_second_account_of_one_person_approves_no_details(it: SimpleNamespace) -> None:
    rows = HolderDetails.objects.filter(account=it.sender)
    rows.update(**_propose(it, FIRST), approved_by=it.participant2)
    approved = _propose(it, SECOND)
    alike(it.participant, it.participant2)
    _refused("_two", rows, **approved, approved_by=it.participant2)
    assert rows.update(state="confirmed", proposed_values={}, proposed_by=None) == 1, "nothing changes by it"


def test_an_account_that_looks_like_anothers_keeps_what_was_approved_before(it: SimpleNamespace) -> None:
    rows = HolderDetails.objects.filter(account=it.sender)
    rows.update(**_propose(it, FIRST), approved_by=it.participant2)
    alike(it.participant, it.participant2)
    details = rows.get()
    details.confirmed_on = NOON.date()
    details.save()
    assert rows.get().approved_by == it.participant2


def test_a_second_account_of_who_asked_confirms_no_change_of_people(it: SimpleNamespace) -> None:
    change = representatives.ask(
        account_id=it.sender.pk, kind="rights", user=it.participant2, may_approve=True, by=it.participant, at=NOON
    )
    rows = RepresentativeChange.objects.filter(pk=change.pk)
    alike(it.participant2, it.second_officer)
    _refused("seat_change_two_persons", rows, state="confirmed", decided_by=it.second_officer, decided_at=NOON)
    assert rows.update(state="confirmed", decided_by=it.registry_officer, decided_at=NOON) == 1
