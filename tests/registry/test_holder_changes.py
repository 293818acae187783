"""An account that goes to another organisation after a merger or a sale, by two administrators."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from common.refusals import Refused
from registry.models import Account, HolderChange, HolderDetails
from registry.selectors import holdings
from registry.services import accounts, holder_changes, holders, representatives, requests, rule_changes
from tests.conftest import NOON
from tests.factories.partners import person
from tests.factories.registry import a_registry_with_officers
from workflow.notices.models import Notice

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


def test_what_the_earlier_holder_chose_or_began_ends_with_it(it: SimpleNamespace) -> None:
    accounts.trust(account_id=it.sender.pk, number=it.receiver.number, by=it.participant, at=NOON)
    details = HolderDetails.objects.get(account=it.sender)
    values = {name: getattr(details, name) for name in holders.FIELDS}
    holders.confirm(account_id=it.sender.pk, values=values | {"phone": "+81 3 4444 4444"}, by=it.participant, at=NOON)
    rule_changes.propose(account_id=it.sender.pk, trusted_only=True, by=it.participant, at=NOON)
    asked = representatives.ask(
        account_id=it.sender.pk, kind="rights", user=it.participant2, may_propose=True, by=it.participant, at=NOON
    )
    holder_changes.confirm(change_id=_propose(it).pk, by=it.second_officer, at=NOON)
    account = Account.objects.get(pk=it.sender.pk)
    assert not account.trusted.filter(removed_at=None).exists(), "nobody is paid at once whom the new holder chose not"
    assert (account.details.state, account.details.proposed_values) == ("due", {})
    assert account.rule_changes.get().state == "rejected"
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert not account.has_open_papers()


def test_both_holders_hear_of_it(it: SimpleNamespace) -> None:
    change = _propose(it)
    holder_changes.confirm(change_id=change.pk, by=it.second_officer, at=NOON)
    told = {
        deed: {notice.user for notice in Notice.objects.filter(what=f"registry.holderchange.{deed}")}
        for deed in ("propose", "confirm")
    }
    assert {it.participant, it.participant2} <= told["propose"]
    assert {it.participant, it.participant2, it.first, it.second} <= told["confirm"]
    browser = Client()
    browser.force_login(it.participant)
    assert browser.get(change.get_absolute_url()).status_code == 200
    assert browser.get(it.sender.get_absolute_url()).status_code == 404


def test_whoever_proposed_it_does_not_confirm_it(it: SimpleNamespace) -> None:
    change = _propose(it)
    _refused("MOV-02", holder_changes.confirm, change_id=change.pk, by=it.registry_officer, at=NOON)
    _refused("MOV-02", holder_changes.confirm, change_id=change.pk, by=it.partner_registry_officer, at=NOON)
    _refused("HCH-07", _propose, it)
    _refused("HCH-08", holder_changes.reject, change_id=change.pk, note="", by=it.second_officer, at=NOON)
    with pytest.raises(IntegrityError, match="holder_change_two_persons"), transaction.atomic():
        HolderChange.objects.filter(pk=change.pk).update(state="confirmed", decided_by=it.registry_officer)
    ended = holder_changes.reject(change_id=change.pk, note="The court has not ruled.", by=it.second_officer, at=NOON)
    assert (ended.state, Account.objects.get(pk=it.sender.pk).holder) == ("rejected", it.sender.holder)


def _refused_by_the_database(rule: str, rows: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        rows.update(**values)


def test_a_holder_follows_a_change_that_two_administrators_made_and_only_once(it: SimpleNamespace) -> None:
    rows, earlier = Account.objects.filter(pk=it.sender.pk), it.sender.holder
    _refused_by_the_database("account_holder_follows_change", rows, holder=it.heir)
    change = _propose(it)
    _refused_by_the_database("account_holder_follows_change", rows, holder=it.heir)
    holder_changes.confirm(change_id=change.pk, by=it.second_officer, at=NOON)
    _refused_by_the_database("account_holder_follows_change", rows, holder=earlier)
    back = _propose(it, new_holder=earlier, proposer=it.participant, approver=it.participant2)
    holder_changes.confirm(change_id=back.pk, by=it.second_officer, at=NOON)
    _refused_by_the_database("account_holder_follows_change", rows, holder=it.heir)
    assert rows.update(name="Another name") == 1, "whatever else changes asks for no change of holder"


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
