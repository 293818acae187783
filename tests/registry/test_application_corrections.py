"""What an application says of the account and its people is corrected until it is sent, and when it came back."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from common.refusals import Refused
from registry.models import Account, AccountKind
from registry.services import accounts, applications
from registry.services.accounts import Seat
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, person
from tests.factories.registry import sent

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation()
    it.third = person("participant", it.japanese_company)
    it.account = accounts.apply(
        holder=it.japanese_company,
        country=None,
        kind=AccountKind.ENTITY,
        name="Ours",
        seats=[Seat(it.participant, may_propose=True), Seat(it.participant2, may_approve=True)],
        by=it.participant,
        at=NOON,
    )
    return it


def _correct(it: SimpleNamespace, **changes: Any) -> Account:
    wish = {"name": "Theirs", "trusted_only": True, "by": it.participant, "at": NOON, "account_id": it.account.pk}
    seats = [Seat(it.participant, may_propose=True), Seat(it.third, may_approve=True)]
    return accounts.correct(**{**wish, "seats": seats, **changes})


def _refused(number: str, it: SimpleNamespace, **changes: Any) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        _correct(it, **changes)
    assert refused.value.number == number


def _people(it: SimpleNamespace) -> dict[Any, set[str]]:
    return {seat.user: seat.rights - {"view"} for seat in Account.objects.get(pk=it.account.pk).seats()}


def test_name_rule_and_people_are_corrected_until_it_is_sent(it: SimpleNamespace) -> None:
    kept = it.account.representatives.get(user=it.participant)
    account = _correct(it)
    assert (account.name, account.trusted_only, account.state) == ("Theirs", True, "draft")
    assert _people(it) == {it.participant: {"propose"}, it.third: {"approve"}}
    assert it.account.representatives.get(user=it.participant, ended_on=None) == kept, "who stays keeps the seat"
    assert account.paper.events.filter(what="registry.account.correct").count() == 1
    sent(account, by=it.participant)
    _refused("ACC-34", it)
    applications.return_to_applicant(account_id=account.pk, note="Whose name?", by=it.registry_officer, at=NOON)
    assert _correct(it, name="Ours again").name == "Ours again"


def test_what_cannot_be_right_is_refused_and_changes_nothing(it: SimpleNamespace) -> None:
    one, outsider = [Seat(it.participant, may_propose=True)], Seat(it.outsider, may_approve=True)
    _refused("ACC-33", it, by=it.outsider)
    _refused("ACC-33", it, by=it.registry_officer)
    _refused("ACC-04", it, name=" ")
    _refused("ACC-06", it, seats=one)
    _refused("ACC-06", it, seats=[*one, outsider])
    _refused("ACC-07", it, seats=[*one, *one])
    assert (Account.objects.get(pk=it.account.pk).name, len(_people(it))) == ("Ours", 2)


def test_the_page_shows_what_stands_and_loses_nothing_that_was_typed(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.participant)
    address = reverse("registry:account-correct", args=[it.account.number])
    assert address in client.get(it.account.get_absolute_url()).content.decode(), "the draft leads there"
    form = client.get(address).context["form"]
    assert (form["name"].value(), form["proposers"].value()) == ("Ours", [it.participant.pk])
    wish = {"name": "A new name", "proposers": [it.participant.pk], "approvers": [it.participant.pk]}
    refused = client.post(address, wish)
    assert (refused.status_code, "ACC-06" in refused.content.decode()) == (422, True)
    assert 'value="A new name"' in refused.content.decode()
    done = client.post(address, wish | {"approvers": [it.participant2.pk], "viewers": [it.third.pk]})
    assert done["Location"] == it.account.get_absolute_url()
    assert _people(it) == {it.participant: {"propose"}, it.participant2: {"approve"}, it.third: set()}


def test_an_account_that_nobody_acts_for_has_its_name_corrected_alone(it: SimpleNamespace, client: Client) -> None:
    account = accounts.apply_for_government(
        country=None, kind=AccountKind.BUFFER, name="Bufer", seats=[], by=it.registry_officer, at=NOON
    )
    client.force_login(it.registry_officer)
    address = reverse("registry:account-correct", args=[account.number])
    assert list(client.get(address).context["form"].fields) == ["name"]
    client.post(address, {"name": "Buffer"})
    assert Account.objects.get(pk=account.pk).name == "Buffer"
