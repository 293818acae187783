"""The committed tables of permissions, and how what the platform answers is compared with them.

The tables are written by hand from the design; nothing here, and no tool, fills a cell from the running system.
"""

import csv
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from common import pdf
from tests.architecture import light, routes
from tests.architecture.people import declared
from tests.factories import kinds
from tests.factories.addresses import Address, of_it
from tests.factories.situations import SITUATIONS

TABLES = Path(__file__).parent.parent / "golden"
WORDS = {"ok", "sign-in", "403", "404", "405", "api-401"}
INTERESTED = "COI-06"  # who is of the office that judges, and acts for a party too

type Row = dict[str, str]
type Key = tuple[str, str]
type SignedIn = dict[str, tuple[Any, Client]]


def table(name: str) -> list[Row]:
    """The rows of a committed table."""
    with (TABLES / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cells(name: str) -> dict[Key, Row]:
    """The table's rows by their first two columns, each with one cell a person."""
    found: dict[Key, Row] = {}
    for row in table(name):
        first, second, *people = row
        key = row[first], row[second]
        assert key not in found, f"{name}.csv has two rows for {key}"
        found[key] = {person: row[person] for person in people}
    return found


ADDRESSES, MOVES = cells("addresses"), cells("moves")
OURS = routes.ours()


def people_named() -> list[str]:
    """The kinds of person that are described, in the order of the tables' columns."""
    return [row["person"] for row in table("people")]


def address_of(key: Key) -> Address:
    """Where the row's address stands: in its situation where one is declared, else where the route test finds it."""
    name, _situation = key
    return SITUATIONS.get(key) or declared("ADDRESSES").get(name, NOWHERE)


NOWHERE = of_it()


def _no_paper(_html: str, _language: str = "") -> bytes:
    return b""


@contextmanager
def unrendered() -> Iterator[None]:
    """Who may is asked, not what the page looks like: a page is its refusal's number, or nothing; a PDF is empty."""

    def bare(_self: Template, context: Any = None, request: Any = None) -> str:
        return f"{context['refusal'].number}\n" if context and "refusal" in context else "<body></body>"

    logging.disable(logging.CRITICAL)  # a line for each of thousands of requests would be half of the work
    try:
        with mock.patch.object(Template, "render", bare), mock.patch.multiple(pdf, _drawn=_no_paper, _kept=_no_paper):
            yield
    finally:
        logging.disable(logging.NOTSET)


def answered(client: Client, key: Key, path: str) -> tuple[str, str]:
    """The word for what an address answers, and the number of the refusal if it gave one; nothing is kept."""
    with light.cookies_kept(client), transaction.atomic():
        answer = client.post(path) if OURS[key[0]].only_post else client.get(path)
        transaction.set_rollback(True)
    status = answer.status_code
    number = "" if answer.streaming or status not in {403, 409, 422} else _number(answer.content.decode()[:200])
    if status == 302 and answer["Location"].startswith(reverse(settings.LOGIN_URL)):
        return "sign-in", ""
    if status in {200, 201, 204, 302, 409, 422}:
        return "ok", number
    return ("api-401" if status == 401 else str(status)), number


def _number(body: str) -> str:
    first = body.partition("\n")[0]
    return first if is_number(first) else ""


def differences(keys: list[Key], reached: Any, it: SimpleNamespace, everybody: SignedIn) -> list[str]:
    """What each person is answered otherwise than the table says, at addresses of one and the same object."""
    kinds.tie(it, {name: user for name, (user, _client) in everybody.items()})
    wrong = []
    with light.requests(), unrendered(), light.nobody_told(), light.people_read_once():
        for key in keys:
            path = reverse(key[0], kwargs=address_of(key).arguments(reached))
            for person, expected in ADDRESSES[key].items():
                word, number = answered(everybody[person][1], key, path)
                if expected not in {word, number}:
                    wrong.append(said(" ".join(key), person, expected, f"{word} {number}".strip()))
    return wrong


def said(what: str, person: str, expected: str, got: str) -> str:
    """A difference, as a reader wants it."""
    return f"{what} | {person}: expected {expected}, got {got}"


def listed(wrong: list[str]) -> str:
    """The differences, one a line."""
    return "\n".join((f"{len(wrong)} cells of the golden table differ from what the platform does:", *wrong))


def as_expected(expected: str, refusal: str | None) -> bool:
    """Whether a move was refused, or not, as its cell says."""
    if expected == "yes":
        return refusal is None or not (refusal.startswith("MOV-") or refusal == INTERESTED)
    if expected == "interest":
        return refusal == INTERESTED
    return refusal == expected


def is_number(cell: str) -> bool:
    """Whether a cell is the number of a refusal."""
    return re.fullmatch(r"[A-Z]{3}-\d\d", cell) is not None


WHAT_TO_DO = (
    "Write the row by hand, never from what the platform answers: from the design, who may, for every person of"
    " people.csv (docs/security.md, “The golden tables”). It is printed here with empty cells."
)
