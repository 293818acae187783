"""A statement of a page ends in time; dear work is done once at a time for each visitor, and public documents once."""

from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from common import limits, pdf
from common.refusals import Refused
from jcm_platform import urls as all_urls


def sleeps(request: HttpRequest) -> HttpResponse:
    """A page whose statement takes as long as asked."""
    str(request.user)  # sign-in is looked up first, as every page's frame does
    with connection.cursor() as cursor:
        cursor.execute("select pg_sleep(%s)", [float(request.GET["seconds"])])
        cursor.execute("select current_setting('statement_timeout')")
        return HttpResponse(cursor.fetchone()[0])


def downloads(request: HttpRequest) -> HttpResponse:
    """A page that takes its reader's turn."""
    with limits.Turn(request, "download"):
        return sleeps(request)


def in_parts(request: HttpRequest) -> HttpResponse:
    """A page that works in transactions, parts of which are undone; it says which limit each part had."""
    limits_seen = []

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('statement_timeout')")
            limits_seen.append(cursor.fetchone()[0])

    for _n in range(2):
        with transaction.atomic():
            with transaction.atomic():
                look()
                transaction.set_rollback(True)
            look()
            with transaction.atomic():
                look()
            look()
    return HttpResponse(" ".join(limits_seen))


urlpatterns = [
    path("sleeps/", sleeps),
    path("downloads/", downloads),
    path("parts/", in_parts),
    path("api/sleeps/", sleeps),
    *all_urls.urlpatterns,
]
handler500 = "django.views.defaults.server_error"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _short(settings: Any) -> None:
    settings.STATEMENT_SECONDS = 1
    settings.ROOT_URLCONF = __name__


def test_a_statement_that_takes_too_long_is_ended_with_a_sentence() -> None:
    answer = Client(raise_request_exception=False).get("/sleeps/?seconds=20")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "took too long" in answer.content.decode()


def test_the_api_says_so_as_a_problem() -> None:
    answer = Client(raise_request_exception=False).get("/api/sleeps/?seconds=20")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["number"] == "LIM-02"


def test_who_is_signed_in_and_downloads_may_wait_longer(django_user_model: Any) -> None:
    client = Client()
    assert client.get("/sleeps/?seconds=0").content == b"1s"
    assert client.get("/sleeps/?seconds=0&format=csv").content == b"1s"  # a word in the address is no download
    assert client.get("/downloads/?seconds=0").content == b"10s"
    client.force_login(django_user_model.objects.create_user("waits@example.org", None, name="Waits"))
    assert client.get("/sleeps/?seconds=0").content == b"5s"
    assert Client().get("/sleeps/?seconds=0").content == b"1s"  # the same connection, another reader


def test_each_part_of_a_transaction_has_the_limit_which_is_set_as_seldom_as_may_be() -> None:
    Client().get("/downloads/?seconds=0")  # whoever had the connection before might wait ten times as long
    with mock.patch.object(connection.connection, "execute", wraps=connection.connection.execute) as set_anew:
        assert Client().get("/parts/").content.split() == [b"1s"] * 8
    assert len([call for call in set_anew.call_args_list if "SET LOCAL" in call.args[0]]) <= 6


def test_a_second_download_waits_for_the_first() -> None:
    client = Client()
    asked = client.get("/sleeps/?seconds=0").wsgi_request
    held = limits.Turn(asked, "download")
    with pytest.raises(Refused) as refused:
        limits.Turn(asked, "download")
    assert refused.value.number == "LIM-01"
    answer = client.get("/projects/?format=csv")
    assert (answer.status_code, answer["Retry-After"]) == (429, "5")
    held.give_back()
    for _n in range(2):  # the end of a download gives the turn back
        assert client.get("/projects/?format=csv").getvalue()


@pytest.mark.parametrize("address", ["/rulebooks/?format=csv", "/service-times/?format=csv"])
def test_every_download_takes_its_turn(address: str) -> None:
    client = Client()
    held = limits.Turn(client.get("/sleeps/?seconds=0").wsgi_request, "download")
    assert client.get(address).status_code == 429
    held.give_back()
    for _n in range(2):
        assert client.get(address).status_code == 200


def test_a_public_document_is_drawn_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path
    drawn: list[str] = []

    def counted(html: str) -> bytes:
        drawn.append(html)
        return b"%PDF-"

    monkeypatch.setattr(pdf, "_drawn", counted)
    for number in ("A", "A", "B"):
        assert pdf.render_pdf("405.html", {"number": number, "nonce": number}, for_everybody=True) == b"%PDF-"
    assert len(drawn) == 1  # this template says the same of both
    pdf.render_pdf("405.html", {})
    assert len(drawn) == 2
