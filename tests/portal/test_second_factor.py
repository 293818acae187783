"""People who approve or issue have a second factor; until then every page leads to its set-up."""

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

WHO_MUST = ("officer", "japan_chair", "partner_chair", "government_japan_officer", "registry_officer")
WHO_NEED_NOT = ("participant", "auditor_of_tpe")


@pytest.fixture
def duty(settings: Any) -> None:
    settings.SECOND_FACTOR = True


@pytest.mark.parametrize("who", WHO_MUST)
@pytest.mark.parametrize("address", ["workflow:inbox", "portal:home", "registry:account-list"])
def test_an_officer_without_one_is_led_to_its_set_up(
    who: str, address: str, it: SimpleNamespace, duty: None, client: Client
) -> None:
    person = getattr(it, who)
    client.force_login(person)
    answer = client.get(reverse(address))
    assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code == 200
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get(reverse("workflow:inbox")).status_code == 200


def test_recovery_codes_alone_are_none(it: SimpleNamespace, duty: None, client: Client) -> None:
    client.force_login(it.officer)
    Authenticator.objects.create(user=it.officer, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x"})
    assert client.get(reverse("workflow:inbox")).status_code == 302


@pytest.mark.parametrize("who", WHO_NEED_NOT)
def test_others_may_do_without(who: str, it: SimpleNamespace, duty: None, client: Client) -> None:
    client.force_login(getattr(it, who))
    assert client.get(reverse("workflow:inbox")).status_code == 200


def test_a_deed_without_one_is_not_done(it: SimpleNamespace, duty: None, client: Client) -> None:
    client.force_login(it.officer)
    assert client.post(reverse("workflow:notices-read"))["Location"] == reverse("mfa_index")
