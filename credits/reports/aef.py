"""Formats as files: workbook, JSON and CSV, and findings as people read them."""

from collections.abc import Callable, Mapping, Sequence
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile

from common import files, tables, workbooks
from common.refusals import Refused
from common.text import Unreadable
from credits.aef import reading, writing
from credits.aef.prechecks import Around, check
from credits.aef.profiles import PROFILES, Profile
from credits.aef.rules import Finding
from credits.aef.submissions import Submission
from credits.models import PartyRecord
from credits.selectors import aef, parties

MOST_FINDINGS = 500  # shown on one page

type Write = Callable[[Submission, Profile, BinaryIO], None]


def _json(submission: Submission, _profile: Profile, target: BinaryIO) -> None:
    writing.as_json(submission, target)


WRITERS: Mapping[str, tuple[Write, str]] = {
    "xlsx": (writing.workbook, workbooks.MEDIA_TYPE),
    "json": (_json, "application/json"),
    "zip": (writing.as_csv, "application/zip"),
}


def write(submission: Submission, extension: str, profile: str, target: BinaryIO) -> None:
    """Write a format in the way that an extension names."""
    WRITERS[extension][0](submission, PROFILES[profile], target)


def file_of(record: PartyRecord, extension: str, profile: str) -> IO[bytes]:
    """A file of a frozen format, open at its beginning: of a filed one the workbook as it was filed."""
    kept = aef.kept_file(record, profile) if extension == "xlsx" else None
    if kept is not None:
        return cast(IO[bytes], kept.content.open("rb"))
    target = TemporaryFile()  # noqa: SIM115  the response closes it
    write(aef.submission_of(record), extension, profile, target)
    target.seek(0)
    return target


def findings_of(record: PartyRecord) -> Sequence[Finding]:
    """What the pre-check found when the version was made."""
    return [Finding(*each) for each in record.content["precheck"]["findings"]]


def looked_at(upload: UploadedFile) -> tuple[Submission, list[Finding]]:
    """Another Party's workbook: what is odd about it, what the pre-check finds, compared with what is filed here.

    Raises: Refused FIL-01 to FIL-03 (no workbook), AEF-06 (it cannot be read, or holds too much).
    """
    files.judge(upload, field="workbook")
    every = parties.every()
    try:
        tables.weigh(upload)
        upload.seek(0)
        book = reading.read(upload, codes={party.name: party.code for party in every})
    except Unreadable as wrong:
        raise Refused("AEF-06", wrong.sentence, field="workbook") from wrong
    except Exception as fault:  # whatever a broken workbook makes of its reader
        raise Refused("AEF-06", tables.NO_WORKBOOK, field="workbook") from fault
    odd = [Finding(each.number, each.sheet, each.cell, each.found) for each in book.odd]
    filed = aef.filed(book.submission.year).exclude(party=book.submission.party)
    others = {each.party: aef.submission_of(each) for each in filed}
    around = Around(frozenset(party.code for party in every), others=others)
    return book.submission, [*odd, *check(book.submission, around, most=MOST_FINDINGS)]
