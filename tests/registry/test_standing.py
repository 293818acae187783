"""What an account can do with what it holds, and what its registry can stop."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from common.refusals import Refused
from registry.selectors import accounts, holdings, standing
from registry.services import officer_requests, requests
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from tests.conftest import NOON
from tests.factories.registry import a_registry_with_officers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return a_registry_with_officers()


def _propose(it: SimpleNamespace, quantity: int) -> int:
    units = requests.choose(account=it.sender, quantity=quantity)
    return requests.propose(
        account_id=it.sender.pk,
        kind="transfer",
        receiver=it.receiver.number,
        units=units,
        by=it.participant,
        at=NOON,
    ).pk


def _freeze(it: SimpleNamespace, first: int, last: int) -> None:
    wish = Wish(kind="freeze", reason="Court", selection=Selection(serials=[f"JCM-TH-JP-{first}-{last}"]))
    asked = officer_requests.propose(wish=wish, by=it.registry_officer, at=NOON)
    officer_requests.approve(request_id=asked.pk, by=it.second_officer, at=NOON)


def test_free_promised_and_frozen_units_are_told_apart(it: SimpleNamespace) -> None:
    assert standing.of(holdings.of(it.sender)) == standing.Standing(total=1000, frozen=0, promised=0)
    _propose(it, 100)
    assert standing.of(holdings.of(it.sender)) == standing.Standing(total=1000, frozen=0, promised=100)
    _freeze(it, 51, 150)  # half of what is promised, and fifty more
    found = standing.of(holdings.of(it.sender))
    assert (found.total, found.frozen, found.promised, found.free) == (1000, 100, 50, 850)


def test_a_list_of_accounts_says_what_each_holds(it: SimpleNamespace) -> None:
    held = {a.pk: a.held_tco2e for a in standing.with_held(accounts.visible_to(it.registry_officer))}
    assert (held[it.sender.pk], held[it.receiver.pk]) == (1000, 0)


def test_its_registry_stops_one_delayed_transfer_and_nothing_else(it: SimpleNamespace) -> None:
    stopped, other = _propose(it, 10), _propose(it, 20)
    for request in (stopped, other):
        requests.approve(request_id=request, by=it.participant2, at=NOON)
    deed: dict[str, Any] = {"request_id": stopped, "at": NOON}
    with pytest.raises(Refused, match="TRF-26"), transaction.atomic():
        requests.stop(note=" ", by=it.registry_officer, **deed)
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        requests.stop(note="Stolen sign-in.", by=it.partner_registry_officer, **deed)
    ended = requests.stop(note="Stolen sign-in.", by=it.registry_officer, **deed)
    assert (ended.state, ended.state_note) == ("cancelled", "Stolen sign-in.")
    assert requests.execute_all_due(by=it.system, at=NOON.replace(day=3)) == 1
    assert holdings.balance(it.receiver) == 20
