"""Accounts that look like one person's count as one until an auditor has told them apart."""

import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db import IntegrityError, connection, transaction
from django.test import Client

from committee.decisions.services import answers
from common.refusals import Refused
from partners.people.models.addresses import SignIn
from partners.people.models.people import Role, User
from partners.people.models.personnel import AliasCase, ChangeKind
from partners.people.permissions.likeness import address_key, addresses_alike, names_alike
from partners.people.services import aliases, personnel, sign_ins
from partners.permissions.four_eyes import another_person
from registry.models import OfficerRequest
from registry.services import accounts, holder_changes, inspections, officer_requests
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from tests.conftest import NOON
from tests.factories.pages import a_circulated_decision
from tests.factories.partners import a_country_in_operation, person
from tests.factories.people import alike, an_invitation, in_force
from tests.factories.registry import a_stop, an_account, units_in
from tests.finals import confirmed
from workflow.steps.selectors import inbox


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation("TH")
    it.account = an_account(it, it.japanese_company, people=(it.participant, it.participant2))
    units_in(it.account, 100)
    return it


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def look(it: SimpleNamespace) -> int:
    return aliases.look_at_everybody(by=it.system, at=NOON)


def a_freeze(it: SimpleNamespace) -> OfficerRequest:
    wish = Wish(kind="freeze", account=it.account.number, selection=Selection(), reason="Order of a court")
    return officer_requests.propose(wish=wish, by=it.registry_officer, at=NOON)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hana Sato", "SATO Hana", True),
        ("Ｈａｎａ　Ｓａｔｏ", "Hana Sato", True),
        ("Somchai Wattana", "Somchai Watana", True),
        ("José Núñez", "Jose Nunez", True),
        ("Hana Sato", "Hana Saito", True),
        ("Hana Sato", "Ken Mori", False),
        ("Officer 12", "Officer 13", False),
        ("", "", False),
    ],
)
def test_names_are_alike(one: str, other: str, same: bool) -> None:
    assert names_alike(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hana.sato@jcma.example", "HanaSato+x@jcma.example", True),
        ("hana.sato@jcma.example", "hanasato@mail.example", True),
        ("info@jcma.example", "info@mail.example", False),
        ("ken@a.example", "ken@b.example", False),
    ],
)
def test_addresses_are_alike(one: str, other: str, same: bool) -> None:
    assert addresses_alike(one, other) is same


@pytest.mark.parametrize(
    "address", ["Hana.Sato+a+b@Example.ORG", "ｈａｎａ@ｅｘａｍｐｌｅ.org", " a.b@c.d ", "a@b@c.org"]
)
def test_the_database_compares_addresses_as_the_platform_does(db: None, address: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT address_key(%s)", [address])
        assert cursor.fetchone()[0] == address_key(address)


def test_nobody_looks_like_another_of_their_own(it: SimpleNamespace) -> None:
    assert look(it) == 0


def _same_name(it: SimpleNamespace) -> None:
    User.objects.filter(pk=it.registry_officer2.pk).update(name=it.registry_officer.name.upper())


def _same_address(it: SimpleNamespace) -> None:
    User.objects.filter(pk=it.registry_officer.pk).update(email="hana.sato@jcma.example")
    User.objects.filter(pk=it.registry_officer2.pk).update(email="hanasato@mail.example")


def _same_authenticator(it: SimpleNamespace) -> None:
    for user in (it.registry_officer, it.registry_officer2):
        Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt("JBSWY3DPEHPK3PXP")})


def _same_passkey(it: SimpleNamespace) -> None:
    for user in (it.registry_officer, it.registry_officer2):
        Authenticator.objects.create(user=user, type="webauthn", data={"name": "Key", "credential": {"id": "abc"}})


def _same_device(it: SimpleNamespace) -> None:
    device = uuid.uuid4()
    for user in (it.registry_officer, it.registry_officer2):
        sign_ins.keep(network_address=None, device=device, means="password", by=user, at=NOON)


