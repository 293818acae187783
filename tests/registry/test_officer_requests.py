"""What a registry does to units by itself: one administrator proposes, another approves, the book posts it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from common.refusals import Refused
from registry.checks.requests import Wanted
from registry.models import BookTransaction, OfficerRequest, TransactionRequest
from registry.selectors import holdings, suspensions, transactions
from registry.selectors import officer_requests as selectors
from registry.services import accounts, applications, officer_requests, requests
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from registry.tasks import execute_requests
from tests.conftest import NOON
from tests.factories.partners import person
from tests.factories.registry import a_registry_with_officers, an_account, units_in
from tests.finals import confirmed
from workflow.steps.selectors import inbox

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_registry_with_officers(1000)
    it.serial = "JCM-TH-JP-1-100"
    return it


def propose(it: SimpleNamespace, kind: str, *, by: Any = None, at: Any = NOON, **values: Any) -> OfficerRequest:
    values.setdefault("reason", "Order of a court")
    return officer_requests.propose(wish=Wish(kind=kind, **values), by=by or it.registry_officer, at=at)


def approve(it: SimpleNamespace, request: OfficerRequest, *, by: Any = None, at: Any = NOON) -> OfficerRequest:
    return officer_requests.approve(request_id=request.pk, by=by or it.second_officer, at=at)


def serials(*texts: str, quantity: int | None = None) -> Selection:
    return Selection(serials=texts, quantity=quantity)


def freeze(it: SimpleNamespace) -> OfficerRequest:
    return approve(it, propose(it, "freeze", selection=serials(it.serial)))


def set_aside(it: SimpleNamespace) -> OfficerRequest:
    return approve(it, propose(it, "set_aside", account=it.sender.number, selection=serials(it.serial)))


def transfer(it: SimpleNamespace, first: int = 1, last: int = 100) -> BookTransaction:
    """A posted transfer of these units to the other holder."""
    lot = holdings.of(it.sender)[0].lot_id
    asked = requests.propose(
        account_id=it.sender.pk,
        kind="transfer",
        receiver=it.receiver.number,
        units=[Wanted(lot, first, last)],
        by=it.participant,
        at=NOON,
    )
    requests.approve(request_id=asked.pk, by=it.participant2, at=NOON)
    done = requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + DAY)
    assert done.posted is not None
    return done.posted


def number_of(refused: Any) -> str:
    return str(refused.value.number)


def test_frozen_units_do_not_move_until_a_second_administrator_ends_the_freeze(it: SimpleNamespace) -> None:
    frozen = freeze(it)
    assert (frozen.state, frozen.quantity_tco2e, frozen.approved_by) == ("completed", 100, it.second_officer)
    with pytest.raises(Refused) as refused:
        transfer(it)
    assert number_of(refused) == "TRF-20"
    ended = approve(it, propose(it, "unfreeze", answers=frozen.posted_id))
    assert ended.state == "completed"
    assert suspensions.freezes() == []
    transfer(it)


def test_everything_in_an_account_is_frozen_lot_by_lot(it: SimpleNamespace) -> None:
    units_in(it.sender, 50, vintage=2019)
    frozen = approve(it, propose(it, "freeze", account=it.sender.number))
    assert frozen.quantity_tco2e == 1050
    assert frozen.legs.count() == 2
    with pytest.raises(Refused) as refused:
        requests.choose(account=it.sender, quantity=1)
    assert number_of(refused) == "TRF-15"


def test_a_freeze_finds_its_units_wherever_they_lie(it: SimpleNamespace) -> None:
    transfer(it, 51, 100)
    request = propose(it, "freeze", selection=serials(it.serial))
    assert [(leg.first, leg.last, leg.sender) for leg in request.legs.all()] == [
        (1, 50, it.sender),
        (51, 100, it.receiver),
    ]


def test_a_freeze_is_proposed_over_what_a_holder_has_asked_for_and_ends_that(it: SimpleNamespace) -> None:
    lot = holdings.of(it.sender)[0].lot_id
    asked = requests.propose(
        account_id=it.sender.pk,
        kind="transfer",
        receiver=it.receiver.number,
        units=[Wanted(lot, 1, 10)],
        by=it.participant,
        at=NOON,
    )
    requests.approve(request_id=asked.pk, by=it.participant2, at=NOON)
    freeze(it)
    ended = requests.execute_due(request_id=asked.pk, by=it.system, at=NOON + DAY)
    assert (ended.state, ended.failed_check) == ("terminated", "TRF-20")


def test_what_is_set_aside_lies_in_the_buffer_until_it_is_released(it: SimpleNamespace) -> None:
    aside = set_aside(it)
    assert holdings.balance(it.buffer) == 100
    part = approve(it, propose(it, "release", answers=aside.posted_id, selection=serials("JCM-TH-JP-1-30")))
    assert (part.state, part.quantity_tco2e, holdings.balance(it.buffer)) == ("completed", 30, 70)
    rest = approve(it, propose(it, "release", answers=aside.posted_id))
    assert (rest.quantity_tco2e, holdings.balance(it.buffer), holdings.balance(it.sender)) == (70, 0, 1000)


def test_a_release_may_go_to_another_account_of_the_registry(it: SimpleNamespace) -> None:
    aside = set_aside(it)
    approve(it, propose(it, "release", answers=aside.posted_id, receiver=it.receiver.number))
    assert holdings.balance(it.receiver) == 100


@pytest.mark.parametrize(
    ("selection", "moved"),
    [
        (Selection(quantity=30), [("EX", 1, 30)]),
        (Selection(serials=["JCM-TH-JP-201-210", "JCM-TH-JP-1-5"]), [("TH", 201, 210), ("TH", 1, 5)]),
        (Selection(serials=["JCM-TH-JP-201-210", "JCM-TH-JP-1-500"], quantity=12), [("TH", 201, 210), ("TH", 1, 2)]),
    ],
)
def test_units_are_chosen_by_quantity_by_range_or_in_the_callers_order(
    it: SimpleNamespace, selection: Selection, moved: list[tuple[str, int, int]]
) -> None:
    units_in(it.sender, 50, vintage=2019, host="EX")
    request = propose(it, "set_aside", account=it.sender.number, selection=selection)
    assert [(leg.lot.series.host, leg.first, leg.last) for leg in request.legs.all()] == moved


def test_a_reversal_moves_back_exactly_what_was_moved_and_only_once(it: SimpleNamespace) -> None:
    posted = transfer(it)
    reversed_ = approve(it, propose(it, "reversal", answers=posted.pk))
    assert (reversed_.state, holdings.balance(it.receiver), holdings.balance(it.sender)) == ("completed", 0, 1000)
    with pytest.raises(Refused) as refused:
        propose(it, "reversal", answers=posted.pk)
    assert number_of(refused) in {"TRF-11", "LDG-15"}


def test_a_reversal_may_take_back_what_was_retired(it: SimpleNamespace) -> None:
    lot = holdings.of(it.sender)[0].lot_id
    asked = requests.propose(
        account_id=it.sender.pk,
        kind="retirement",
        receiver=it.retirement.number,
        units=[Wanted(lot, 1, 10)],
        by=it.participant,
        at=NOON,
    )
    retired = requests.approve(request_id=asked.pk, by=it.participant2, at=NOON)
    approve(it, propose(it, "reversal", answers=retired.posted_id))
    assert (holdings.balance(it.retirement), holdings.balance(it.sender)) == (0, 1000)


def test_a_reversal_is_possible_until_the_day_of_the_rulebook(it: SimpleNamespace) -> None:
    posted = transfer(it)  # on 2 June; ten days on which both sides work
    last = NOON + timedelta(days=15)
    assert propose(it, "reversal", answers=posted.pk, at=last - DAY).state == "awaiting_approval"
    OfficerRequest.objects.update(state="cancelled")
    with pytest.raises(Refused) as refused:
        propose(it, "reversal", answers=posted.pk, at=last + 2 * DAY)
    assert number_of(refused) == "OFR-10"


def test_a_reversal_is_refused_when_the_units_have_moved_on(it: SimpleNamespace) -> None:
    posted = transfer(it)
    approve(it, propose(it, "set_aside", account=it.receiver.number, selection=serials("JCM-TH-JP-100")))
    with pytest.raises(Refused) as refused:
        propose(it, "reversal", answers=posted.pk)
    assert number_of(refused) == "TRF-11"


def test_what_fails_a_check_at_approval_ends_with_its_number_and_moves_nothing(it: SimpleNamespace) -> None:
    request = propose(it, "set_aside", account=it.sender.number, selection=serials(it.serial))
    accounts.suspend(account_id=it.sender.pk, note="Court order", by=it.registry_officer, at=NOON)
    ended = approve(it, request)
    assert (ended.state, ended.failed_check, ended.posted, ended.approved_by) == (
        "terminated",
        "TRF-03",
        None,
        it.second_officer,
    )
    assert holdings.balance(it.buffer) == 0


def test_a_correction_takes_units_of_a_wrong_transaction_to_the_right_account(it: SimpleNamespace) -> None:
    posted = transfer(it)
    third = an_account(it, it.japanese_company)
    values = {"answers": posted.pk, "account": it.receiver.number, "receiver": third.number}
    corrected = approve(it, propose(it, "correction", selection=serials("JCM-TH-JP-1-40"), **values))
    assert (corrected.state, holdings.balance(third), holdings.balance(it.receiver)) == ("completed", 40, 60)
    with pytest.raises(Refused) as refused:
        propose(it, "correction", selection=serials("JCM-TH-JP-200"), **values | {"account": it.sender.number})
    assert number_of(refused) == "OFR-09"


def test_a_preview_names_every_serial_and_leaves_nothing_behind(it: SimpleNamespace) -> None:
    before = BookTransaction.objects.count()
    wish = Wish(kind="set_aside", reason="Buffer", account=it.sender.number, selection=serials(it.serial))
    shown = officer_requests.preview(wish=wish, by=it.registry_officer, at=NOON)
    (leg,) = shown.legs
    assert (str(leg.serial)[:16], leg.sender, leg.receiver) == ("JCM-TH-JP-1-100-", it.sender.number, it.buffer.number)
    assert (BookTransaction.objects.count(), OfficerRequest.objects.count()) == (before, 0)
    assert holdings.balance(it.buffer) == 0


def test_whoever_proposes_never_approves_here_or_in_the_database(it: SimpleNamespace) -> None:
    request = propose(it, "freeze", selection=serials(it.serial))
    with pytest.raises(Refused) as refused:
        approve(it, request, by=it.registry_officer)
    assert number_of(refused) == "MOV-02"
    with pytest.raises(IntegrityError, match="officer_request_two_persons"), transaction.atomic():
        OfficerRequest.objects.filter(pk=request.pk).update(approved_by=it.registry_officer)
    assert approve(it, request).state == "completed"


@pytest.mark.parametrize("who", ["participant", "officer", "partner_registry_officer", "auditor"])
def test_only_administrators_of_the_registry_propose_or_approve(it: SimpleNamespace, who: str) -> None:
    user = getattr(it, who)
    with pytest.raises(Refused) as refused:
        propose(it, "freeze", selection=serials(it.serial), by=user)
    assert number_of(refused) == "OFR-01"
    request = propose(it, "freeze", selection=serials(it.serial))
    with pytest.raises(Refused) as not_approved:
        approve(it, request, by=user)
    assert number_of(not_approved) == "MOV-02"
    assert suspensions.freezes() == []


@pytest.mark.parametrize("act", ["propose", "approve"])
def test_a_suspended_administrator_does_nothing(it: SimpleNamespace, act: str) -> None:
    request = propose(it, "freeze", selection=serials(it.serial))
    it.second_officer.suspended_at = NOON
    it.second_officer.save()
    acts = {
        "propose": lambda: propose(it, "freeze", selection=serials("JCM-TH-JP-500"), by=it.second_officer),
        "approve": lambda: approve(it, request),
    }
    with pytest.raises(Refused) as refused:
        acts[act]()
    assert number_of(refused) == {"propose": "OFR-01", "approve": "MOV-02"}[act]


WRONG: list[tuple[str, Any]] = [
    ("OFR-02", lambda it: propose(it, "freeze", selection=serials(it.serial), reason=" ")),
    ("OFR-03", lambda it: propose(it, "freeze", selection=serials("JCM-TH-JP-1000", "JCM-TH-TH-1"))),
    ("OFR-04", lambda it: [freeze(it), propose(it, "freeze", selection=serials("JCM-TH-JP-100"))]),
    ("OFR-05", lambda it: [retire(it), propose(it, "freeze", selection=serials("JCM-TH-JP-1000"))]),
    ("OFR-06", lambda it: propose(it, "reversal", answers=BookTransaction.objects.latest("pk").pk)),
    ("OFR-06", lambda it: propose(it, "unfreeze", answers=set_aside(it).posted_id)),
    ("OFR-06", lambda it: propose(it, "release", answers=freeze(it).posted_id)),
    ("OFR-07", lambda it: [propose(it, "release", answers=done.posted_id) for done in [set_aside(it)] * 2]),
    ("OFR-08", lambda it: [approve(it, propose(it, "unfreeze", answers=done.posted_id)) for done in [freeze(it)] * 2]),
    ("OFR-11", lambda it: propose(it, "reversal", answers=2**40)),
    ("TRF-01", lambda it: propose(it, "set_aside", account="JP-120-000001-00", selection=serials(it.serial))),
    ("TRF-10", lambda it: propose(it, "freeze")),
    ("TRF-10", lambda it: propose(it, "set_aside", account=it.sender.number)),
    ("TRF-11", lambda it: propose(it, "set_aside", account=it.receiver.number, selection=serials(it.serial))),
    (
        "TRF-12",
        lambda it: [
            propose(it, "set_aside", account=it.sender.number, selection=serials(it.serial)) for _again in range(2)
        ],
    ),
    ("TRF-15", lambda it: propose(it, "set_aside", account=it.sender.number, selection=Selection(quantity=1001))),
    ("TRF-25", lambda it: propose(it, "freeze", selection=serials(it.serial, "JCM-TH-JP-100-101"))),
    (
        "TRF-05",
        lambda it: propose(
            it,
            "correction",
            answers=transfer(it).pk,
            account=it.receiver.number,
            receiver=it.receiver.number,
            selection=serials(it.serial),
        ),
    ),
    (
        "TRF-06",
        lambda it: propose(
            it,
            "correction",
            answers=transfer(it).pk,
            account=it.receiver.number,
            receiver=it.retirement.number,
            selection=serials(it.serial),
        ),
    ),
    ("SER-01", lambda it: propose(it, "freeze", selection=serials("nonsense"))),
    ("SER-02", lambda it: propose(it, "freeze", selection=serials("JCM-TH-JP-1-1001"))),
]


def retire(it: SimpleNamespace) -> TransactionRequest:
    lot = holdings.of(it.sender)[0].lot_id
    asked = requests.propose(
        account_id=it.sender.pk,
        kind="retirement",
        receiver=it.retirement.number,
        units=[Wanted(lot, 1000, 1000)],
        by=it.participant,
        at=NOON,
    )
    return requests.approve(request_id=asked.pk, by=it.participant2, at=NOON)


@pytest.mark.parametrize(("number", "wrong"), WRONG)
def test_what_is_wrong_with_a_request_of_the_registry_is_said_by_number(
    it: SimpleNamespace, number: str, wrong: Any
) -> None:
    abroad = an_account(it, it.local_company, country=it.country)
    units_in(abroad, 5)
    with pytest.raises(Refused) as refused:
        wrong(it)
    assert number_of(refused) == number


def test_what_nobody_approves_expires_and_frees_the_units(it: SimpleNamespace) -> None:
    request = propose(it, "set_aside", account=it.sender.number, selection=serials(it.serial))
    assert officer_requests.expire_unapproved(by=it.system, at=NOON + 7 * DAY) == 0
    assert officer_requests.expire_unapproved(by=it.system, at=NOON + 8 * DAY) == 1
    with pytest.raises(Refused) as refused:
        approve(it, request, at=NOON + 8 * DAY)
    assert number_of(refused) == "MOV-01"
    propose(it, "set_aside", account=it.sender.number, selection=serials(it.serial))


def test_the_schedule_expires_both_kinds_of_request(it: SimpleNamespace) -> None:
    request = propose(it, "freeze", selection=serials(it.serial), at=NOON - 4000 * DAY)
    execute_requests()
    request.refresh_from_db()
    assert request.state == "expired"


def test_a_rejection_has_a_reason_and_a_cancellation_frees_the_units(it: SimpleNamespace) -> None:
    request = propose(it, "set_aside", account=it.sender.number, selection=serials(it.serial))
    with pytest.raises(Refused) as refused:
        officer_requests.reject(request_id=request.pk, note=" ", by=it.second_officer, at=NOON)
    assert number_of(refused) == "OFR-12"
    officer_requests.reject(request_id=request.pk, note="Wrong units", by=it.second_officer, at=NOON)
    other = propose(it, "set_aside", account=it.sender.number, selection=serials(it.serial))
    officer_requests.cancel(request_id=other.pk, by=it.registry_officer, at=NOON)
    assert holdings.balance(it.buffer) == 0


def test_a_holder_learns_of_a_freeze_when_it_is_posted_and_not_before(it: SimpleNamespace) -> None:
    request = propose(it, "freeze", selection=serials(it.serial))
    assert not selectors.visible_to(it.participant).exists()
    assert not inbox.asked_by(it.participant).exists()
    posted = approve(it, request).posted
    assert list(selectors.visible_to(it.participant)) == [request]
    assert posted in transactions.visible_to(it.participant)
    assert inbox.notices_of(it.participant).filter(paper__reference=request.reference).exists()
    assert not selectors.visible_to(it.auditor_of_tpe).exists()


def test_another_administrator_finds_it_in_the_inbox_and_the_proposer_does_not(it: SimpleNamespace) -> None:
    request = propose(it, "freeze", selection=serials(it.serial))
    assert list(selectors.to_approve(it.second_officer)) == [request]
    assert not selectors.to_approve(it.registry_officer).exists()
    assert not selectors.to_approve(it.partner_registry_officer).exists()


def test_an_administrator_of_the_partner_acts_for_the_partners_registry(it: SimpleNamespace) -> None:
    abroad = an_account(it, it.local_company, country=it.country)
    units_in(abroad, 5)
    request = propose(it, "freeze", account=abroad.number, by=it.partner_registry_officer)
    with pytest.raises(Refused):
        approve(it, request, by=it.registry_officer)
    second = person("registry", it.government_partner, it.country)
    assert approve(it, request, by=second).state == "completed"


def test_the_pages_show_the_exact_units_before_they_are_asked_for(it: SimpleNamespace) -> None:
    client = Client()
    client.force_login(it.registry_officer, backend="django.contrib.auth.backends.ModelBackend")
    address, sent = "/registry/desk/propose/freeze/", {"serials": it.serial, "account": "", "reason": "Court"}
    check = client.post(address, sent)
    assert "JCM-TH-JP-1-100-" in check.content.decode()
    assert not OfficerRequest.objects.exists()
    stale = client.post(address, sent | {"shown": "other units"})
    assert (stale.status_code, OfficerRequest.objects.exists()) == (409, False)
    done = confirmed(client, address, sent)
    made = OfficerRequest.objects.get()
    assert done["Location"] == made.get_absolute_url()
    again = client.post(address, sent | {"serials": "JCM-TH-JP-5000"})
    assert (again.status_code, "SER-02" in again.content.decode()) == (404, True)


def test_a_closed_account_gives_and_gets_nothing(it: SimpleNamespace) -> None:
    aside = set_aside(it)
    empty = an_account(it, it.japanese_company)
    holder = empty.representatives.latest("pk").user
    applications.ask_to_close(account_id=empty.pk, note="We leave.", by=holder, at=NOON)
    applications.close(account_id=empty.pk, by=it.registry_officer, at=NOON)
    with pytest.raises(Refused) as refused:
        propose(it, "release", answers=aside.posted_id, receiver=empty.number)
    assert number_of(refused) == "TRF-24"
    propose(it, "release", answers=aside.posted_id)
