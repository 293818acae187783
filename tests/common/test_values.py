"""Numbers as people type them: read in one way, or refused with a sentence."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from common import files, numbers
from common.listing import harmless
from common.refusals import Refused
from common.widgets import DateField, ExactField, TonnesField, WholeField, YearField
from registry.forms.batches import BatchForm
from registry.models.accounts import has_right_check_digits, number_for
from registry.services import batches
from tests.conftest import NOON


@pytest.mark.parametrize(
    "text", ["1,5", "12,5", "1,0", "1.000", "1.5", "1,,5", "1 00", "1,0000", "²", "1e3", "9" * 40, "٣"]
)
def test_an_amount_that_can_be_read_otherwise_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        TonnesField().clean(text)


@pytest.mark.parametrize(
    ("text", "tonnes"),
    [
        ("1009", 1009),
        ("1,009", 1009),
        ("1 009", 1009),
        ("1\u202f009", 1009),
        ("１，００９", 1009),
        ("1,234,567", 1234567),
    ],
)
def test_an_amount_that_can_be_read_in_one_way_is_taken(text: str, tonnes: int) -> None:
    assert TonnesField().clean(text) == tonnes


@pytest.mark.parametrize("text", ["1e1000000", "-1e1000000", "1,5", "NaN", "Infinity", "1.2.3", "0x1", "9" * 40])
def test_a_decimal_is_bounded_before_it_is_converted(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        ExactField().clean(text)


def test_a_decimal_has_a_stop_as_its_mark() -> None:
    assert [ExactField().clean(text) for text in ("1009.5", "1,009.5", "-0.5", ".5")] == [
        Decimal("1009.5"),
        Decimal("1009.5"),
        Decimal("-0.5"),
        Decimal("0.5"),
    ]


@pytest.mark.parametrize("field", [WholeField(), YearField(), DateField(), ExactField()])
def test_an_empty_answer_is_asked_for_and_no_fault(field: forms.Field) -> None:
    for text in ("", "  ", None):
        with pytest.raises(forms.ValidationError):
            field.clean(text)


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "1899-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        DateField().clean(text)


@pytest.mark.parametrize("text", ["²", "１２", "-1", "", "9" * 30, "1 "])
def test_a_key_in_an_address_is_digits_from_0_to_9(text: str) -> None:
    assert numbers.whole(text) is None


@pytest.mark.parametrize("number", ["A-１-1-1", "JP-²20-000001-11", "ÄÖ-1-1-11", "---", ""])
def test_an_account_number_with_strange_digits_is_wrong_and_no_fault(number: str) -> None:
    assert not has_right_check_digits(number)
    assert has_right_check_digits(number_for("JP", "entity", 123))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_formula_in_a_download_is_text(sign: str) -> None:
    assert harmless(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"


def test_a_file_with_an_open_quotation_mark_is_refused() -> None:
    heading = "receiver,quantity_tco2e,serials,note\r\n"
    with pytest.raises(Refused) as refused:
        batches.read(f'{heading}JP-120-000123-45,1,,"open\r\nJP-120-000123-45,2,,\r\nJP-120-000123-45,3,,\r\n')
    assert refused.value.number == "BLK-06"
    assert len(batches.read(f'{heading}JP-120-000123-45,1,,"closed"\r\nJP-120-000123-45,2,,\r\n')) == 2


def test_a_file_with_a_nul_is_refused_at_its_field() -> None:
    text = "receiver,quantity_tco2e,serials,note\r\nJP-120-000123-45,1,,a\x00b\r\n"
    form = BatchForm({}, MultiValueDict({"file": [SimpleUploadedFile("list.csv", text.encode())]}))
    assert not form.is_valid()
    assert "file" in form.errors


def test_one_person_hands_in_so_much_a_day(it: SimpleNamespace, settings: Any) -> None:
    content = b"%PDF-1.7 " + b"x" * 100
    settings.UPLOAD_DAY_BYTES = 2 * len(content)
    for _n in range(2):
        files.store(SimpleUploadedFile("a.pdf", content), by=it.participant, at=NOON)
    with pytest.raises(Refused) as refused:
        files.store(SimpleUploadedFile("a.pdf", content), by=it.participant, at=NOON)
    assert (refused.value.number, refused.value.status) == ("FIL-04", 429)
    files.store(SimpleUploadedFile("a.pdf", content), by=it.outsider, at=NOON)
