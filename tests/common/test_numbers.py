"""Numbers that are given in order: once each, without gaps, after whatever stands already."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection, transaction

from common import numbers
from common.models import Counter
from common.numbers import Run, next_number

WORKERS, EACH = 6, 5


@contextmanager
def _of_its_own() -> Iterator[None]:
    try:
        yield
    finally:
        connection.close()


def _all_at_once(take: str) -> list[str]:
    """What so many get who ask at the same moment, each in a transaction of their own, again and again."""
    begin = Barrier(WORKERS)

    def work(_worker: int) -> list[str]:
        with _of_its_own():
            given = []
            for _turn in range(EACH):
                begin.wait()
                with transaction.atomic():
                    run = Run("TH_PIN", 3)
                    given.append(run.take() if take == "take" else run.free)
            return given

    with ThreadPoolExecutor(WORKERS) as hands:
        return [number for numbers in hands.map(work, range(WORKERS)) for number in numbers]


def test_everybody_gets_another_number_and_none_is_left_out(transactional_db: None) -> None:
    assert sorted(_all_at_once("take")) == [f"TH_PIN{n:03d}" for n in range(4, 4 + WORKERS * EACH)]


def test_without_the_counter_they_get_the_same(transactional_db: None) -> None:
    assert set(_all_at_once("read")) == {"TH_PIN004"}


def test_a_number_of_a_deed_that_was_undone_is_given_again(transactional_db: None) -> None:
    with transaction.atomic():
        assert next_number("x", starts_after=0) == 1
        transaction.set_rollback(True)
    assert [next_number("x", starts_after=0), next_number("x", starts_after=0)] == [1, 2]


def test_it_begins_after_what_stands_and_passes_over_what_came_meanwhile(db: None) -> None:
    assert next_number("x", starts_after=7) == 8
    assert next_number("x", starts_after=7) == 9
    assert next_number("x", starts_after=20) == 21, "records with numbers up to 20 were read from a file"
    assert next_number("x", starts_after=0) == 22, "the counter does not go back"
    assert Counter.objects.get(name="x").last == 22


def test_examples_are_numbered_apart(db: None) -> None:
    ours, examples = Run("TH_PIN", 900), Run("TH_PIN-EX", 0)
    assert [ours.take(), examples.take(), ours.take(), examples.take()] == [
        "TH_PIN901",
        "TH_PIN-EX001",
        "TH_PIN902",
        "TH_PIN-EX002",
    ]


def test_what_is_too_long_is_judged_whole() -> None:
    assert numbers.readings("5" + " " * 64 + "000") == ()
    assert [each.value for each in numbers.readings(" " * 100 + "5" + " " * 100)] == [5]
    printed = "JP-100-000001-11"
    assert numbers.identifier(" " * 300 + printed + " " * 300) == printed
    too_long = printed + " " * 200 + "9"
    assert numbers.identifier(too_long) != printed
    assert numbers.identifier(numbers.identifier(too_long)) != printed
