"""An account that goes to another organisation after a merger or a sale, by two administrators."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from common.refusals import Refused
from registry.models import Account, HolderChange
from registry.selectors import holdings
from registry.services import holder_changes, requests
from tests.conftest import NOON
from tests.factories.partners import person
from tests.factories.registry import a_registry_with_officers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_registry_with_officers()
    it.heir = it.other_company
    it.first, it.second = person("participant", it.heir), person("participant", it.heir)
    return it


def _propose(it: SimpleNamespace, **other: Any) -> HolderChange:
    wish = {"new_holder": it.heir, "proposer": it.first, "approver": it.second, "reason": "Merger", "at": NOON}
    return holder_changes.propose(account_id=it.sender.pk, **{**wish, "by": it.registry_officer, **other})


def _refused(number: str, call: Any, *args: Any, **given: Any) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        call(*args, **given)
    assert refused.value.number == number


def test_the_account_goes_over_with_everything_in_it_and_to_nobody_elses_hands(it: SimpleNamespace) -> None:
    change = _propose(it)
    assert Account.objects.get(pk=it.sender.pk).holder != it.heir
    holder_changes.confirm(change_id=change.pk, by=it.second_officer, at=NOON)
    account = Account.objects.get(pk=it.sender.pk)
    assert (account.holder, holdings.balance(account)) == (it.heir, 1000)
    assert (account.rights_of(it.participant), account.rights_of(it.first)) == (set(), {"propose", "view"})
    units = requests.choose(account=account, quantity=10)
    deed = {"account_id": account.pk, "kind": "transfer", "receiver": it.receiver.number, "units": units, "at": NOON}
    _refused("TRF-09", requests.propose, **deed, by=it.participant)
    asked = requests.propose(**deed, by=it.first)
    assert requests.approve(request_id=asked.pk, by=it.second, at=NOON).state == "completed", "its own account"
    assert account.details.state == "due", "the new holder confirms who it is"


def test_whoever_proposed_it_does_not_confirm_it(it: SimpleNamespace) -> None:
    change = _propose(it)
    _refused("MOV-02", holder_changes.confirm, change_id=change.pk, by=it.registry_officer, at=NOON)
    _refused("MOV-02", holder_changes.confirm, change_id=change.pk, by=it.partner_registry_officer, at=NOON)
    _refused("HCH-07", _propose, it)
    _refused("HCH-08", holder_changes.reject, change_id=change.pk, note="", by=it.second_officer, at=NOON)
    with pytest.raises(IntegrityError, match="holder_change_by_two"), transaction.atomic():
        HolderChange.objects.filter(pk=change.pk).update(state="confirmed", decided_by=it.registry_officer)
    ended = holder_changes.reject(change_id=change.pk, note="The court has not ruled.", by=it.second_officer, at=NOON)
    assert (ended.state, Account.objects.get(pk=it.sender.pk).holder) == ("rejected", it.sender.holder)


def test_what_cannot_be_right_is_refused(it: SimpleNamespace) -> None:
    _refused("HCH-01", _propose, it, by=it.officer)
    _refused("HCH-02", _propose, it, reason=" ")
    _refused("HCH-04", _propose, it, new_holder=it.local_company)
    _refused("HCH-04", _propose, it, new_holder=it.sender.holder)
    _refused("HCH-06", _propose, it, approver=it.first)
    _refused("HCH-06", _propose, it, approver=it.participant)
    units = requests.choose(account=it.sender, quantity=1)
    requests.propose(
        account_id=it.sender.pk, kind="transfer", receiver=it.receiver.number, units=units, by=it.participant, at=NOON
    )
    _refused("HCH-05", _propose, it)
