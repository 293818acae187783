"""Packed files (zip), as workbooks and documents are: their table of contents is read where it is small and whole."""

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

MOST_PARTS = 5_000
MOST_OF_CONTENTS = 500_000  # bytes of the table of contents, which is read whole before anything else
_END, _END_OF_LARGE = b"PK\x05\x06", b"PK\x06\x07"
_END_BYTES, _REMARK_BYTES, _LARGE_BYTES = 22, 65_535, 20
# What a broken table of contents makes of its reader: a name that is no UTF-8, a version that is not known, and so on.
_FAULTS = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, struct.error)


class NotPackedError(Exception):
    """It is no packed file, a broken one, or one whose table of contents is too long."""


@contextmanager
def opened(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The packed file, to be read; raises `NotPackedError`."""
    try:
        if _bytes_of_contents(file) > MOST_OF_CONTENTS:
            raise NotPackedError
        file.seek(0)
        archive = zipfile.ZipFile(file)
    except _FAULTS as fault:
        raise NotPackedError from fault
    with archive:
        if len(archive.infolist()) > MOST_PARTS:
            raise NotPackedError
        yield archive


def _bytes_of_contents(file: IO[bytes]) -> int:
    """What the end of the file says of its table of contents, found where Python's own reader finds it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_BYTES - _REMARK_BYTES - _LARGE_BYTES))
    tail = file.read()
    last = tail[-_END_BYTES:]
    is_last = last.startswith(_END) and last.endswith(b"\x00\x00")
    at = len(tail) - _END_BYTES if is_last else tail.rfind(_END)
    # Files of more than 4 GB say it elsewhere, and so could one that hides how long it is.
    if at < 0 or tail[max(0, at - _LARGE_BYTES) :].startswith(_END_OF_LARGE):
        raise NotPackedError
    (said,) = struct.unpack_from("<L", tail, at + 12)
    return int(said)
