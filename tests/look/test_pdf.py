"""PDF: both languages drawn with the shipped font, tagged, and nothing fetched from elsewhere."""

import io
from pathlib import Path
from typing import Any

import pytest
import segno
from pypdf import PdfReader

from common.pdf import render_pdf

TEMPLATE = "look/certificate_pdf.html"
pytestmark = pytest.mark.usefixtures("pages")


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_japanese_is_drawn_with_the_shipped_font() -> None:
    pdf = render_pdf(TEMPLATE, {})
    page: Any = _read(pdf).pages[0]
    assert "償却証明書" in page.extract_text()
    assert "例示製鉄株式会社" in page.extract_text()
    fonts = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert fonts
    assert {name for name in fonts if "JCM-" not in name} == set()


def test_the_document_is_tagged_and_says_its_language() -> None:
    root: Any = _read(render_pdf(TEMPLATE, {}, language="ja")).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja"


def test_only_inline_images_are_read(tmp_path: Path) -> None:
    code = segno.make("https://example.org/")
    code.save(str(tmp_path / "code.png"), scale=4)
    inline = _read(render_pdf(TEMPLATE, {"qr": code.png_data_uri(scale=4)}))
    outside = _read(render_pdf(TEMPLATE, {"qr": (tmp_path / "code.png").as_uri()}))
    assert [len(each.pages[0].images) for each in (inline, outside)] == [1, 0]
