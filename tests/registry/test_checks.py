"""Every check of a holder's request, one by one from one set-up: refused with its number, and without the cause not."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from common.refusals import Refused
from registry.book import ledger
from registry.checks.requests import Wanted
from registry.models import Account, Representative, TransactionRequest, TransferLimit
from registry.models.accounts import number_for
from registry.selectors import holdings
from registry.services import accounts, applications, officer_requests, requests, suspensions
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories.partners import country, rulebook_for
from tests.factories.registry import a_registry_with_officers, an_account, units_in

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_registry_with_officers(1000)
    it.lot = holdings.of(it.sender)[0].lot_id
    return it


def propose(it: SimpleNamespace, **changes: Any) -> TransactionRequest:
    values: dict[str, Any] = {
        "account_id": it.sender.pk,
        "kind": "transfer",
        "receiver": it.receiver.number,
        "units": [Wanted(it.lot, 1, 10)],
        "by": it.participant,
        "at": NOON,
    }
    return requests.propose(**values | changes)


def close(it: SimpleNamespace, account: Any) -> None:
    """Empty it into another account of the same holder, then close it as its holder and the registry do."""
    other = an_account(it, account.holder)
    for held in holdings.of(account):
        units = (ledger.LotId(held.lot_id), held.first, held.last)
        leg = ledger.Leg(*units, ledger.AccountId(account.book_id), ledger.AccountId(other.book_id or 0))
        ledger.post(kind="transfer", key=f"out {held.lot_id} {held.first}", legs=[leg], at=NOON)
    holder = account.representatives.filter(ended_on=None)[0].user
    applications.ask_to_close(account_id=account.pk, note="We leave.", by=holder, at=NOON)
    applications.close(account_id=account.pk, by=it.registry_officer, at=NOON)


def lose_a_person(it: SimpleNamespace) -> None:
    """As an account of published history may stand: the database keeps two people in those that were applied for."""
    Account.objects.filter(pk=it.sender.pk).update(opened_by=None)
    Representative.objects.filter(user=it.participant2).update(ended_on=NOON.date())


def suspend(it: SimpleNamespace, account: Any) -> None:
    accounts.suspend(account_id=account.pk, note="Court", by=it.registry_officer, at=NOON)


def freeze(it: SimpleNamespace) -> None:
    wish = Wish(kind="freeze", reason="Court", selection=Selection(serials=["JCM-TH-JP-5"]))
    asked = officer_requests.propose(wish=wish, by=it.registry_officer, at=NOON)
    officer_requests.approve(request_id=asked.pk, by=it.second_officer, at=NOON)


def limit(**values: int) -> Callable[[SimpleNamespace], None]:
    def make(_it: SimpleNamespace) -> None:
        with past_the_rights(TransferLimit):
            TransferLimit.objects.create(registry="JP", **values)

    return make


# The number, what makes it fail, and what is asked for other than the usual transfer of ten units.
CAUSES: list[tuple[str, Any, Any]] = [
    ("TRF-01", None, lambda it: {"receiver": it.receiver.number[:-2] + "00"}),
    ("TRF-02", None, lambda _it: {"receiver": number_for("JP", "entity", 999_999)}),
    ("TRF-03", lambda it: suspend(it, it.sender), None),
    ("TRF-04", lambda it: suspend(it, it.receiver), None),
    ("TRF-05", None, lambda it: {"receiver": it.sender.number}),
    ("TRF-06", None, lambda it: {"receiver": it.buffer.number}),
    ("TRF-06", None, lambda it: {"kind": "set_aside", "receiver": it.buffer.number}),
    ("TRF-07", None, lambda it: {"receiver": an_account(it, it.local_company, country=it.country).number}),
    ("TRF-08", lose_a_person, None),
    ("TRF-09", None, lambda it: {"by": it.outsider}),
    ("TRF-10", None, lambda _it: {"units": []}),
    ("TRF-11", None, lambda it: {"units": [Wanted(it.lot, 995, 1001)]}),
    ("TRF-12", lambda it: propose(it, units=[Wanted(it.lot, 10, 20)]), None),
    ("TRF-13", limit(most_per_transfer=9), None),
    ("TRF-14", limit(most_per_day=9), None),
    (
        "TRF-19",
        lambda it: suspensions.suspend(scope="project", name="TH014", reason="Review", by=it.registry_officer, at=NOON),
        None,
    ),
    ("TRF-20", freeze, None),
    (
        "TRF-21",
        None,
        lambda it: {"kind": "inter_registry", "receiver": an_account(it, it.local_company, country=it.country).number},
    ),
    ("TRF-22", limit(most_held=9), None),
    ("TRF-23", lambda it: close(it, it.sender), None),
    ("TRF-24", lambda it: close(it, it.receiver), None),
    ("TRF-25", None, lambda it: {"units": [Wanted(it.lot, 1, 10), Wanted(it.lot, 10, 12)]}),
]


@pytest.mark.parametrize(("number", "cause", "asked"), CAUSES)
def test_a_check_refuses_by_its_number_and_nothing_is_asked_for(
    it: SimpleNamespace, number: str, cause: Any, asked: Any
) -> None:
    if cause is None:
        propose(it, units=[Wanted(it.lot, 991, 1000)])  # the same set-up without the cause
    else:
        cause(it)
    before = TransactionRequest.objects.count()
    changes = asked(it) if asked else {}
    with pytest.raises(Refused) as refused:
        propose(it, **changes)
    assert refused.value.number == number
    assert TransactionRequest.objects.count() == before


def test_nothing_runs_before_its_time(it: SimpleNamespace) -> None:
    asked = requests.approve(request_id=propose(it).pk, by=it.participant2, at=NOON)
    with pytest.raises(Refused, match="TRF-18"):
        requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + DAY - timedelta(seconds=1))
    assert requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + DAY).state == "completed"


AGAIN = ("TRF-03", "TRF-04", "TRF-08", "TRF-13", "TRF-19", "TRF-20", "TRF-22", "TRF-23", "TRF-24")


@pytest.mark.parametrize(("number", "cause"), [(n, c) for n, c, _asked in CAUSES if n in AGAIN])
def test_a_check_is_made_again_when_the_book_posts(it: SimpleNamespace, number: str, cause: Any) -> None:
    asked = requests.approve(request_id=propose(it).pk, by=it.participant2, at=NOON)
    cause(it)
    before = (holdings.balance(it.sender), holdings.balance(it.receiver))
    with override("ja"):
        requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + DAY)
    ended = TransactionRequest.objects.get(pk=asked.pk)
    assert (ended.state, ended.failed_check, ended.posted) == ("terminated", number, None)
    with override("ja"):
        japanese = str(ended.failed_why)
    assert str(ended.failed_why).replace("’", "'").isascii(), "whoever reads it does so in their own language"
    assert not japanese.isascii()
    assert (holdings.balance(it.sender), holdings.balance(it.receiver)) == before


@pytest.mark.parametrize("opened", [True, False])
def test_units_go_between_registries_only_where_the_rulebook_of_their_country_says_so(
    it: SimpleNamespace, opened: bool
) -> None:
    abroad = an_account(it, it.local_company, country=it.country)
    it.rulebook.rules["transfer.between_registries"] = opened
    it.rulebook.save()
    if not opened:
        with pytest.raises(Refused, match="TRF-21"):
            propose(it, kind="inter_registry", receiver=abroad.number)
        return
    asked = requests.approve(
        request_id=propose(it, kind="inter_registry", receiver=abroad.number).pk, by=it.participant2, at=NOON
    )
    assert asked.state == "delayed"  # the same delay protects accounts outside the list
    requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + DAY)
    assert holdings.balance(abroad) == 10


def test_units_of_another_host_country_stay_out_of_a_partners_registry(it: SimpleNamespace) -> None:
    other = country("ID")
    rulebook_for(other, transfer__between_registries=True)
    it.rulebook.rules["transfer.between_registries"] = True
    it.rulebook.save()
    abroad = an_account(it, it.local_company, country=it.country)
    units_in(it.sender, 10, host="ID")
    lot = next(held.lot_id for held in holdings.of(it.sender) if held.lot_id != it.lot)
    with pytest.raises(Refused, match="TRF-21"):
        propose(it, kind="inter_registry", receiver=abroad.number, units=[Wanted(lot, 1, 10)])
    propose(it, kind="inter_registry", receiver=abroad.number)


def test_a_preview_names_the_units_by_the_callers_ranges_and_leaves_nothing(it: SimpleNamespace) -> None:
    chosen = requests.preview(
        account=it.sender,
        receiver=it.receiver.number,
        by=it.participant,
        at=NOON,
        selection=Selection(serials=["JCM-TH-JP-201-210", "JCM-TH-JP-1-100"], quantity=15),
    )
    assert [(serial.first, serial.last) for serial, _tonnes, _vintage in chosen.serials] == [(201, 210), (1, 5)]
    assert (chosen.kind, chosen.quantity_tco2e, holdings.balance(it.receiver)) == ("transfer", 15, 0)
