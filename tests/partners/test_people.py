"""People come in by invitation; a suspension empties all their roles at once."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from jcm_platform.common import outbox
from jcm_platform.common.models import Event
from jcm_platform.common.refusals import Refused
from partners.models import Appointment, Role, User
from partners.services import people
from tests.conftest import NOON


def invite(it: SimpleNamespace, **changes: Any) -> Appointment:
    values: dict[str, Any] = {
        "email": "Hana.Sato@example.org", "name": "Hana Sato", "organisation": it.japanese_company,
        "role": Role.PARTICIPANT, "by": it.officer, "at": NOON,
    }  # fmt: skip
    return people.invite(**values | changes)


def test_a_new_person_gets_a_role_and_no_password(it: SimpleNamespace) -> None:
    appointment = invite(it)
    user = appointment.user
    assert user.email == "hana.sato@example.org"
    assert not user.has_usable_password()
    assert user.organisation_ids(Role.PARTICIPANT) == {it.japanese_company.pk}
    assert Event.objects.filter(what="partners.appointment.invite", by=it.officer).count() == 1


def test_the_invitation_leads_to_a_page_that_sets_the_password(it: SimpleNamespace, client: Client) -> None:
    invite(it)
    outbox.deliver(at=NOON)
    (message,) = mail.outbox
    address = next(line for line in message.body.splitlines() if line.startswith("http"))
    page = client.get(address.split("8000", 1)[1], follow=True)
    assert page.status_code == 200
    assert b'name="password1"' in page.content


def test_somebody_known_gets_a_second_role_on_the_same_account(it: SimpleNamespace) -> None:
    first = invite(it)
    second = invite(it, organisation=it.local_company)
    assert first.user_id == second.user_id


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"email": "hana"}, "PPL-02"),
        ({"role": Role.SECRETARIAT}, "PPL-03"),
        ({"name": " "}, "PPL-05"),
    ],
)
def test_a_wrong_invitation_is_refused_and_makes_nobody(it: SimpleNamespace, changes: Any, number: str) -> None:
    before = User.objects.count()
    with pytest.raises(Refused, match=number):
        invite(it, **changes)
    assert User.objects.count() == before


def test_the_same_role_twice_is_refused(it: SimpleNamespace) -> None:
    invite(it)
    with pytest.raises(Refused, match="PPL-04") as refusal:
        invite(it)
    assert refusal.value.status == 409


@pytest.mark.parametrize("who", ["participant", "auditor_of_tpe", "japan_chair", "auditor", "registry_officer"])
def test_only_officers_invite(it: SimpleNamespace, who: str) -> None:
    with pytest.raises(Refused, match="PPL-01") as refusal:
        invite(it, by=getattr(it, who))
    assert refusal.value.status == 403


def test_an_ended_role_is_no_role(it: SimpleNamespace) -> None:
    appointment = invite(it)
    people.end_appointment(appointment_id=appointment.pk, by=it.officer, at=NOON)
    assert not User.objects.get(pk=appointment.user_id).holds(Role.PARTICIPANT)
    with pytest.raises(Refused, match="PPL-06"):
        people.end_appointment(appointment_id=appointment.pk, by=it.officer, at=NOON)


def test_a_suspended_person_holds_no_role_until_reinstated(it: SimpleNamespace) -> None:
    people.suspend(user_id=it.participant.pk, reason="Lost laptop", by=it.officer, at=NOON)
    assert not User.objects.get(pk=it.participant.pk).holds(Role.PARTICIPANT)
    with pytest.raises(Refused, match="PPL-08"):
        people.suspend(user_id=it.participant.pk, reason="Again", by=it.officer, at=NOON)
    people.reinstate(user_id=it.participant.pk, by=it.officer, at=NOON)
    assert User.objects.get(pk=it.participant.pk).holds(Role.PARTICIPANT)


def test_nobody_suspends_themselves_or_without_a_reason(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="PPL-09"):
        people.suspend(user_id=it.officer.pk, reason="Holiday", by=it.officer, at=NOON)
    with pytest.raises(Refused, match="PPL-07"):
        people.suspend(user_id=it.participant.pk, reason="", by=it.officer, at=NOON)
