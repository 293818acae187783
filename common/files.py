"""Take files in: size and type are checked by content, never by name alone."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from common import packed, text
from common.refusals import Refused, Sentence

if TYPE_CHECKING:
    from common.models import StoredFile

type Person = Any  # of whatever model the settings name


@dataclass(frozen=True)
class FileType:
    """A type that the platform takes: its name, how its files' names end, and how their content begins.

    Attributes:
        before: what printers, mail programs and editors put before the beginning, as some readers allow it.
    """

    label: Sentence
    endings: tuple[str, ...]
    media_type: str
    magic: bytes
    zip_member: str = ""
    before: re.Pattern[bytes] = re.compile(b"")


_HEAD = 1024  # bytes within which a PDF begins (ISO 32000-1, annex H.3.4.1)
# A byte-order mark and line ends; or the commands with which a printer is told that a PDF follows.
_BEFORE_PDF = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*|\x1b%-12345X[\x09\x0a\x0d\x1b\x20-\x7e]*)", re.DOTALL)
_ZIP = b"PK\x03\x04"
_OOXML = "application/vnd.openxmlformats-officedocument"
ACCEPTED = (
    FileType("PDF", (".pdf",), "application/pdf", b"%PDF-", before=_BEFORE_PDF),
    FileType(_("Excel workbook"), (".xlsx",), f"{_OOXML}.spreadsheetml.sheet", _ZIP, "xl/workbook.xml"),
    FileType(_("Word document"), (".docx",), f"{_OOXML}.wordprocessingml.document", _ZIP, "word/document.xml"),
    FileType("PNG", (".png",), "image/png", b"\x89PNG\r\n\x1a\n"),
    FileType("JPEG", (".jpg", ".jpeg", ".jfif", ".jpe"), "image/jpeg", b"\xff\xd8\xff"),
)
EXTENSIONS = ", ".join(ending for kind in ACCEPTED for ending in kind.endings)


def judge(upload: UploadedFile, *, field: str | None = None) -> FileType:
    """Tell the type of an upload by its content.

    Raises: Refused FIL-01 (empty), FIL-02 (too large), FIL-03 (type not taken, or content and name disagree).
    """
    size = _size(upload, field)
    if size > settings.UPLOAD_LIMIT_BYTES:
        raise Refused(
            "FIL-02",
            _("The file has %(size)s; the most is %(limit)s. Make it smaller or split it."),
            field=field,
            params={"size": filesizeformat(size), "limit": filesizeformat(settings.UPLOAD_LIMIT_BYTES)},
        )
    name = text.typed_name(upload.name).lower()
    for kind in ACCEPTED:
        if name.endswith(kind.endings) and _content_is(upload, kind):
            return kind
    raise Refused(
        "FIL-03",
        _("The file’s content is not one of the types taken here. Use one of these: %(types)s."),
        field=field,
        params={"types": EXTENSIONS},
    )


def _size(upload: UploadedFile, field: str | None) -> int:
    if not upload.size:
        raise Refused("FIL-01", _("The file is empty. Choose the file again."), field=field)
    return upload.size


def _content_is(upload: UploadedFile, kind: FileType) -> bool:
    upload.seek(0)
    before, magic, _rest = upload.read(_HEAD).partition(kind.magic)
    begins = bool(magic) and kind.before.fullmatch(before) is not None
    upload.seek(0)
    if not begins or not kind.zip_member:
        return begins
    try:
        with packed.opened(upload) as archive:
            return kind.zip_member in archive.namelist()
    except packed.NotPackedError:
        return False
    finally:
        upload.seek(0)


def _within_the_day(stored: "QuerySet[StoredFile]", size: int, at: datetime, field: str | None) -> None:
    """Disks are shared by all: one person hands in so many bytes in 24 hours; the system's files do not count."""
    day = stored.filter(stored_at__gt=at - timedelta(days=1), stored_by__is_system=False)
    kept_bytes = day.aggregate(bytes=Sum("size_bytes", default=0))["bytes"]
    if kept_bytes + size > settings.UPLOAD_DAY_BYTES:
        raise Refused(
            "FIL-04",
            _("You have handed in %(given)s within a day; the most is %(limit)s. Go on tomorrow."),
            field=field,
            status=429,
            params={"given": filesizeformat(kept_bytes), "limit": filesizeformat(settings.UPLOAD_DAY_BYTES)},
            retry_after=86_400,
        )


def store(
    upload: UploadedFile, *, by: Person, at: datetime, language: str = "en", field: str | None = None
) -> "StoredFile":
    """Keep an upload; returns the row with its SHA-256. Raises what `judge` raises; FIL-04 (429, the day's most)."""
    from common.models import StoredFile  # noqa: PLC0415  models need the app registry

    kind = judge(upload, field=field)
    _within_the_day(StoredFile.objects.filter(stored_by=by), _size(upload, field), at, field)
    return keep(upload, media_type=kind.media_type, by=by, at=at, language=language)


def keep(file: "File[bytes]", *, media_type: str, by: Person, at: datetime, language: str = "en") -> "StoredFile":
    """Keep a file that is no upload, or was judged: whatever its size; returns the row with its SHA-256."""
    from common.models import StoredFile  # noqa: PLC0415  models need the app registry

    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return StoredFile.objects.create(
        content=file,
        name=text.typed_name(file.name)[-200:],
        sha256=digest.hexdigest(),
        size_bytes=file.size,
        media_type=media_type,
        language=language,
        stored_by=by,
        stored_at=at,
    )


def verified() -> tuple[int, str]:
    """Read every stored file and compare it with its SHA-256; returns how many, and the first that differs."""
    from common.models import StoredFile  # noqa: PLC0415  models need the app registry

    count = 0
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
        count += 1
        if difference := _difference(stored):
            return count, f"file {stored.pk} ({stored.content.name}): {difference}"
    return count, ""


def _difference(stored: "StoredFile") -> str:
    digest = hashlib.sha256()
    try:
        with stored.content.open("rb") as content:
            for chunk in content.chunks():
                digest.update(chunk)
    except OSError as error:
        return f"it cannot be read: {type(error).__name__}"
    return "" if digest.hexdigest() == stored.sha256 else "its content is not what was handed in"
