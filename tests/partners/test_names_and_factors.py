"""A name that is corrected and a second factor that is lost: both take two officers."""

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import transaction
from django.test import Client

from common import outbox
from common.refusals import Refused
from partners.people.models.people import User
from tests.conftest import NOON
from tests.factories.pages import second_officer
from tests.factories.partners import a_country_in_operation
from tests.factories.people import in_force, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def it() -> SimpleNamespace:
    it = a_country_in_operation()
    second_officer(it)  # outside of what a refusal takes back
    return it


def _refused(number: str, it: SimpleNamespace, kind: str, **wish: Any) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        proposed(it, kind, **wish)
    assert refused.value.number == number


def test_a_name_is_corrected_when_a_second_officer_has_agreed(it: SimpleNamespace) -> None:
    wish = {"person": it.participant, "name": "Hana Yamada", "reason": "Family register of 1 May, seen today."}
    earlier = it.participant.name
    proposed(it, "rename", **wish)
    assert User.objects.get(pk=it.participant.pk).name == earlier
    _refused("PPL-17", it, "rename", **wish)


def test_what_is_no_correction_is_refused(it: SimpleNamespace) -> None:
    person = it.participant
    _refused("PPL-05", it, "rename", person=person, name=" ", reason="Register")
    _refused("PPL-20", it, "rename", person=person, name=person.name, reason="Register")
    _refused("PPL-22", it, "rename", person=person, name="Hana Yamada")


def test_the_corrected_name_stands(it: SimpleNamespace) -> None:
    in_force(it, "rename", person=it.participant, name="Hana Yamada", reason="Register")
    assert User.objects.get(pk=it.participant.pk).name == "Hana Yamada"
    outbox.deliver(at=NOON)
    (told,) = (each for each in mail.outbox if each.to == [it.participant.email])
    assert "Dear Hana Yamada," in told.body
    assert "Two officers corrected the name" in told.body


def test_a_lost_second_factor_is_taken_away_and_every_session_ends(it: SimpleNamespace) -> None:
    person, client = it.participant, Client()
    _refused("PPL-21", it, "factor", person=person, reason="Called back.")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    _refused("PPL-23", it, "factor", person=person)
    client.force_login(person)
    assert client.get("/inbox/").status_code == 200
    in_force(it, "factor", person=person, reason="Called back at the number of the register.")
    assert not Authenticator.objects.filter(user=person).exists()
    assert client.get("/inbox/").status_code == 302
    outbox.deliver(at=NOON)
    assert any(each.to == [person.email] and "second factor" in each.body for each in mail.outbox)
