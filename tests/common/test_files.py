"""Files are judged by their content."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common import files
from common.refusals import Refused
from partners.people.selectors import people
from tests.conftest import NOON


def a_workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("report.pdf", b"%PDF-1.7 text", "application/pdf"),
        ("REPORT.PDF", b"%PDF-1.7 text", "application/pdf"),
        ("photo.png", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("sheet.xlsx", a_workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_of_a_taken_type_is_known_by_its_content(name: str, content: bytes, media_type: str) -> None:
    assert files.judge(SimpleUploadedFile(name, content)).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "number"),
    [
        ("empty.pdf", b"", "FIL-01"),
        ("program.pdf", b"MZ\x90 a program", "FIL-03"),
        ("page.html", b"<html>", "FIL-03"),
        ("sheet.xlsx", b"PK\x03\x04 not really", "FIL-03"),
        ("letter.docx", a_workbook(), "FIL-03"),
    ],
)
def test_a_file_whose_content_is_not_taken_is_refused(name: str, content: bytes, number: str) -> None:
    with pytest.raises(Refused) as refusal:
        files.judge(SimpleUploadedFile(name, content), field="report")
    assert (refusal.value.number, refusal.value.field) == (number, "report")


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024
    with pytest.raises(Refused, match="FIL-02") as refusal:
        files.judge(SimpleUploadedFile("big.pdf", b"%PDF-" + b"x" * 2048))
    assert "2.0" in refusal.value.sentence
    assert "1.0" in refusal.value.sentence


def test_a_stored_file_keeps_its_bytes_and_says_their_sha256(db: None) -> None:
    content = b"%PDF-1.7 a design"
    stored = files.store(SimpleUploadedFile("pdd.pdf", content), by=people.system(), at=NOON)
    stored.refresh_from_db()
    assert stored.content.read() == content
    assert stored.size_bytes == len(content)
    assert stored.sha256 == "3bb54adc9cb79a3dd23d9e97bdc0f3380fd5680c157e47921988552bd18f0927"
