"""Documents draw every script of the partner countries with fonts of their own, whatever the machine has."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ByteStringObject, ContentStream, TextStringObject

from common import fonts, pdf
from common.refusals import Refused
from credits.checks import uses
from tests.conftest import NOON

NAMES = {
    "Vietnamese": "Công ty Năng lượng Nguyễn Thị Hồng",
    "Cyrillic of Mongolia": "Цэцэг Өөдөө ХХК",
    "Cyrillic of Central Asia": "Қазақстан Ўзбекистон Кыргызстан Ңғұ",
    "Cyrillic of Ukraine": "Їжак Є Ґанок",
    "Latin of Azerbaijan": "Şəki Günəş Enerjisi",
    "Latin of Moldova": "Energia Bălți Ștefan",
    "Japanese": "再生可能エネルギー株式会社㈱𠮷野",
    "Thai": "บริษัท ไทยโซลาร์ จำกัด",
    "Lao": "ບໍລິສັດ ພະລັງງານ ລາວ",
    "Khmer": "ក្រុមហ៊ុន ថាមពល ខ្មែរ",
    "Burmese": "မြန်မာ ရွှေ ကုမ္ပဏီ",
    "Bengali": "বাংলাদেশ সৌর শক্তি",
    "Georgian": "საქართველოს ენერგია",
    "Arabic": "شركة الطاقة المتجددة",
    "Ethiopic": "የኢትዮጵያ ኃይል",
    "Devanagari": "भारत सौर ऊर्जा",
    "Sinhala": "ශ්\u200dරී ලංකා බලය",
    "Tamil": "இலங்கை சூரிய சக்தி",
    "Thaana": "ދިވެހި ރާއްޖެ",
    "emoji": "Solar \u2600\ufe0f \U0001f331 \U0001f468\u200d\U0001f469\u200d\U0001f467",
}


def _drawn(words: str) -> PdfReader:
    html = f'<html lang="en"><head><title>A</title></head><body><h1>JCM</h1><p>{words}</p></body></html>'
    return PdfReader(io.BytesIO(pdf._drawn(html)))


def _fonts(document: PdfReader) -> Iterator[str]:
    for page in document.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            yield str(font.get_object()["/BaseFont"])


def _glyphs(document: PdfReader) -> Iterator[int]:
    """The number of each glyph that the pages show: 0 is the box."""
    for page in document.pages:
        for operands, operator in ContentStream(page.get_contents(), document).operations:
            shown = operands[0] if operator in {b"TJ", b"Tj"} else []
            for text in shown if isinstance(shown, list) else [shown]:
                if isinstance(text, TextStringObject | ByteStringObject):
                    raw = text.original_bytes
                    yield from (int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_document_draws_a_name_in_its_script_with_its_own_fonts(name: str) -> None:
    document = _drawn(name)
    glyphs = list(_glyphs(document))
    assert len(glyphs) > len("JCM")
    assert 0 not in glyphs
    assert {font for font in _fonts(document) if "JCM-" not in font} == set()
    assert fonts.undrawable(name) == ""


def test_a_sign_that_no_font_draws_is_spelled_and_no_box() -> None:
    document = _drawn("A \U00012000 B")
    assert 0 not in list(_glyphs(document))
    assert "[U+12000]" in document.pages[0].extract_text()


@pytest.mark.parametrize("field", ["beneficiary", "statement"])
def test_a_certificate_takes_no_sign_that_it_cannot_print(field: str) -> None:
    words = {"beneficiary": "A", "statement": "", field: "Babylon \U00012000"}
    with pytest.raises(Refused, match="USE-08") as refused:
        uses.named("voluntary", year=None, at=NOON, **words)
    assert "U+12000" in refused.value.sentence
    for name in NAMES.values():
        uses.named("voluntary", year=None, at=NOON, **{**words, field: name})


def test_a_long_word_stays_on_the_page() -> None:
    [page] = _drawn("W" * 300).pages[:1]
    assert page.extract_text().replace("\n", "").count("W") == 300
    right = float(page.mediabox.right)
    ends: list[float] = []

    def note(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if "W" in text:
            ends.append(matrix[4])

    page.extract_text(visitor_text=note)
    assert len(ends) > 1
    assert max(ends) < right
