"""Files are told by their content, in whatever way programs begin them and cameras name them."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common import files, text
from common.refusals import Refused

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


def _package(*, flag: int = 0, needs: int = 0, name: bytes = b"") -> bytes:
    """A Word file whose list of contents is spoilt at one place."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", "x")
        package.writestr("spoilt", "x")
    content = bytearray(written.getvalue())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 6] = needs or content[entry + 6]
    content[entry + 9] |= flag
    if name:
        content[entry + 46 : entry + 46 + len(name)] = name
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [_package(flag=0x08, name=b"\xff\xfe\xff"), _package(needs=99), b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100],
    ids=["a name in no encoding", "a version of the future", "a head alone", "noughts"],
)
def test_a_spoilt_package_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match="FIL-03"):
        files.judge(SimpleUploadedFile("finding.docx", content))
