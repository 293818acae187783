"""Whatever is typed into a public address: an answer below 500, and soon."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.architecture import light
from tests.hostile import doors
from tests.hostile.values import EVERYWHERE

CPU_SECONDS = 3.0  # of one request; the exponent took a minute


def _ask(client: Client, address: str) -> tuple[int, float]:
    began = time.process_time()
    with transaction.atomic():
        answer: Any = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer.status_code, time.process_time() - began


def _faults(addresses: Iterable[str]) -> list[str]:
    client, found = Client(raise_request_exception=False), []
    with light.quiet():
        for address in addresses:
            status, seconds = _ask(client, address)
            if status >= 500 or seconds > CPU_SECONDS:
                found.append(f"{address[:120]}: {status} after {seconds:.1f} s")
    return found


@pytest.fixture(scope="module")
def narrowed_by(made: SimpleNamespace) -> Mapping[str, Sequence[str]]:
    """The public pages without places in their address, with the parameters of each."""
    return {route.pattern: doors.fields(route) for route in doors.public() if not route.arguments}


@pytest.mark.parametrize("value", EVERYWHERE, ids=lambda value: ascii(value)[1:24])
def test_no_part_of_a_path_is_a_fault(value: str, it: SimpleNamespace) -> None:
    assert _faults(path for route in doors.public() for path in doors.paths(route, value)) == []


@pytest.mark.parametrize("value", EVERYWHERE, ids=lambda value: ascii(value)[1:24])
def test_no_parameter_is_a_fault(value: str, it: SimpleNamespace, narrowed_by: Mapping[str, Sequence[str]]) -> None:
    def asked() -> Iterator[str]:
        for pattern, names in narrowed_by.items():
            for query in doors.queries(names, value):
                yield f"/{pattern}?{query}"

    assert _faults(asked()) == []


def test_every_parameter_that_a_view_reads_is_tried() -> None:
    read: set[str] = set()
    base = Path(settings.BASE_DIR)
    for path in (*base.glob("[a-z]*/**/views/*.py"), *base.glob("[a-z]*/**/views.py")):
        read |= set(re.findall(r'request\.GET(?:\.get\(|\[|\.getlist\()"(\w+)"', path.read_text()))
    assert len(read) > 5
    assert read <= set(doors.PARAMETERS)


@pytest.mark.parametrize("address", ["/projects/a%00/", "/?q=%00", "/projects/?q=%1b", "/countries/a%07/"])
def test_a_control_sign_in_an_address_is_refused_with_a_sentence(address: str, it: SimpleNamespace) -> None:
    answer = Client().get(address)
    assert answer.status_code == 400
    assert "a sign that no address has" in answer.content.decode()


def test_a_program_reads_of_a_control_sign_as_a_problem() -> None:
    answer = Client().get("/api/v1/projects/?q=%00")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert "a sign that no address has" in answer.json()["title"]
