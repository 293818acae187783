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
from common.templatetags.jcm import tonnes
from common.widgets import DateField, ExactField, TonnesField, WholeField, YearField
from registry.forms.batches import BatchForm
from registry.models.accounts import has_right_check_digits, number_for
from registry.services import batches
from tests.conftest import NOON


def _said(refused: pytest.ExceptionInfo[forms.ValidationError]) -> str:
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("text", "could_mean"),
    [
        ("1.000", ["1 ", "1,000"]),
        ("12.500", ["12.5", "12,500"]),
        ("1,5", ["1.5", "15"]),
        ("12,5", ["12.5", "125"]),
        ("1.5", ["1.5", "15"]),
        ("1,0", ["1,", "10"]),
        ("1,0000", ["1,", "10,000"]),
        ("0,500", ["0.5", "500"]),
    ],
)
def test_whole_tonnes_that_can_be_read_otherwise_are_refused_with_what_they_could_mean(
    text: str, could_mean: list[str]
) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        TonnesField().clean(text)
    assert f"“{text}”" in _said(refused)
    assert all(reading in _said(refused) for reading in could_mean)


@pytest.mark.parametrize(
    "text",
    ["1,,5", "1 00", "1.2.3", "1,234,5", "²", "1²", "1e3", "-1e1000000", "9" * 40, "٣", "৩", "NaN", "0x1", "--1"],
)
@pytest.mark.parametrize("field", [TonnesField(), ExactField()])
def test_what_is_no_amount_is_refused_with_a_sentence(text: str, field: forms.Field) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(text)
    assert "is not a number" in _said(refused)


@pytest.mark.parametrize(
    ("text", "tonnes"),
    [
        ("1009", 1009),
        ("1,009", 1009),
        ("1 009", 1009),
        ("1\u202f009", 1009),
        ("1'009", 1009),
        ("１，００９", 1009),
        ("12,500", 12500),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("12,34,567", 1234567),
    ],
)
def test_an_amount_that_can_be_read_in_one_way_is_taken(text: str, tonnes: int) -> None:
    assert TonnesField().clean(text) == tonnes
    assert ExactField().clean(text) == tonnes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1009.5", "1009.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1,5", "1.5"),
        ("0,500", "0.5"),
        ("-0.5", "-0.5"),
        ("−0.5", "-0.5"),
        (".5", "0.5"),
        ("700.4010", "700.401"),
    ],
)
def test_either_decimal_mark_is_taken(text: str, value: str) -> None:
    assert ExactField().clean(text) == Decimal(value)


def test_a_reading_that_cannot_stand_in_the_field_is_none() -> None:
    with pytest.raises(forms.ValidationError):
        ExactField().clean("100.912")
    assert ExactField(max_value=180).clean("100.912") == Decimal("100.912")


@pytest.mark.parametrize("value", ["3200.000", "250000000.00", "319.100", "700.401", "0.566", "12345.678", "-5", "0"])
def test_what_a_form_and_a_page_show_is_read_again(value: str) -> None:
    field = ExactField()
    shown = str(field.prepare_value(Decimal(value)))
    assert field.clean(shown) == Decimal(value)
    assert field.clean(tonnes(Decimal(value))) == Decimal(value)
    assert not field.has_changed(Decimal(value), shown)


def test_values_come_back_as_people_write_them() -> None:
    shown = [ExactField().prepare_value(Decimal(value)) for value in ("3200.000", "250000000.00", "319.100")]
    assert shown == ["3200", "250,000,000", "319.1"]
    assert WholeField().prepare_value(1234567) == "1,234,567"


@pytest.mark.parametrize("field", [WholeField(), YearField(), DateField(), ExactField()])
def test_an_empty_answer_is_asked_for_and_no_fault(field: forms.Field) -> None:
    for text in ("", "  ", None):
        with pytest.raises(forms.ValidationError):
            field.clean(text)


@pytest.mark.parametrize("text", ["²", "１２", "-1", "", "9" * 30, "1 "])
def test_a_key_in_an_address_is_digits_from_0_to_9(text: str) -> None:
    assert numbers.whole(text) is None


@pytest.mark.parametrize("number", ["A-１-1-1", "JP-²20-000001-11", "ÄÖ-1-1-11", "---", ""])
def test_an_account_number_with_strange_digits_is_wrong_and_no_fault(number: str) -> None:
    assert not has_right_check_digits(number)
    assert has_right_check_digits(number_for("JP", "entity", 123))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
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
