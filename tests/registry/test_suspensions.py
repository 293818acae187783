"""What is suspended as a whole moves nothing, and the desk says why it cannot be suspended or resumed."""

from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from common import clock
from common.models import Event
from common.refusals import Refused
from registry.book import ledger
from registry.book.ledger import Range
from registry.checks.requests import Wanted
from registry.models import TransactionRequest
from registry.selectors import desk, holdings
from registry.selectors import suspensions as blocks
from registry.services import officer_requests, requests, suspensions
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from tests.conftest import NOON
from tests.factories.partners import person
from tests.factories.registry import two_holders, units_in
from tests.finals import confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = two_holders()
    it.serial = str(holdings.of(it.sender)[0].serial)
    return it


def _suspend(it: SimpleNamespace, scope: str, name: str) -> str:
    return suspensions.suspend(scope=scope, name=name, reason="Review", by=it.registry_officer, at=NOON)


def _propose(it: SimpleNamespace, kind: str, receiver: str, units: Sequence[Wanted] = ()) -> None:
    units = units or requests.choose(account=it.sender, quantity=10)
    requests.propose(
        account_id=it.sender.pk,
        kind=kind,
        receiver=receiver,
        units=units,
        by=it.participant2,
        at=NOON,
        note="For the year 2025",
    )


@pytest.mark.parametrize("scope", ["registry", "project", "lot"])
@pytest.mark.parametrize("kind", ["transfer", "retirement"])
def test_what_is_suspended_cannot_be_proposed_until_it_is_resumed(it: SimpleNamespace, scope: str, kind: str) -> None:
    receiver = it.receiver.number if kind == "transfer" else it.retirement.number
    name = _suspend(it, scope, {"registry": "JP", "project": "TH014", "lot": it.serial}[scope])
    with pytest.raises(Refused) as refused:
        _propose(it, kind, receiver)
    assert refused.value.number == "TRF-19"
    suspensions.resume(scope=scope, name=name, note="Settled", by=it.registry_officer, at=NOON)
    _propose(it, kind, receiver)


def test_frozen_units_cannot_be_proposed_until_the_freeze_ends(it: SimpleNamespace) -> None:
    held = holdings.of(it.sender)[0]
    frozen = ledger.freeze(
        key="f", ranges=[Range(ledger.LotId(held.lot_id), held.first, held.first)], reason="Court", at=NOON
    )
    units = [Wanted(held.lot_id, held.first, held.first + 9)]
    with pytest.raises(Refused) as refused:
        _propose(it, "transfer", it.receiver.number, units)
    assert refused.value.number == "TRF-20"
    assert requests.choose(account=it.sender, quantity=1)[0].first == held.first + 1  # passed over
    ledger.unfreeze(key="u", answers=frozen, reason="Lifted", at=NOON)
    _propose(it, "transfer", it.receiver.number, units)


def test_nothing_is_suspended_twice_or_resumed_twice(it: SimpleNamespace) -> None:
    _suspend(it, "project", "TH014")
    with pytest.raises(Refused) as again:
        _suspend(it, "project", "TH014")
    suspensions.resume(scope="project", name="TH014", note="Settled", by=it.registry_officer, at=NOON)
    with pytest.raises(Refused) as never:
        suspensions.resume(scope="project", name="TH014", note="Settled", by=it.registry_officer, at=NOON)
    assert (again.value.number, never.value.number) == ("SUS-06", "SUS-04")
    assert blocks.in_force() == []


def test_numbers_of_several_lots_are_refused(it: SimpleNamespace) -> None:
    units_in(it.sender, 5)
    lots = sorted(holdings.of(it.sender), key=lambda held: held.first)
    first, last = lots[0].first, lots[-1].last
    prefix = it.serial.split(f"-{first}-")[0]
    with pytest.raises(Refused) as refused:
        _suspend(it, "lot", f"{prefix}-{first}-{last}")
    assert refused.value.number == "SUS-05"


