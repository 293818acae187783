"""The page of checks says what the code says, and every check of a transaction is tried by a test."""

import re
from pathlib import Path

from registry.book.ledger import CHECKS
from tools import check_numbers

TESTS = Path(__file__).resolve().parent.parent


def _numbers() -> set[str]:
    return set(re.findall(r"^\| ([A-Z]{3}-\d\d) \|", check_numbers.table(), re.MULTILINE))


def test_the_page_of_checks_equals_the_code() -> None:
    assert check_numbers.PAGE.read_text("utf-8") == check_numbers.table(), "Run python -m tools.check_numbers."


def test_the_page_of_calculations_equals_the_code() -> None:
    page = check_numbers.CALCULATION_PAGE.read_text("utf-8")
    assert page == check_numbers.table_of_calculations(), "Run python -m tools.check_numbers."


def test_every_number_of_a_calculation_is_on_the_page_and_tried() -> None:
    calculation = check_numbers.BASE / "projects" / "methodologies" / "calculation"
    used = {
        number for path in calculation.glob("*.py") for number in re.findall(r'"(MTH-\d\d)"', path.read_text("utf-8"))
    }
    listed = set(re.findall(r"^\| (MTH-\d\d) \|", check_numbers.table_of_calculations(), re.MULTILINE))
    tests = TESTS / "projects" / "methodologies"
    tried = {number for path in tests.glob("*.py") for number in re.findall(r"MTH-\d\d", path.read_text("utf-8"))}
    assert used - listed == set()
    assert used - tried == set()


def test_the_page_has_every_check_of_the_book() -> None:
    assert {number for number, _sentence, _status in CHECKS.values()} <= _numbers()


def test_every_check_of_a_transaction_is_tried() -> None:
    tried = "".join(
        path.read_text("utf-8") for folder in ("registry", "credits") for path in (TESTS / folder).glob("*.py")
    )
    untried = {number for number in _numbers() if number[:3] in {"TRF", "OFR", "BLK"} and number not in tried}
    assert untried == set()
