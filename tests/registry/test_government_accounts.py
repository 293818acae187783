"""The accounts that a registry keeps once are applied for at a page, and opened by two persons."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.test import Client

from common.refusals import Refused
from partners.people.models.people import User
from registry.models import Account, AccountKind
from registry.services import accounts, applications
from registry.services.accounts import Seat
from tests.conftest import NOON
from tests.factories.partners import person
from tests.factories.registry import sent
from tests.registry.test_applications import TICKED

PAGE = "/accounts/registry/apply-for-government/"


def _apply(user: User, **data: object) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    answer = client.post(PAGE, {"registry": "JP", "kind": "retirement", "name": "Retired", **data})
    return answer.status_code, answer.content.decode()


def test_two_administrators_open_the_retirement_account_of_their_registry(it: SimpleNamespace) -> None:
    assert _apply(it.registry_officer)[0] == 302
    account = Account.objects.get(kind=AccountKind.RETIREMENT)
    assert account.holder == it.government_japan
    applications.submit(account_id=account.pk, by=it.registry_officer, at=NOON)
    with pytest.raises(Refused, match="MOV-02"):
        applications.check(account_id=account.pk, answers=TICKED, by=it.registry_officer, at=NOON)
    applications.check(account_id=account.pk, answers=TICKED, by=it.registry_officer2, at=NOON)
    with pytest.raises(Refused, match="MOV-02"):
        applications.open_account(account_id=account.pk, by=it.registry_officer2, at=NOON)
    assert applications.open_account(account_id=account.pk, by=it.registry_officer, at=NOON).state == "open"


def test_a_companys_account_is_not_opened_by_who_applied_for_it(it: SimpleNamespace) -> None:
    seats = [Seat(it.participant, may_propose=True), Seat(it.participant2, may_approve=True)]
    account = accounts.apply(
        holder=it.japanese_company,
        country=None,
        kind=AccountKind.ENTITY,
        name="Ours",
        seats=seats,
        by=it.registry_officer,
        at=NOON,
    )
    sent(account, by=it.registry_officer)
    applications.check(account_id=account.pk, answers=TICKED, by=it.registry_officer2, at=NOON)
    with pytest.raises(Refused, match="MOV-02"):
        applications.open_account(account_id=account.pk, by=it.registry_officer, at=NOON)
    with pytest.raises(IntegrityError, match="account_opened_by_two_persons"):
        Account.objects.filter(pk=account.pk).update(opened_by=it.registry_officer)


def test_the_governments_officers_apply_for_its_holding_account(it: SimpleNamespace) -> None:
    other = person("government", it.government_japan)
    people = [it.government_japan_officer.pk, other.pk]
    status, _page = _apply(it.government_japan_officer, kind="government", proposers=people, approvers=people)
    assert status == 302
    account = Account.objects.get(kind=AccountKind.GOVERNMENT)
    assert {seat.user_id for seat in account.representatives.all()} == set(people)


def test_a_second_one_of_a_kind_is_refused_with_a_sentence(it: SimpleNamespace) -> None:
    _apply(it.registry_officer)
    status, page = _apply(it.registry_officer, name="Once more")
    assert (status, "ACC-31" in page, "Once more" in page) == (409, True, True)
    assert Account.objects.filter(kind=AccountKind.RETIREMENT).count() == 1


def test_nobody_acts_for_an_account_that_only_receives(it: SimpleNamespace) -> None:
    people = [it.government_japan_officer.pk]
    status, page = _apply(it.government_japan_officer, kind="buffer", proposers=people)
    assert (status, "ACC-32" in page) == (422, True)


def test_another_registry_is_not_among_the_choices(it: SimpleNamespace) -> None:
    status, page = _apply(it.partner_registry_officer)
    assert (status, 'value="JP"' in page) == (422, False)
    assert _apply(it.partner_registry_officer, registry="TH")[0] == 302
    assert Account.objects.get(kind=AccountKind.RETIREMENT).holder == it.government_partner


def test_a_government_without_enough_people_is_told_how_many(it: SimpleNamespace) -> None:
    status, page = _apply(it.registry_officer, kind="government")
    assert (status, "ACC-06" in page) == (422, True)