@pytest.mark.parametrize(
    ("scope", "name", "number"),
    [("lot", "nonsense", "SER-01"), ("project", "XX999", "SUS-02"), ("lot", "JCM-TH-JP-900000", "SER-02")],
)
def test_the_desk_keeps_what_was_typed_and_says_what_to_change(
    it: SimpleNamespace, scope: str, name: str, number: str
) -> None:
    client = Client()
    client.force_login(it.registry_officer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/registry/desk/", {"scope": scope, "name": name, "reason": "Review"})
    assert answer.status_code in {404, 409, 422}
    assert number in answer.content.decode()
    assert f'value="{name}"' in answer.content.decode()


def test_the_desk_shows_what_a_suspension_stops_before_it_and_before_it_is_lifted(it: SimpleNamespace) -> None:
    _propose(it, "transfer", it.receiver.number)
    client = Client()
    client.force_login(it.registry_officer, backend="django.contrib.auth.backends.ModelBackend")
    sent = {"scope": "project", "name": "TH014", "reason": "Review"}
    check = client.post("/registry/desk/", sent)
    assert check.context["reach"] == desk.Reach(accounts=1, quantity_tco2e=holdings.balance(it.sender), requests=1)
    assert blocks.in_force() == []
    assert client.post("/registry/desk/", sent | {"confirm": "1"}).status_code == 302
    assert [(block.scope, block.name) for block in blocks.in_force()] == [("project", "TH014")]
    address = "/registry/desk/project/TH014/resume/"
    asked = client.post(address, {"note": "The review is done."}).content.decode()
    assert "Open requests that a check would end" in asked
    assert len(blocks.in_force()) == 1
    assert client.post(address, {"note": " "}).status_code == 422
    assert confirmed(client, address, {"note": "The review is done."}).status_code == 302
    assert Event.objects.get(what="registry.block.resume").after["reason"] == "The review is done."
    assert (blocks.in_force(), client.get(address).status_code) == ([], 404)


@pytest.mark.parametrize(("scope", "name"), [("registry", "JP"), ("lot", "")])
def test_each_scope_has_its_reach(it: SimpleNamespace, scope: str, name: str) -> None:
    block = suspensions.examine(scope=scope, name=name or it.serial, reason="Review", by=it.registry_officer)
    assert desk.reach(block).quantity_tco2e == holdings.balance(it.sender)
    _propose(it, "transfer", it.receiver.number)
    assert desk.reach(block).requests == 1


def test_the_desk_shows_what_waits_what_is_frozen_what_failed_and_the_totals(it: SimpleNamespace) -> None:
    second = person("registry", it.jcma)
    held = holdings.of(it.sender)[0]
    lot, first = ledger.LotId(held.lot_id), held.first
    _propose(it, "transfer", it.receiver.number, [Wanted(held.lot_id, first, first + 9)])
    asked = requests.approve(request_id=TransactionRequest.objects.latest("pk").pk, by=it.participant, at=NOON)
    ledger.freeze(key="f", ranges=[Range(lot, first, first)], reason="Court", at=NOON)
    requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + timedelta(days=1))
    serial = str(held.lot.serial(first + 50, first + 60))
    wish = Wish(kind="freeze", reason="Court", selection=Selection(serials=[serial]))
    waits = officer_requests.propose(wish=wish, by=second, at=NOON)
    client = Client()
    client.force_login(it.registry_officer, backend="django.contrib.auth.backends.ModelBackend")
    with clock.at(NOON + timedelta(days=2)):
        context = client.get("/registry/desk/").context
    assert list(context["to_approve"]) == [waits]
    assert [(each.first, each.last) for each in context["freezes"]] == [(first, first)]
    assert [(each.pk, each.failed_check) for each in context["failed"]] == [(asked.pk, "TRF-20")]
    entity = next(each for each in context["totals"] if each.kind == "Entity holding account")
    assert (entity.registry, entity.accounts, entity.quantity_tco2e) == ("JP", 2, holdings.balance(it.sender))
    client.force_login(it.partner_registry_officer, backend="django.contrib.auth.backends.ModelBackend")
    other = client.get("/registry/desk/").context
    assert (list(other["to_approve"]), list(other["freezes"]), list(other["failed"])) == ([], [], [])