SAME = {
    "name": _same_name,
    "address": _same_address,
    "authenticator": _same_authenticator,
    "passkey": _same_passkey,
    "device": _same_device,
}


@pytest.mark.parametrize("ground", SAME)
def test_two_accounts_of_one_person_are_found_and_do_not_approve_for_each_other(
    it: SimpleNamespace, ground: str
) -> None:
    SAME[ground](it)
    assert look(it) == 1
    case = AliasCase.objects.get()
    assert case.grounds == ["authenticator" if ground == "passkey" else ground]
    request = a_freeze(it)
    with pytest.raises(Refused, match="MOV-02"):
        officer_requests.approve(request_id=request.pk, by=again(it.registry_officer2), at=NOON)
    assert not inbox.waiting_for(again(it.registry_officer2)).filter(paper__address=request.get_absolute_url()).exists()
    aliases.tell_apart(case_id=case.pk, note="Both came to the office.", by=it.auditor, at=NOON)
    assert officer_requests.approve(request_id=request.pk, by=again(it.registry_officer2), at=NOON).posted_id
    assert look(it) == 0


def test_one_network_address_is_no_ground_between_colleagues_but_between_strangers(it: SimpleNamespace) -> None:
    def sign_in(user: User, minutes: int) -> None:
        sign_ins.keep(
            network_address="203.0.113.7",
            device=uuid.uuid4(),
            means="password",
            by=user,
            at=NOON + timedelta(minutes=minutes),
        )

    sign_in(it.registry_officer, 0)
    sign_in(it.registry_officer2, 2)
    sign_in(it.outsider, 30)
    assert look(it) == 0
    sign_in(it.participant, 35)
    assert look(it) == 1
    assert AliasCase.objects.get().grounds == ["network"]


def test_more_opens_a_concluded_case_again(it: SimpleNamespace) -> None:
    _same_name(it)
    look(it)
    case = AliasCase.objects.get()
    aliases.tell_apart(case_id=case.pk, note="They are twins.", by=it.auditor, at=NOON)
    _same_device(it)
    assert look(it) == 1
    case.refresh_from_db()
    assert (case.state, case.grounds) == ("suspected", ["device", "name"])


def test_a_chain_of_accounts_is_one_person(it: SimpleNamespace) -> None:
    alike(it.participant, it.outsider)
    alike(it.outsider, it.participant2)
    assert not another_person(again(it.participant), it.participant2.pk)
    assert another_person(again(it.participant), it.auditor.pk)


def test_who_is_let_in_is_looked_at(it: SimpleNamespace) -> None:
    first = an_invitation(it, name="Hana Sato")
    personnel.confirm(change_id=first.pk, by=it.officer, at=NOON)
    assert AliasCase.objects.count() == 0
    in_force(
        it,
        ChangeKind.INVITE,
        email="other@example.com",
        name="Sato Hana",
        organisation=it.other_company,
        role=Role.PARTICIPANT,
    )
    assert AliasCase.objects.get().grounds == ["name"]


@pytest.mark.parametrize("who", ["officer", "participant", "japan_chair", "registry_officer"])
def test_an_auditor_alone_concludes_with_a_reason(it: SimpleNamespace, who: str) -> None:
    case = alike(it.participant, it.outsider)
    with pytest.raises(Refused, match="MOV-02"):
        aliases.tell_apart(case_id=case.pk, note="I say so.", by=getattr(it, who), at=NOON)
    with pytest.raises(Refused, match="PPL-18"):
        aliases.unite(case_id=case.pk, note=" ", by=it.auditor, at=NOON)
    assert aliases.unite(case_id=case.pk, note="The same passport.", by=it.auditor, at=NOON).state == "one_person"


def test_an_auditor_does_not_conclude_about_themselves(it: SimpleNamespace) -> None:
    case = alike(it.auditor, it.outsider)
    with pytest.raises(Refused, match="MOV-02"):
        aliases.tell_apart(case_id=case.pk, note="I say so.", by=it.auditor, at=NOON)


