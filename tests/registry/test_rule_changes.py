"""The rule of an account: credits leave for trusted accounts only, as two representatives want it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from common.refusals import Refused
from registry.checks import requests as checks
from registry.models import Account, RuleChange, TransactionRequest
from registry.selectors import holdings
from registry.services import accounts, requests, rule_changes
from registry.services.choices import Selection
from tests.conftest import NOON
from tests.factories.registry import an_account, two_holders, units_in
from tests.finals import confirmed
from workflow.notices.models import Notice
from workflow.steps.selectors import inbox

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return two_holders(1000)


def _refused(number: str, call: Any, *args: Any, **given: Any) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        call(*args, **given)
    assert refused.value.number == number


def _propose(it: SimpleNamespace, kind: str = "transfer", receiver: str = "", **other: Any) -> TransactionRequest:
    wish = {"account_id": it.sender.pk, "kind": kind, "receiver": receiver or it.receiver.number, "at": NOON}
    return requests.propose(
        **{**wish, "units": requests.choose(account=it.sender, quantity=10), "by": it.participant, **other}
    )


def _closed(it: SimpleNamespace, *, trusted_only: bool = True) -> RuleChange:
    change = rule_changes.propose(account_id=it.sender.pk, trusted_only=trusted_only, by=it.participant, at=NOON)
    return rule_changes.approve(change_id=change.pk, by=it.participant2, at=NOON)


def test_transfers_go_to_the_list_and_to_ones_own_accounts_only(it: SimpleNamespace) -> None:
    assert _propose(it).state == "awaiting_approval", "without the rule"
    _closed(it)
    _refused("TRF-27", _propose, it)
    with pytest.raises(Refused, match="TRF-27"):
        requests.preview(
            account=Account.objects.get(pk=it.sender.pk),
            receiver=it.receiver.number,
            selection=Selection(quantity=1),
            by=it.participant,
            at=NOON,
        )
    own = an_account(it, it.sender.holder)
    assert _propose(it, receiver=own.number).state == "awaiting_approval"
    listed = accounts.trust(account_id=it.sender.pk, number=it.receiver.number, by=it.participant, at=NOON)
    accounts.approve_trust(trusted_id=listed.pk, by=it.participant2, at=NOON)
    _refused("TRF-27", _propose, it)
    assert _propose(it, at=NOON + WEEK).state == "awaiting_approval", "the entry counts"
    _closed(it, trusted_only=False)
    assert _propose(it).state == "awaiting_approval", "the rule is lifted"


def test_retirement_and_cancellation_stay_possible(it: SimpleNamespace) -> None:
    _closed(it)
    for kind, receiver in (("retirement", it.retirement), ("cancellation", it.cancellation)):
        asked = _propose(it, kind, receiver.number)
        assert requests.approve(request_id=asked.pk, by=it.participant2, at=NOON).state == "completed"


def test_what_waited_is_judged_at_its_approval_and_when_it_runs(it: SimpleNamespace) -> None:
    waits, runs_later = _propose(it), _propose(it)
    requests.approve(request_id=runs_later.pk, by=it.participant2, at=NOON)
    _closed(it)
    _refused("TRF-27", requests.approve, request_id=waits.pk, by=it.participant2, at=NOON)
    waits.refresh_from_db()
    assert (waits.state, waits.approved_by) == ("awaiting_approval", None)
    requests.execute_all_due(by=it.system, at=NOON + DAY)
    runs_later.refresh_from_db()
    assert (runs_later.state, runs_later.failed_check) == ("terminated", "TRF-27")
    assert holdings.balance(it.receiver) == 0


def test_the_database_completes_no_transfer_beside_the_list(it: SimpleNamespace, monkeypatch: Any) -> None:
    asked = _propose(it)
    requests.approve(request_id=asked.pk, by=it.participant2, at=NOON)
    _closed(it)
    monkeypatch.setattr(checks, "by_the_senders_rule", lambda *_all: None)
    with pytest.raises(IntegrityError, match="does not trust"), transaction.atomic():
        requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + DAY)
    assert holdings.balance(it.receiver) == 0
    _closed(it, trusted_only=False)
    assert requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + DAY).state == "completed"


def test_two_representatives_change_it_and_the_others_are_told(it: SimpleNamespace) -> None:
    change = rule_changes.propose(account_id=it.sender.pk, trusted_only=True, by=it.participant, at=NOON)
    assert not Account.objects.get(pk=it.sender.pk).trusted_only
    step = inbox.open_step(change)
    assert step is not None
    assert step.except_person == it.participant
    told = Notice.objects.filter(what="registry.rulechange.propose", paper=change.paper)
    assert it.participant2 in {notice.user for notice in told}
    _refused("ARL-04", rule_changes.propose, account_id=it.sender.pk, trusted_only=True, by=it.participant2, at=NOON)
    _refused("MOV-02", rule_changes.approve, change_id=change.pk, by=it.participant, at=NOON)
    _refused("MOV-02", rule_changes.approve, change_id=change.pk, by=it.registry_officer, at=NOON)
    with pytest.raises(IntegrityError, match=r"rule_change_by_two|four eyes"), transaction.atomic():
        RuleChange.objects.filter(pk=change.pk).update(state="approved", decided_by=it.participant)
    rule_changes.approve(change_id=change.pk, by=it.participant2, at=NOON)
    assert Account.objects.get(pk=it.sender.pk).trusted_only
    assert it.participant in {one.user for one in Notice.objects.filter(what="registry.rulechange.approve")}
    assert it.sender.paper.events.filter(what="registry.account.change_rule").exists(), "it stands in the history"
    _refused("ARL-03", rule_changes.propose, account_id=it.sender.pk, trusted_only=True, by=it.participant, at=NOON)
    _refused("ARL-01", rule_changes.propose, account_id=it.sender.pk, trusted_only=False, by=it.officer, at=NOON)


def test_a_rejected_rule_changes_nothing(it: SimpleNamespace) -> None:
    change = rule_changes.propose(account_id=it.sender.pk, trusted_only=True, by=it.participant, at=NOON)
    _refused("ACC-08", rule_changes.reject, change_id=change.pk, note=" ", by=it.participant2, at=NOON)
    ended = rule_changes.reject(change_id=change.pk, note="We sell soon.", by=it.participant2, at=NOON)
    assert (ended.state, Account.objects.get(pk=it.sender.pk).trusted_only) == ("rejected", False)


def test_it_is_chosen_with_the_application_and_read_wherever_it_matters(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.participant)
    started = client.post(
        reverse("registry:account-apply"),
        {
            "holder": it.japanese_company.pk,
            "name": "Careful",
            "trusted_only": "on",
            "proposers": [it.participant.pk],
            "approvers": [it.participant2.pk],
        },
    )
    account = Account.objects.get(name="Careful")
    assert (started.status_code, account.trusted_only) == (302, True)
    rule = "only to accounts of the trusted list"
    assert rule in client.get(account.get_absolute_url()).content.decode()
    assert "to any account" in client.get(it.sender.get_absolute_url()).content.decode()
    _closed(it)
    own = an_account(it, it.sender.holder, people=(it.participant, it.participant2))
    units_in(own, 1)
    check = client.post(
        reverse("registry:transfer-start", args=[it.sender.number]), {"receiver": own.number, "quantity": "1"}
    )
    assert rule in check.content.decode()
    refused = client.post(
        reverse("registry:transfer-start", args=[it.sender.number]), {"receiver": it.receiver.number, "quantity": "1"}
    )
    assert (refused.status_code, "TRF-27" in refused.content.decode()) == (422, True)


def test_the_pages_lead_from_the_account_to_the_approval(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.participant)
    proposed = client.post(reverse("registry:rule-propose", args=[it.sender.number]), {"trusted_only": "yes"})
    change = RuleChange.objects.get()
    assert proposed["Location"] == change.get_absolute_url()
    assert change.get_absolute_url() in client.get(it.sender.get_absolute_url()).content.decode()
    client.force_login(it.participant2)
    assert "to accounts of the trusted list" in client.get(change.get_absolute_url()).content.decode()
    done = confirmed(client, reverse("registry:rule-approve", args=[it.sender.number, change.pk]))
    assert (done.status_code, Account.objects.get(pk=it.sender.pk).trusted_only) == (302, True)
