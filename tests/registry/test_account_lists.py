"""What a registry's administrators find in their lists: accounts that lack people or a confirmation, and who acts."""

import csv
import io
import json
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from partners.people.models.personnel import AliasCase
from registry.models import Account, HolderDetails
from registry.selectors import applications, desk, people
from tests.attacks import falls
from tests.conftest import NOON
from tests.factories.registry import an_account, two_holders

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = two_holders(0)
    it.theirs = an_account(it, it.local_company, country=it.country)
    return it


def _listed(client: Client, **narrowed: str) -> dict[str, Any]:
    page = client.get(reverse("registry:account-overview"), narrowed).context["page"]
    return {account.number: account for account in page}


def _downloaded(client: Client, kind: str, **narrowed: str) -> Any:
    answer: Any = client.get(reverse("registry:representative-list"), {"format": kind, **narrowed})
    return b"".join(answer.streaming_content)


def test_an_account_with_too_few_people_is_found_by_the_rule_that_stops_it(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.registry_officer)
    account = _listed(client)[it.sender.number]
    assert (account.proposers, account.approvers) == (2, 2)
    assert _listed(client, people="too_few") == {}
    falls.role_ends(it.participant2)
    found = _listed(client, people="too_few")
    assert {number: (a.proposers, a.approvers) for number, a in found.items()} == {it.sender.number: (1, 1)}
    assert not Account.objects.get(pk=it.sender.pk).has_enough_representatives()
    assert [each.pk for each in desk.without_people(it.registry_officer)] == [it.sender.pk]


def test_two_of_whom_nobody_approves_or_who_are_one_person_are_too_few(it: SimpleNamespace) -> None:
    every = Account.objects.all()
    it.sender.representatives.filter(user=it.participant2).update(may_propose=False)
    it.sender.representatives.filter(user=it.participant).update(may_approve=False)
    assert not people.too_few(every).exists()
    one, other = sorted([it.participant, it.participant2], key=lambda person: person.pk)
    AliasCase.objects.create(one=one, other=other, found_at=NOON)
    assert set(people.too_few(every)) == {it.sender}
    assert not Account.objects.get(pk=it.sender.pk).has_enough_representatives()


def test_who_has_not_confirmed_within_a_year_is_found(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.registry_officer)
    assert _listed(client, details="missing") == {}
    HolderDetails.objects.filter(account=it.sender).update(confirmed_on=NOON.date() - timedelta(days=366))
    assert set(_listed(client, details="missing")) == {it.sender.number}


@pytest.mark.parametrize("today", [date(2026, 6, 1), date(2025, 2, 28), date(2025, 3, 1), date(2024, 2, 29)])
def test_the_list_and_the_account_agree_when_a_confirmation_is_overdue(it: SimpleNamespace, today: date) -> None:
    details = HolderDetails.objects.get(account=it.sender)
    for days in range(363, 369):
        details.confirmed_on = today - timedelta(days=days)
        HolderDetails.objects.filter(pk=details.pk).update(confirmed_on=details.confirmed_on)
        found = applications.unconfirmed(Account.objects.filter(pk=it.sender.pk), today).exists()
        assert found == details.is_overdue(today), (today, details.confirmed_on)


def test_representatives_stand_by_account_on_the_page_and_in_each_download(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.registry_officer)
    falls.role_ends(it.participant2)
    shown = client.get(reverse("registry:representative-list")).context["page"]
    seats = {(seat.account.number, seat.user.email): seat.is_of_holder for seat in shown}
    assert seats[it.sender.number, it.participant.email] is True
    assert seats[it.sender.number, it.participant2.email] is False
    assert it.theirs.number not in {number for number, _email in seats}, "another registry's"
    rows = list(csv.DictReader(io.StringIO(_downloaded(client, "csv").decode("utf-8-sig"))))
    records = json.loads(_downloaded(client, "json"))
    sheet: Any = load_workbook(io.BytesIO(_downloaded(client, "xlsx"))).active
    assert len(rows) == len(records) == sheet.max_row - 1 == len(seats)
    it.sender.representatives.filter(user=it.participant).update(may_approve=False)
    approving = json.loads(_downloaded(client, "json", rights="approve"))
    assert it.participant.email not in {record["user_email"] for record in approving}
    client.force_login(it.participant)
    assert client.get(reverse("registry:representative-list")).status_code == 403
