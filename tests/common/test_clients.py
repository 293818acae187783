"""Addresses of clients behind a counted number of proxies, and limits that count people and networks apart."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail as sent
from django.test import Client, RequestFactory
from django.urls import reverse

from common import clock, outbox
from common.clients import client_address, client_network
from jcm_platform import settings as declared
from partners.people.models.people import User
from tests.factories.partners import person
from tests.factories.projects import a_call

PROXY = "10.0.0.7"
SENT = {"name": "Somchai", "organisation": "Water Users", "email": "s@example.org", "text": "How is water watched?"}


def _asked(forwarded: str, remote: str = PROXY) -> str:
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded}))


@pytest.mark.parametrize(
    ("count", "forwarded", "address"),
    [
        (0, "203.0.113.5", PROXY),  # nobody of ours wrote it
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1, 203.0.113.5", "203.0.113.5"),  # the first is the visitor's own invention
        (2, "198.51.100.1, 203.0.113.5, 10.0.0.6", "203.0.113.5"),
        (2, "203.0.113.5", PROXY),  # it did not come through both
        (1, "", PROXY),
        (1, "not an address", PROXY),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "::ffff:203.0.113.5", "203.0.113.5"),
    ],
)
def test_an_address_is_counted_from_the_right(count: int, forwarded: str, address: str, settings: Any) -> None:
    settings.TRUSTED_PROXY_COUNT = count
    assert _asked(forwarded) == address


def test_a_network_of_ipv6_counts_as_one(settings: Any) -> None:
    settings.TRUSTED_PROXY_COUNT = 0
    networks = {client_network(RequestFactory().get("/", REMOTE_ADDR=f"2001:db8:1:2::{n:x}")) for n in range(1, 99)}
    assert networks == {"2001:db8:1:2::/64"}


@pytest.fixture
def behind_a_proxy(settings: Any) -> None:
    settings.TRUSTED_PROXY_COUNT = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def _somebody(it: SimpleNamespace, email: str) -> User:
    """Somebody with a role, a proved address and a password."""
    made = person("participant", it.japanese_company, email=email)
    made.set_password("a long good password")
    made.save()
    return made


def _sign_in(address: str, email: str, password: str) -> str:
    client = Client(REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": address})
    client.post(reverse("account_login"), {"login": email, "password": password})
    return str(client.session.get("_auth_user_id", ""))


def test_wrong_sign_ins_from_one_place_shut_out_nobody_elsewhere(it: SimpleNamespace, behind_a_proxy: None) -> None:
    somebody = _somebody(it, "shut.out@example.org")
    for n in range(40):
        _sign_in("203.0.113.5", f"nobody{n}@example.org", "wrong")
    assert _sign_in("203.0.113.5", somebody.email, "a long good password") == ""
    assert _sign_in("198.51.100.9", somebody.email, "a long good password") == str(somebody.pk)


def test_comments_of_one_network_close_the_call_to_nobody_else(it: SimpleNamespace, behind_a_proxy: None) -> None:
    call = a_call(it)

    def comment(address: str, client: Client | None = None) -> int:
        asked = client or Client()
        answer = asked.post(call.get_absolute_url(), SENT, REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": address})
        return answer.status_code

    assert [comment(f"2001:db8:1:2::{n}") for n in range(6)] == [302] * 5 + [429]
    assert comment("203.0.113.5") == 302
    signed_in = Client()
    signed_in.force_login(it.participant)
    assert comment("2001:db8:1:2::1", signed_in) == 302


def test_a_comment_too_many_is_kept_in_the_form_with_when_to_come_back(it: SimpleNamespace) -> None:
    call = a_call(it)
    client = Client()
    for _n in range(5):
        client.post(call.get_absolute_url(), SENT)
    answer = client.post(call.get_absolute_url(), SENT)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert SENT["text"] in answer.content.decode()


def test_a_limit_of_sign_in_says_when_to_come_back(it: SimpleNamespace, behind_a_proxy: None) -> None:
    for n in range(70):
        answer = Client().post(reverse("account_login"), {"login": f"nobody{n}@example.org", "password": "wrong"})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"


def test_an_unknown_address_gets_no_mail_and_mail_names_the_site(it: SimpleNamespace) -> None:
    person = User.objects.create_user("forgot@example.org", "a long good password", name="Forgot")
    sent.outbox.clear()
    for email in ("nobody@example.org", person.email):
        assert Client().post(reverse("account_reset_password"), {"email": email}).status_code == 302
    outbox.deliver(at=clock.now())
    (mail,) = sent.outbox
    assert mail.to == [person.email]
    assert mail.subject.startswith("[JCM] ")
    assert "example.com" not in mail.subject + str(mail.body)


def test_a_wrong_password_is_hashed_once(it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.PASSWORD_HASHERS = declared.PASSWORD_HASHERS
    somebody = _somebody(it, "hashed@example.org")
    hashed: list[str] = []
    encode = PBKDF2PasswordHasher.encode

    def counted(self: PBKDF2PasswordHasher, password: str, salt: str, iterations: int | None = None) -> str:
        hashed.append(password)
        return encode(self, password, salt, iterations)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    assert _sign_in("127.0.0.1", somebody.email.upper(), "wrong") == ""
    assert hashed == ["wrong"]
    assert _sign_in("127.0.0.1", somebody.email.upper(), "a long good password") == str(somebody.pk)
