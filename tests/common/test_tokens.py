"""A form that is sent twice does its deed once."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from common import tokens
from common.models import SentForm
from projects.pins.models import ProjectIdeaNote
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation

HANDS = 4
CONTENT = "c" * 64
_TOKEN = re.compile(r'name="token" value="([0-9a-f-]{36})"')


def _begin(it: SimpleNamespace) -> tuple[Client, str, dict[str, Any]]:
    client = Client()
    client.force_login(it.participant)
    address = reverse("projects:pin-start")
    token = _TOKEN.search(client.get(address).content.decode())
    assert token is not None
    values = {
        "country": it.country.pk,
        "title": "Solar in Lopburi",
        "representative": it.japanese_company.pk,
    }
    return client, address, values | {"token": token[1]}


@pytest.mark.django_db
def test_back_and_again_makes_one_paper_and_leads_to_it(noon: object) -> None:
    client, address, values = _begin(a_country_in_operation())
    first, again = client.post(address, values), client.post(address, values)
    assert (first.status_code, again["Location"]) == (302, first["Location"])
    assert [pin.title for pin in ProjectIdeaNote.objects.all()] == ["Solar in Lopburi"]
    assert "This form was sent before" in client.get(again["Location"]).content.decode()


@pytest.mark.django_db
def test_other_words_in_a_form_that_was_sent_are_neither_lost_nor_done_unasked(noon: object) -> None:
    client, address, values = _begin(a_country_in_operation())
    client.post(address, values)
    other = values | {"title": "Wind in Lopburi"}
    answer = client.post(address, other)
    page = answer.content.decode()
    assert (answer.status_code, "TOK-01" in page, "Wind in Lopburi" in page) == (409, True, True)
    token = _TOKEN.search(page)
    assert token is not None
    assert client.post(address, other | {"token": token[1]}).status_code == 302
    assert {pin.title for pin in ProjectIdeaNote.objects.all()} == {"Solar in Lopburi", "Wind in Lopburi"}


@pytest.mark.django_db
def test_what_is_refused_leaves_the_token_for_the_next_try(noon: object) -> None:
    client, address, values = _begin(a_country_in_operation())
    refused = client.post(address, values | {"title": ""})
    assert (refused.status_code, values["token"] in refused.content.decode()) == (422, True)
    assert not SentForm.objects.exists()
    assert client.post(address, values).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "x", "0" * 36, "é" * 36, "9" * 5000])
def test_what_is_no_token_is_none(typed: str) -> None:
    assert tokens.read(typed) is None


@pytest.mark.django_db(transaction=True)
def test_sent_at_the_same_instant_it_is_done_once() -> None:
    token, met, made = uuid4(), Barrier(HANDS), list[int]()

    def send(hand: int) -> tuple[str, bool]:
        def do() -> str:
            made.append(hand)
            return f"/made/by/{hand}/"

        try:
            met.wait(30)
            return tokens.once(token, CONTENT, do, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        answers = list(pool.map(send, range(HANDS)))
    assert len(made) == 1
    assert {address for address, _ in answers} == {f"/made/by/{made[0]}/"}
    assert sorted(is_done for _, is_done in answers) == [False] * (HANDS - 1) + [True]


@pytest.mark.django_db
def test_tokens_go_after_a_week() -> None:
    tokens.once(uuid4(), CONTENT, lambda: "/old/", at=NOON - tokens.KEPT * 2)
    tokens.once(uuid4(), CONTENT, lambda: "/new/", at=NOON)
    assert tokens.forget(at=NOON) == 1
    assert SentForm.objects.get().address == "/new/"
