"""The emergency stop waits for nobody, and what is acknowledged after it has not moved."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction

from common.refusals import Refused
from registry.book import ledger
from registry.models import Account, TransactionRequest
from registry.selectors import audit, holdings
from registry.services import accounts, locks, requests, suspensions
from tests.conftest import NOON
from tests.factories.registry import a_registry_with_officers
from tests.registry.races import LATER, PATIENCE, Case, a_case, a_store, book, done, let_go

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HANDS = 4


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    return a_store(a_registry_with_officers(5000))


@pytest.fixture
def hands() -> Iterator[ThreadPoolExecutor]:
    """People at work, each with a connection of their own."""
    with ThreadPoolExecutor(HANDS) as pool:
        yield pool
        let_go(pool, HANDS)


def _let_go(meet: Barrier) -> None:
    """A hand lets its connection go once every hand is here, so that each does so once."""
    meet.wait(PATIENCE)
    connection.close()


def ends_of(case: Case) -> tuple[ledger.AccountId, ledger.AccountId]:
    """The accounts of giver and taker, as the book knows them."""
    assert case.giver.book_id is not None
    assert case.taker.book_id is not None
    return ledger.AccountId(case.giver.book_id), ledger.AccountId(case.taker.book_id)


def _account(case: Case) -> None:
    accounts.suspend(account_id=case.account.pk, note="Court", by=case.it.registry_officer, at=NOON)


def _registry(case: Case) -> None:
    suspensions.suspend(scope="registry", name="JP", reason="Court", by=case.it.registry_officer, at=NOON)


def _lot(case: Case) -> None:
    name = f"JCM-TH-JP-{case.first}"
    suspensions.suspend(scope="lot", name=name, reason="Court", by=case.it.registry_officer, at=NOON)


STOPS = pytest.mark.parametrize("stop", [_account, _registry, _lot])


@STOPS
def test_a_stop_waits_for_no_posting_and_what_was_under_way_does_not_move(
    it: SimpleNamespace, hands: ThreadPoolExecutor, stop: Callable[[Case], None]
) -> None:
    case, posted, stopped = a_case(it, ("approve", "suspend")), Event(), Event()
    first_waited: list[bool] = []

    @locks.deed
    def a_long_file() -> None:
        assert done(case, "approve") == "done"
        posted.set()
        first_waited.append(stopped.wait(PATIENCE / 4))

    under_way = hands.submit(a_long_file)
    assert posted.wait(PATIENCE)
    stop(case)
    stopped.set()
    under_way.result(PATIENCE)
    assert first_waited == [True, True]  # overtaken once, tried again, and then told what had overtaken it
    assert holdings.balance(case.taker) == 0
    assert TransactionRequest.objects.get(pk=case.ready["request"]).state == "terminated"
    assert audit.verify().difference == ""


def test_a_stop_in_the_middle_of_an_approval_is_no_deadlock(it: SimpleNamespace, hands: ThreadPoolExecutor) -> None:
    case, posted, stopped = a_case(it, ("approve", "suspend")), Event(), Event()

    @locks.deed
    def approve_after_another_posting() -> str:
        leg = ledger.Leg(case.lot, case.first + 18, case.first + 19, book(case.giver), book(case.taker))
        ledger.post(kind="transfer", key="another", legs=[leg], at=NOON)
        posted.set()
        until(lambda: stopped.is_set() or waiting(), PATIENCE)
        return done(case, "approve")

    under_way = hands.submit(approve_after_another_posting)
    assert posted.wait(PATIENCE)
    _account(case)
    stopped.set()
    with pytest.raises(Refused, match="LDG-06"):  # the other posting is refused, and the approval with it
        under_way.result(PATIENCE)
    assert holdings.balance(case.taker) == 0


def waiting() -> bool:
    """True when a session of this database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def until(true: Callable[[], bool], seconds: float) -> None:
    """Look again and again until it is true."""
    for _ in range(int(seconds * 50)):
        if true():
            return
        sleep(0.02)


