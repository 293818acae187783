"""Transactions are found by kind, account, project, country, vintage, serial number and day; each sees their own."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from registry.forms.searches import RequestFilter
from registry.models import BookTransaction, TransactionRequest
from registry.selectors import holdings
from registry.services import postings, requests
from registry.services.postings import NewLot, Portion
from tests.conftest import NOON
from tests.factories.registry import a_registry_with_officers, units_in


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_registry_with_officers(1000)
    units_in(it.receiver, 50, vintage=2019, host="ID", project="ID007")
    units = requests.choose(account=it.sender, quantity=10)
    it.asked = requests.propose(
        account_id=it.sender.pk,
        kind="retirement",
        receiver=it.retirement.number,
        units=units,
        by=it.participant,
        at=NOON,
    )
    it.asked = requests.approve(request_id=it.asked.pk, by=it.participant2, at=NOON)
    it.first, it.foreign = BookTransaction.objects.filter(kind="issuance").order_by("pk")
    return it


def found(address: str, user: Any = None) -> set[int]:
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(address)
    assert answer.status_code == 200, address
    return {row["pk"] for row in json.loads(b"".join(answer.streaming_content))}  # type: ignore[attr-defined]  # streams


@pytest.mark.parametrize(
    ("asked", "which"),
    [
        ("", {"first", "foreign", "use"}),
        ("kind=retirement", {"use"}),
        ("project=id007", {"foreign"}),
        ("vintage=2021", {"first", "use"}),
        ("serial=JCM-TH-JP-5", {"first", "use"}),
        ("serial=JCM-TH-JP-500", {"first"}),
        ("serial=nonsense", set()),
        ("since=2026-06-01&until=2026-06-01", {"first", "foreign", "use"}),
        ("since=2026-06-02", set()),
        ("until=2026-05-31", set()),
    ],
)
def test_the_public_finds_transactions_by_what_they_moved(it: SimpleNamespace, asked: str, which: set[str]) -> None:
    numbers = {"first": it.first.pk, "foreign": it.foreign.pk, "use": it.asked.posted_id}
    assert found(f"/registry/transactions/?format=json&{asked}") == {numbers[name] for name in which}


def test_by_account_and_by_host_country(it: SimpleNamespace) -> None:
    everything = {it.first.pk, it.foreign.pk, it.asked.posted_id}
    assert found(f"/registry/transactions/?format=json&account={it.receiver.number}") == everything, "it tells nothing"
    assert found(f"/transactions/?format=json&account={it.receiver.number}", it.auditor) == {it.foreign.pk}
    assert found(f"/transactions/?format=json&account={it.receiver.number}", it.participant) == set()
    assert found(f"/registry/transactions/?format=json&country={it.country.iso2}") == {it.first.pk, it.asked.posted_id}


def test_each_sees_the_transactions_of_their_own_accounts(it: SimpleNamespace) -> None:
    assert found("/transactions/?format=json", it.participant) == {it.first.pk, it.asked.posted_id}
    assert found("/transactions/?format=json", it.outsider) == set()
    assert found("/transactions/?format=json", it.auditor) == {it.first.pk, it.foreign.pk, it.asked.posted_id}


def test_no_reason_and_no_person_is_public(it: SimpleNamespace) -> None:
    text = Client().get("/registry/transactions/?format=json")
    body = b"".join(text.streaming_content).decode()  # type: ignore[attr-defined]  # a stream
    assert "reason" not in body
    assert set(json.loads(body)[0]) == {"pk", "kind", "posted_at", "answers_id", "quantity_tco2e"}


def test_what_moves_between_companies_is_found_by_them_alone(it: SimpleNamespace) -> None:
    units = requests.choose(account=it.sender, quantity=5)
    asked = requests.propose(
        account_id=it.sender.pk, kind="transfer", receiver=it.receiver.number, units=units, by=it.participant, at=NOON
    )
    requests.approve(request_id=asked.pk, by=it.participant2, at=NOON)
    requests.execute_all_due(by=it.system, at=NOON + timedelta(days=2))
    posted = BookTransaction.objects.get(kind="transfer").pk
    unit = units[0].first
    assert posted not in found(f"/registry/transactions/?format=json&serial=JCM-TH-JP-{unit}")
    assert posted in found(f"/transactions/?format=json&serial=JCM-TH-JP-{unit}", it.participant)
    text = b"".join(Client().get("/registry/transactions/?format=json").streaming_content)  # type: ignore[attr-defined]
    told = {row["pk"]: row["quantity_tco2e"] for row in json.loads(text)}
    assert told[posted] is None
    client = Client()
    public = client.get(f"/serials/?serial=JCM-TH-JP-{unit}").content.decode()
    assert it.receiver.number not in public
    assert "Transfer" not in public
    client.force_login(it.participant, backend="django.contrib.auth.backends.ModelBackend")
    own = client.get(f"/serials/?serial=JCM-TH-JP-{unit}").content.decode()
    assert f"Transfer {posted}" in own


def test_one_receiver_of_an_issuance_does_not_see_the_others_part(it: SimpleNamespace) -> None:
    lot = NewLot(
        host="TH",
        registry="JP",
        project="TH020",
        issuance=1,
        vintage=2022,
        portions=[Portion(it.sender, 30), Portion(it.receiver, 70)],
    )
    posting = postings.issue(key="both", lots=[lot], by=it.system, at=NOON)
    client = Client()
    client.force_login(it.participant, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/transactions/{posting.transaction.pk}/").content.decode()
    assert it.sender.number in page
    assert it.receiver.number not in page
    asked = f"/transactions/?format=json&account={it.receiver.number}"
    assert posting.transaction.pk not in found(asked, it.participant)


def test_requests_are_found_by_state_kind_and_account(it: SimpleNamespace) -> None:
    client = Client()
    client.force_login(it.participant, backend="django.contrib.auth.backends.ModelBackend")
    for asked, count in (
        ("state=completed", 1),
        ("state=rejected", 0),
        ("kind=retirement", 1),
        ("kind=transfer", 0),
        (f"account={it.retirement.number}", 1),
        ("since=2026-06-02", 0),
        ("until=2026-06-01", 1),
    ):
        page = client.get(f"/transactions/requests/?{asked}")
        assert page.context["page"].paginator.count == count, asked
    assert holdings.balance(it.retirement) == 10


def test_a_request_is_found_by_the_number_that_is_printed_everywhere(it: SimpleNamespace) -> None:
    asked = TransactionRequest.objects.latest("pk")
    for typed in (asked.reference, asked.reference.lower(), str(asked.pk)):
        found = RequestFilter({"number": typed}, queryset=TransactionRequest.objects.all()).qs
        assert list(found) == [asked], typed
    for odd in ("TR-", "x", "²", "9" * 40):
        assert not RequestFilter({"number": odd}, queryset=TransactionRequest.objects.all()).qs.exists()
