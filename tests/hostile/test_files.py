"""Whatever stands in a cell of a file: each line says what it would do or why not, and nothing is stored."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from common import text
from registry.models import TransactionRequest
from registry.services.batches import COLUMNS, MOST_LINES
from tests.factories.registry import two_holders
from tests.hostile.soon import CPU_SECONDS, timed
from tests.hostile.values import EVERYWHERE, STORED

SHEETS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
# A part of a workbook, and what a few packed kilobytes put there.
BOMBS = {
    "styles": ("xl/styles.xml", f"<styleSheet {SHEETS}><cellXfs>{'<xf/>' * 900_000}</cellXfs></styleSheet>"),
    "one row": ("xl/worksheets/sheet1.xml", f"<worksheet {SHEETS}><sheetData><row>{'<c/>' * 1_200_000}</row>"),
    "rows": (
        "xl/worksheets/sheet1.xml",
        f"<worksheet {SHEETS}><sheetData>{'<row/>' * 800_000}</sheetData></worksheet>",
    ),
    "texts": ("xl/sharedStrings.xml", f"<sst {SHEETS}>{'<si/>' * 900_000}</sst>"),
    "names": ("xl/workbook.xml", f"<workbook {SHEETS}><definedNames>{'<definedName/>' * 300_000}</definedNames>"),
    "types": ("[Content_Types].xml", f"<Types>{'<Default/>' * 400_000}</Types>"),
    "properties": ("docProps/core.xml", f"<p>{'<a/>' * 1_000_000}</p>"),
    "depth": ("xl/styles.xml", "<a>" * 1_000_000),
    "entities": ("xl/styles.xml", f'<!DOCTYPE a [<!ENTITY a "{"x" * 1000}">]><a>{"&a;" * 100_000}</a>'),
    "no XML": ("xl/media/image1.png", "x" * 4_900_000),
}

type Note = Callable[[str, object], None]


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """Two holders with accounts, one of whom holds units."""
    return two_holders(1000)


def test_no_cell_of_a_file_of_transfers_is_a_fault(it: SimpleNamespace, record_property: Note) -> None:
    cells = [value for value in (*EVERYWHERE, *STORED) if not text.fault(value, line=True)]
    rows = [[value if at == n else "" for n in range(4)] for value in cells for at in range(4)]
    record_property("hostile", {"cells": len(rows)})
    client = Client(raise_request_exception=False)
    client.force_login(it.participant, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("registry:batch-start", args=[it.sender.number])
    for first in range(0, len(rows), MOST_LINES):
        written = io.StringIO()
        csv.writer(written).writerows([COLUMNS, *rows[first : first + MOST_LINES]])
        before = TransactionRequest.objects.count()
        answer: Any = client.post(address, {"file": SimpleUploadedFile("a.csv", written.getvalue().encode())})
        assert answer.status_code == 200
        outcomes = answer.context["outcomes"]
        assert len(outcomes) > 1
        assert all(outcome.refusal.sentence for outcome in outcomes if outcome.refusal)
        assert TransactionRequest.objects.count() == before


@pytest.mark.parametrize("value", [value for value in EVERYWHERE if text.fault(value)], ids=ascii)
def test_a_file_with_a_sign_that_nobody_sees_is_refused_with_a_sentence(value: str, it: SimpleNamespace) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(it.participant, backend="django.contrib.auth.backends.ModelBackend")
    sent = SimpleUploadedFile("a.csv", f"{','.join(COLUMNS)}\nA,1,,{value}\n".encode())
    answer = client.post(reverse("registry:batch-start", args=[it.sender.number]), {"file": sent})
    assert answer.status_code == 422
    assert re.search("Take out the|Save it as", answer.content.decode())


def _sent(name: str, content: str) -> SimpleUploadedFile:
    """A workbook of one line with a part in another way, or one more."""
    plain, written, book = io.BytesIO(), io.BytesIO(), Workbook()
    book.worksheets[0].append(COLUMNS)
    book.save(plain)
    with zipfile.ZipFile(plain) as read, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as bomb:
        for each in {*read.namelist()} - {name}:
            bomb.writestr(each, read.read(each))
        bomb.writestr(name, content)
    return SimpleUploadedFile("a.xlsx", written.getvalue())


@pytest.mark.parametrize("kind", BOMBS)
def test_a_small_workbook_that_unpacks_to_much_is_refused_and_soon(kind: str, it: SimpleNamespace) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(it.participant, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("registry:batch-start", args=[it.sender.number])
    sent = _sent(*BOMBS[kind])
    answer, seconds = timed(lambda: client.post(address, {"file": sent}))
    assert seconds < CPU_SECONDS
    assert answer.status_code == 422
    assert "This workbook" in answer.content.decode()