def test_with_the_order_of_before_the_same_is_a_deadlock(it: SimpleNamespace, hands: ThreadPoolExecutor) -> None:
    """The control: the account's row before the block here, the block before the row there."""
    met = Barrier(2)

    def block(whole: bool) -> None:
        with connection.cursor() as cursor:
            name = "pg_advisory_xact_lock" if whole else "pg_advisory_xact_lock_shared"
            cursor.execute(f"SELECT {name}(hashtext('book_block'))")

    def suspend() -> None:
        with transaction.atomic():
            Account.objects.select_for_update().get(pk=it.sender.pk)
            met.wait(PATIENCE)
            block(whole=True)

    def approve() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            block(whole=False)
            met.wait(PATIENCE)
            cursor.execute("SELECT 1 FROM registry_account WHERE id = %s FOR KEY SHARE", [it.sender.pk])

    faults = [each.exception(PATIENCE) for each in (hands.submit(suspend), hands.submit(approve))]
    crossed = [ledger.refusal_of(fault) for fault in faults if isinstance(fault, OperationalError)]
    assert [refusal.number for refusal in crossed if refusal] == ["LDG-26"]


@STOPS
def test_a_stop_is_in_force_at_once_however_many_transfers_go_on(
    it: SimpleNamespace, hands: ThreadPoolExecutor, stop: Callable[[Case], None]
) -> None:
    case, stopped = a_case(it, ("suspend", "suspend")), Event()
    at_it = [Event() for _ in range(HANDS)]
    refused: set[str] = set()

    def transfers(hand: int) -> tuple[int, int]:
        """Units go to and fro until the stop is in force, and are asked for twenty times more."""
        moved, after, ends = 0, 0, (book(case.giver), book(case.taker))
        for n in range(100_000):
            was_stopped = stopped.is_set()
            sender, receiver = ends if moved % 2 == 0 else ends[::-1]
            leg = ledger.Leg(case.lot, case.first + hand, case.first + hand, sender, receiver)
            try:
                ledger.post(kind="transfer", key=f"{hand}-{n}", legs=[leg], at=NOON)
            except Refused as refusal:
                refused.add(refusal.number)
                after += was_stopped
                if after == 20:
                    return moved, after
            else:
                assert not was_stopped, "acknowledged after the stop"
                moved += 1
                at_it[hand].set()
        return moved, after

    at_work = [hands.submit(transfers, hand) for hand in range(HANDS)]
    assert all(each.wait(PATIENCE) for each in at_it)
    stop(case)
    then = [holdings.balance(account) for account in (case.giver, case.taker)]
    stopped.set()
    told = [each.result(PATIENCE) for each in at_work]
    assert all(moved > 0 and after == 20 for moved, after in told)
    assert refused <= {"LDG-04", "LDG-06", "LDG-07"}
    assert then == [holdings.balance(account) for account in (case.giver, case.taker)]
    assert audit.verify().difference == ""


def test_a_file_of_transfers_being_proposed_keeps_no_suspension_waiting(
    it: SimpleNamespace, hands: ThreadPoolExecutor
) -> None:
    case, proposed, stopped = a_case(it, ("propose", "suspend")), Event(), Event()

    @locks.deed
    def a_long_file() -> bool:
        assert done(case, "propose") == "done"
        proposed.set()
        return stopped.wait(PATIENCE / 4)

    under_way = hands.submit(a_long_file)
    assert proposed.wait(PATIENCE)
    _account(case)
    stopped.set()
    assert under_way.result(PATIENCE)


def test_a_request_that_another_has_ended_does_not_keep_the_due_ones_waiting(
    it: SimpleNamespace, hands: ThreadPoolExecutor
) -> None:
    gone, due = a_case(it, ("execute_due", "cancel")), a_case(it, ("execute_due", "cancel"))
    held, listed = Event(), Event()

    def cancel() -> None:
        with transaction.atomic():
            requests.cancel(request_id=gone.ready["due"], by=it.participant, at=NOON)
            held.set()
            listed.wait(PATIENCE)

    under_way = hands.submit(cancel)
    assert held.wait(PATIENCE)
    running = hands.submit(requests.execute_all_due, by=it.system, at=LATER)
    until(waiting, PATIENCE)
    listed.set()
    under_way.result(PATIENCE)
    assert running.result(PATIENCE) == 1
    assert TransactionRequest.objects.get(pk=due.ready["due"]).state == "completed"
