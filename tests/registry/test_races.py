"""Any two deeds on one account at one moment: one outcome each, as if one had come after the other; no deadlock."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations_with_replacement
from threading import Barrier
from time import sleep
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from registry.selectors import audit
from tests.factories.registry import a_registry_with_officers
from tests.registry.races import DEEDS, PATIENCE, Case, a_case, a_store, done, let_go, state_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PAIRS = list(combinations_with_replacement(DEEDS, 2))
STOPS = ("suspend", "stop_registry")
LEADS = (0.0, 0.03, -0.03, 0.01, -0.01)  # seconds; a deed takes some 50 ms: the other comes in the middle of it


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    return a_store(a_registry_with_officers(30_000))


@pytest.fixture
def hands() -> Iterator[ThreadPoolExecutor]:
    """Two people at work, each with a connection of their own."""
    with ThreadPoolExecutor(2) as pool:
        yield pool
        let_go(pool, 2)


def deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def in_turn(case: Case, names: tuple[str, str], order: tuple[int, int]) -> tuple[object, ...]:
    """What comes out when one follows the other; taken back."""
    with transaction.atomic():
        answers = {place: done(case, names[place]) for place in order}
        found = (answers[0], answers[1], *state_of(case))
        transaction.set_rollback(True)
    return found


def at_once(hands: ThreadPoolExecutor, case: Case, names: tuple[str, str], lead: float) -> tuple[object, ...]:
    """Both at once; the second comes `lead` seconds after the first, or before it."""
    start = Barrier(2)

    def hand(place: int) -> str:
        start.wait(PATIENCE)
        sleep(max(lead if place else -lead, 0))
        return done(case, names[place])

    answers = [each.result(PATIENCE) for each in [hands.submit(hand, place) for place in (0, 1)]]
    return (*answers, *state_of(case))


def test_every_pair_of_deeds_on_an_account_ends_as_if_one_came_after_the_other(
    it: SimpleNamespace, hands: ThreadPoolExecutor
) -> None:
    before, wrong = deadlocks(), {}
    for number, names in enumerate(PAIRS):
        for again in range(1 if set(STOPS).isdisjoint(names) else 2):
            lead = LEADS[(number + 2 * again) % len(LEADS)]
            case = a_case(it, names)
            in_order = in_turn(case, names, (0, 1))
            found = at_once(hands, case, names, lead)
            for name in names:
                if (after := DEEDS[name].after) is not None:
                    after(case)
            if found != in_order:
                other_way = in_turn(a_case(it, names), names, (1, 0))
                if found != other_way:
                    wrong[names] = (found, in_order, other_way)
    assert wrong == {}
    let_go(hands, 2)
    assert deadlocks() == before
    assert audit.verify().difference == ""