def test_a_second_account_in_a_committee_answers_nothing(it: SimpleNamespace) -> None:
    decision = a_circulated_decision(it)
    alike(it.japan_chair, it.partner_chair)
    with pytest.raises(Refused, match="DEC-12"):
        answers.give(decision_id=decision.pk, answer="agree", by=again(it.japan_chair), at=NOON)  # type: ignore[arg-type]  # a choice


def test_the_database_refuses_the_second_account_too(it: SimpleNamespace) -> None:
    request = a_freeze(it)
    alike(it.registry_officer, it.registry_officer2)
    with pytest.raises(IntegrityError, match="officer_request_two_persons"), transaction.atomic():
        OfficerRequest.objects.filter(pk=request.pk).update(approved_by=it.registry_officer2)


def _a_change_of_holder(it: SimpleNamespace) -> tuple[Any, dict[str, object]]:
    first, second = person("participant", it.other_company), person("participant", it.other_company)
    change = holder_changes.propose(
        account_id=an_account(it, it.japanese_company, people=(it.participant, it.participant2)).pk,
        new_holder=it.other_company,
        proposer=first,
        approver=second,
        reason="Merger",
        by=it.registry_officer,
        at=NOON,
    )
    return change, {"state": "confirmed", "decided_by": it.registry_officer2}


def _a_trusted_account(it: SimpleNamespace) -> tuple[Any, dict[str, object]]:
    receiver = an_account(it, it.other_company)
    listed = accounts.trust(account_id=it.account.pk, number=receiver.number, by=it.participant, at=NOON)
    return listed, {"approved_by": it.participant2, "approved_at": NOON, "active_on": NOON.date()}


def _a_stop(it: SimpleNamespace) -> tuple[Any, dict[str, object]]:
    stop = inspections.ask_to_lift(stop_id=a_stop(it).pk, note="Theirs was late.", by=it.registry_officer, at=NOON)
    return stop, {"state": "lifted", "lifted_by": it.registry_officer2, "lifted_at": NOON}


@pytest.mark.parametrize("make", [_a_change_of_holder, _a_trusted_account, _a_stop], ids=lambda make: make.__name__)
def test_the_database_refuses_it_for_every_act_of_two(it: SimpleNamespace, make: Any) -> None:
    row, second_look = make(it)
    alike(it.registry_officer, it.registry_officer2)
    alike(it.participant, it.participant2)
    with pytest.raises(IntegrityError, match="_two_persons"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**second_look)


def test_a_sign_in_is_kept_with_its_device_and_forgotten_in_time(it: SimpleNamespace, client: Client) -> None:
    it.participant.set_password("a sentence of several words")
    it.participant.save()
    sent: dict[str, Any] = {"login": it.participant.email, "password": "a sentence of several words"}
    client.post("/accounts/login/", sent)
    client.post("/accounts/logout/")
    client.post("/accounts/login/", sent)
    first, second = SignIn.objects.filter(person=it.participant)
    assert first.device == second.device
    assert (first.means, first.network_address) == ("password", "127.0.0.1")
    assert sign_ins.forget(by=it.system, at=NOON + timedelta(days=181)) == 2


def test_the_pages_of_a_case_are_auditors(it: SimpleNamespace, client: Client) -> None:
    case = alike(it.participant, person(Role.PARTICIPANT, it.japanese_company))
    client.force_login(it.auditor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(case.get_absolute_url()).status_code == 200
    address, said = f"{case.get_absolute_url()}tell-apart/", {"note": "They are sisters."}
    page = client.post(address, said).content.decode()
    assert AliasCase.objects.get(pk=case.pk).state == "suspected", "it is read first"
    assert all(text in page for text in (case.one.email, case.other.email, *case.ground_labels, said["note"]))
    assert confirmed(client, address, said)["Location"] == case.get_absolute_url()
    assert AliasCase.objects.get(pk=case.pk).state == "two_persons"
    client.force_login(it.officer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(case.get_absolute_url()).status_code == 403
