"""Files are told by their content, in whatever way programs begin them and cameras name them."""

import io
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common import files, text
from common.refusals import Refused
from tests.hostile.soon import CPU_SECONDS, timed

PDF, JPEG = b"%PDF-1.7\n%...", b"\xff\xd8\xff\xe0\x00\x10JFIF"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PDF", b"\xef\xbb\xbf" + PDF, "application/pdf"),
        ("a.pdf", b"\r\n\n" + PDF, "application/pdf"),
        ("a.pdf", b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n" + PDF, "application/pdf"),
        ("scan.jpg", JPEG, "image/jpeg"),
        ("scan.jpeg", JPEG, "image/jpeg"),
        ("scan.JPEG", JPEG, "image/jpeg"),
        ("scan.jfif", JPEG, "image/jpeg"),
        ("scan.jpe", JPEG, "image/jpeg"),
    ],
)
def test_a_file_is_told_by_its_content(name: str, content: bytes, media_type: str) -> None:
    assert files.judge(SimpleUploadedFile(name, content)).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<script>alert(1)</script>" + PDF),
        ("a.pdf", b"MZ\x90\x00" + PDF),
        ("a.pdf", b" " * 2000 + PDF),
        ("a.pdf", JPEG),
        ("a.jpg", PDF),
        ("a.html", PDF),
        ("a.jpeg", b" " + JPEG),
    ],
)
def test_what_is_another_type_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused, match="FIL-03"):
        files.judge(SimpleUploadedFile(name, content))


def test_the_name_of_a_file_hides_nothing() -> None:
    assert text.typed_name("invoice\u202efdp.exe") == "invoicefdp.exe"
    assert text.typed_name("\u200b") == "file"
    assert text.typed_name("見積書.pdf") == "見積書.pdf"


def _packed(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in ("word/document.xml", "xl/workbook.xml", *names):
            archive.writestr(name, "<a/>")
    return written.getvalue()


def _changed(at: int, form: str, value: int) -> bytes:
    """A packed file with another value in the first entry of its table of contents."""
    content = bytearray(_packed())
    struct.pack_into(form, content, content.index(b"PK\x01\x02") + at, value)
    return bytes(content)


def _named_in_no_utf8() -> bytes:
    content = bytearray(_changed(8, "<H", 0x800))
    first = content.index(b"PK\x01\x02") + 46
    content[first : first + 4] = b"\xff\xfe\xff\xfe"
    return bytes(content)


BROKEN = {
    "cut off": _packed()[:-30],
    "no end": _packed()[:-22],
    "a name that is no UTF-8": _named_in_no_utf8(),
    "a version nobody knows": _changed(6, "<H", 255),
    "contents of a large file": _packed()[:-22] + b"PK\x06\x07" + b"\x00" * 16 + _packed()[-22:],
    "a long table of contents": _packed(*(f"{n}" * 9 for n in range(9000))),
    "many parts": _packed(*(f"{n}" for n in range(5001))),
    "extra words too short": _changed(30, "<H", 3),
    "a long name": _changed(28, "<H", 65_535),
}


def test_a_packed_file_is_told_by_its_content() -> None:
    for name in ("a.docx", "a.xlsx"):
        assert files.judge(SimpleUploadedFile(name, _packed())).endings == (name[1:],)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_packed_file_is_refused_and_soon(name: str, kind: str) -> None:
    refused, seconds = timed(lambda: _refusal(SimpleUploadedFile(name, BROKEN[kind])))
    assert refused.number == "FIL-03"
    assert seconds < CPU_SECONDS


def _refusal(sent: SimpleUploadedFile) -> Refused:
    with pytest.raises(Refused) as refused:
        files.judge(sent)
    return refused.value
