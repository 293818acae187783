"""A session that ends: what was typed is kept for whoever signs in again, and nothing is sent for them."""

import re
from time import time
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from projects.pins.models import ProjectIdeaNote
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_pin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
WORDS = {"title": "Solar in Lopburi", "track": "JCM"}


@pytest.fixture
def it() -> SimpleNamespace:
    it = a_country_in_operation()
    it.participant.set_password("a long enough secret")
    it.participant.save()
    return it


def _idle_for(client: Client, minutes: float) -> None:
    session = client.session
    session["active_at"] = time() - minutes * 60
    session.save()


def _opened(client: Client, user: Any, address: str) -> str:
    """The mark that a page bears which this person has opened; their session is gone then."""
    client.force_login(user)
    mark = re.search(r'name="whose" value="([0-9a-f]{64})"', client.get(address).content.decode())
    assert mark is not None
    client.logout()
    return mark[1]


def _sign_in(client: Client, user: Any, following: str) -> Any:
    typed = {"login": user.email, "password": "a long enough secret"}
    return client.post(f"{reverse('account_login')}?next={following}", typed)


def test_a_session_ends_after_an_hour_without_a_request_and_says_so(it: SimpleNamespace) -> None:
    client = Client()
    client.force_login(it.participant)
    _idle_for(client, 59)
    assert client.get("/inbox/").status_code == 200
    assert time() - client.session["active_at"] < 60, "a request counts"
    _idle_for(client, 61)
    away = client.get("/inbox/")
    assert away["Location"].startswith("/accounts/login/")
    assert (
        "You were signed out because nothing was done for 60 minutes." in client.get(away["Location"]).content.decode()
    )


def test_what_is_sent_after_the_end_is_shown_again_and_nothing_was_done(it: SimpleNamespace) -> None:
    client, address = Client(), reverse("projects:pin-start")
    mark = _opened(client, it.participant, address)
    client.force_login(it.participant)
    _idle_for(client, 61)
    words = WORDS | {"whose": mark} | {"country": it.country.pk, "representative": it.japanese_company.pk}
    away = client.post(address, words)
    assert away["Location"] == f"/accounts/login/?next={address}"
    assert _sign_in(client, it.participant, address)["Location"] == address
    page = client.get(address).content.decode()
    assert ("Solar in Lopburi" in page, "You were signed out before this was sent" in page) == (True, True)
    assert not ProjectIdeaNote.objects.exists()
    assert "Solar in Lopburi" not in client.get(address).content.decode(), "it is handed out once"


def test_a_section_of_a_draft_keeps_its_words_through_a_sign_in(it: SimpleNamespace) -> None:
    pin = a_pin(it)
    client, address = Client(), f"{pin.get_absolute_url()}edit/project/"
    mark = _opened(client, it.participant, address)
    client.post(address, {"title": "A better title", "whose": mark})
    _sign_in(client, it.participant, address)
    assert "A better title" in client.get(address).content.decode()
    pin.refresh_from_db()
    assert pin.title != "A better title"


def _in_japanese(client: Client, address: str, words: dict[str, Any]) -> str:
    """The page at an address once its reader has chosen Japanese, with these words typed and not sent."""
    sent = {"language": "ja", "next": address, "typed": urlencode(words)}
    assert client.post(reverse("set_language"), sent)["Location"] == address
    return client.get(address).content.decode()


def test_what_was_typed_goes_along_into_another_language_and_is_not_sent(it: SimpleNamespace) -> None:
    client, address = Client(), reverse("projects:pin-start")
    words = WORDS | {"whose": _opened(client, it.participant, address)}
    client.force_login(it.participant)
    page = _in_japanese(client, address, words)
    assert 'lang="ja"' in page
    assert "Solar in Lopburi" in page
    assert not ProjectIdeaNote.objects.exists()
    assert "Solar in Lopburi" not in client.get(address).content.decode(), "it is handed out once"


@pytest.mark.parametrize("words", [{"whose": "0" * 64}, {"whose": ""}, {"title": "x" * 300_000}, {"title": "%ff\x00"}])
def test_words_that_go_along_are_judged_as_others_are(it: SimpleNamespace, words: dict[str, str]) -> None:
    client, address = Client(), reverse("projects:pin-start")
    mark = _opened(client, it.participant, address)
    assert "Solar in Lopburi" not in _in_japanese(client, address.replace("start", ""), WORDS | {"whose": mark})
    client.force_login(it.participant)
    page = _in_japanese(client, address, WORDS | {"whose": mark} | words)
    assert ("Solar in Lopburi" in page) is False
    away = client.post(reverse("set_language"), {"language": "ja", "next": "https://example.org/", "typed": "a=b"})
    assert away["Location"] == "/"


def test_words_are_kept_for_their_own_address_and_within_bounds(it: SimpleNamespace) -> None:
    client, address = Client(), reverse("projects:pin-start")
    words = WORDS | {"whose": _opened(client, it.participant, address)}
    client.post(address, words | {"title": "x" * 300_000})
    assert "typed" not in client.session
    client.post(address, words)
    _sign_in(client, it.participant, "/inbox/")
    assert "Solar in Lopburi" not in client.get(reverse("partners:profile")).content.decode()
    for _ in range(25):
        last = Client()
        last.post(address, words)
    assert "typed" not in last.session, "a stranger fills no table"


def test_what_one_person_typed_is_not_shown_to_the_next(it: SimpleNamespace) -> None:
    """Two people at one browser; the second one's page says nothing of the first, nor does the session."""
    it.participant2.set_password("a long enough secret")
    it.participant2.save()
    client, address = Client(), reverse("projects:pin-start")
    words = WORDS | {"whose": _opened(client, it.participant, address)}
    client.post(address, words)
    assert "typed" in client.session
    _sign_in(client, it.participant2, address)
    assert "typed" not in client.session
    assert "Solar in Lopburi" not in client.get(address).content.decode()
    forger = Client()
    forger.post(address, words | {"whose": "0" * 64})
    kept = forger.session["typed"]
    forger.force_login(it.participant)
    session = forger.session
    session["typed"] = kept
    session.save()
    assert "Solar in Lopburi" not in forger.get(address).content.decode(), "a mark that nobody made"


def test_words_of_before_do_not_stand_over_what_a_colleague_saved_meanwhile(it: SimpleNamespace) -> None:
    pin = a_pin(it)
    client, address = Client(), f"{pin.get_absolute_url()}edit/project/"
    mark = _opened(client, it.participant, address)
    client.force_login(it.participant)
    seen = client.get(address).context["seen"]
    client.logout()
    client.post(address, {"title": "Mine", "whose": mark, "seen": seen})
    type(pin).objects.filter(pk=pin.pk).update(title="A colleague’s")
    _sign_in(client, it.participant, address)
    page = client.get(address)
    assert page.context["seen"] == seen, "what was seen as it was typed"
    answer = client.post(address, {"title": "Mine", "seen": page.context["seen"]})
    assert (answer.status_code, "DRF-05" in answer.content.decode()) == (409, True)


def test_a_form_without_its_cookie_shows_what_was_typed_so_that_it_can_be_copied() -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"statement": "<b>Twenty words and more</b> that were typed.", "password": "never shown anywhere at all"}
    answer = client.post(reverse("account_login"), typed)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "&lt;b&gt;Twenty words and more" in page
    assert "never shown" not in page
