"""Whatever stands in a cell of a file: each line says what it would do or why not, and nothing is stored."""

import csv
import io
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from common import text
from registry.models import TransactionRequest
from registry.services.batches import COLUMNS, MOST_LINES
from tests.factories.registry import two_holders
from tests.hostile.values import EVERYWHERE, STORED

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
