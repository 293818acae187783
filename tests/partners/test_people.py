"""People come in, get and lose roles and are suspended by two officers of their own side and country."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from knox.models import AuthToken

from common import identity, outbox
from common.models import Event
from common.refusals import Refused
from partners.people.models.people import Appointment, Role, User
from partners.people.models.personnel import ChangeKind, IdentityProof, PersonnelChange
from partners.people.services import people, personnel
from partners.people.services.personnel import Seen
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories.pages import second_officer
from tests.factories.partners import a_country_in_operation, appoint, organisation, person
from tests.factories.people import SEEN, alike, an_invitation, in_force, proposed
from workflow.calendars import services as calendar_feeds
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """Thailand in operation, with two officers of its own beside two of Japan's."""
    it = a_country_in_operation("TH")
    it.indonesia = a_country_in_operation("ID").country
    it.secretariat = organisation("secretariat", "partner", it.country)
    it.own, it.own2 = (person(Role.SECRETARIAT, it.secretariat, it.country) for _ in range(2))
    second_officer(it)
    return it


def confirmed(it: SimpleNamespace, change: PersonnelChange, **changes: Any) -> PersonnelChange:
    return personnel.confirm(change_id=change.pk, **{"by": it.officer, "at": NOON} | changes)


@contextmanager
def refused(number: str, status: int = 422) -> Iterator[None]:
    with pytest.raises(Refused, match=number) as refusal:
        yield
    assert refusal.value.status == status


def test_a_new_person_gets_a_role_from_two_officers_and_no_password(it: SimpleNamespace) -> None:
    change = an_invitation(it, email="Hana.Sato@example.org")
    assert not User.objects.filter(email="hana.sato@example.org").exists()
    user = confirmed(it, change).person
    assert user is not None
    assert user.email == "hana.sato@example.org"
    assert not user.has_usable_password()
    assert user.organisation_ids(Role.PARTICIPANT) == {it.japanese_company.pk}
    assert user.appointments.get().change == change
    assert Event.objects.filter(what="partners.appointment.invite", by=it.officer).count() == 1


def test_the_invitation_leads_to_a_page_that_sets_the_password_and_proves_the_address(
    it: SimpleNamespace, client: Client
) -> None:
    user = confirmed(it, an_invitation(it)).person
    outbox.deliver(at=NOON)
    message = next(each for each in mail.outbox if each.to == ["hana.sato@example.org"])
    address = next(line for line in message.body.splitlines() if line.startswith("http"))
    page = client.get(address.split("8000", 1)[1], follow=True)
    secret = "a sentence of several words"
    client.post(page.redirect_chain[-1][0], {"password1": secret, "password2": secret})
    signed = client.post("/accounts/login/", {"login": "hana.sato@example.org", "password": secret})
    assert signed["Location"] == "/"
    assert Event.objects.filter(what="partners.user.prove_address", by=user).count() == 1


def test_the_step_waits_for_another_officer_of_that_office(it: SimpleNamespace) -> None:
    an_invitation(it)
    assert inbox.waiting_for(it.officer).filter(todo__text__startswith="Put the change").count() == 1
    for other in (it.officer2, it.own):
        assert not inbox.waiting_for(other).filter(todo__text__startswith="Put the change").exists()
    step = WaitingStep.objects.get(todo__text__startswith="Put the change", done_at=None)
    assert str(step.due_on) == "2026-06-04"


def test_a_known_person_gets_a_second_role_on_the_same_account(it: SimpleNamespace) -> None:
    in_force(it, ChangeKind.ROLE, person=it.participant, organisation=it.other_company, role=Role.PARTICIPANT)
    assert it.participant.appointments.count() == 2


@pytest.mark.parametrize(
    "address",
    [
        "participant@example.com",
        "PARTICIPANT@example.com",
        "participant+jcm@example.com",
        "part.icipant@example.com",
        "ｐａｒｔｉｃｉｐａｎｔ@example.com",
    ],
)
def test_an_address_is_one_persons_however_it_is_written(it: SimpleNamespace, address: str) -> None:
    User.objects.filter(pk=it.participant.pk).update(email="participant@example.com")
    with refused("PPL-11", 409):
        an_invitation(it, email=address)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=address, name="Other")


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"email": "hana"}, "PPL-02"),
        ({"role": Role.SECRETARIAT}, "PPL-03"),
        ({"name": " "}, "PPL-05"),
        ({"organisation": "jcma", "role": Role.REGISTRY}, "PPL-13"),
        ({"seen": Seen("in_person", "passport", "", "4711", NOON.date())}, "PPL-14"),
        ({"seen": Seen("in_person", "passport", "Ministry", "MZ1234567", NOON.date())}, "PPL-15"),
        ({"seen": Seen("in_person", "passport", "Ministry", "4711", NOON.date().replace(year=2027))}, "PPL-16"),
    ],
)
def test_a_wrong_invitation_is_refused_and_makes_nobody(it: SimpleNamespace, changes: Any, number: str) -> None:
    named = {key: getattr(it, value) if key == "organisation" else value for key, value in changes.items()}
    before = PersonnelChange.objects.count()
    with pytest.raises(Refused, match=number):
        an_invitation(it, **named)
    assert PersonnelChange.objects.count() == before


def test_the_same_change_waits_once_and_the_same_role_is_given_once(it: SimpleNamespace) -> None:
    an_invitation(it)
    with refused("PPL-17", 409):
        an_invitation(it)
    with refused("PPL-04", 409):
        proposed(it, ChangeKind.ROLE, person=it.participant, organisation=it.japanese_company, role=Role.PARTICIPANT)


@pytest.mark.parametrize("who", ["participant", "auditor_of_tpe", "japan_chair", "auditor", "registry_officer", "own"])
def test_only_officers_of_that_side_propose(it: SimpleNamespace, who: str) -> None:
    with refused("PPL-01", 403):
        proposed(
            it,
            ChangeKind.ROLE,
            person=it.outsider,
            organisation=it.japanese_company,
            role=Role.PARTICIPANT,
            by=getattr(it, who),
        )


@pytest.mark.parametrize("country", [None, "indonesia"])
def test_an_officer_gives_no_role_for_all_countries_or_for_another(it: SimpleNamespace, country: str | None) -> None:
    wish = {
        "email": "new@example.org",
        "name": "Somebody New",
        "organisation": it.government_partner,
        "role": Role.REGISTRY,
        "seen": SEEN,
        "by": it.own,
    }
    with refused("PPL-12"):
        proposed(it, ChangeKind.INVITE, **wish, country=getattr(it, country) if country else None)
    assert proposed(it, ChangeKind.INVITE, **wish, country=it.country).side == "partner"


def test_an_officer_of_one_country_at_jcma_gives_a_role_for_that_one_only(it: SimpleNamespace) -> None:
    it.officer_th = person(Role.SECRETARIAT, it.jcma, it.country)
    wish = {"person": it.outsider, "organisation": it.japanese_company, "role": Role.PARTICIPANT, "by": it.officer_th}
    with refused("PPL-01", 403):
        proposed(it, ChangeKind.ROLE, **wish)
    assert proposed(it, ChangeKind.ROLE, **wish, country=it.country).pk


@pytest.mark.parametrize("who", ["officer2", "alias", "auditor", "own", "partner_registry_officer"])
def test_nobody_but_another_officer_puts_it_in_force(it: SimpleNamespace, who: str) -> None:
    it.alias = person(Role.SECRETARIAT, it.jcma)
    alike(it.alias, it.officer2)
    change = an_invitation(it)
    with refused("MOV-02", 403):
        confirmed(it, change, by=getattr(it, who))
    assert confirmed(it, change).person


def test_japans_officers_stand_in_for_a_countrys_first_two_officers_and_only_for_them(it: SimpleNamespace) -> None:
    office = organisation("secretariat", "partner", it.indonesia)
    wish = {"organisation": office, "role": Role.SECRETARIAT, "country": it.indonesia, "seen": SEEN}
    for each in ("first", "second"):
        in_force(it, ChangeKind.INVITE, email=f"{each}@example.org", name=f"{each} officer of ID", **wish)
    with refused("PPL-01", 403):
        proposed(it, ChangeKind.INVITE, email="third@example.org", name="Third", **wish)
    government = {"organisation": it.government_partner, "role": Role.REGISTRY, "country": it.country, "seen": SEEN}
    with refused("PPL-01", 403):
        proposed(it, ChangeKind.INVITE, email="reg@example.org", name="Registrar", **government)


def test_nobody_proposes_about_themselves_an_alias_or_their_own_organisation(it: SimpleNamespace) -> None:
    with refused("PPL-09", 403):
        proposed(it, ChangeKind.SUSPEND, person=it.officer2, reason="Holiday")
    with refused("PPL-09", 403):
        an_invitation(it, name=it.officer2.name, email="somebody@example.com")
    appoint(it.officer2, it.japanese_company, "participant")
    it.officer2 = User.objects.get(pk=it.officer2.pk)
    with refused("PPL-09", 403):
        an_invitation(it)


def test_an_ended_role_is_no_role_and_takes_the_seat_with_it(it: SimpleNamespace) -> None:
    in_force(it, ChangeKind.END, appointment=it.japan_member.appointments.get())
    assert not User.objects.get(pk=it.japan_member.pk).holds(Role.COMMITTEE)
    assert not it.japan_member.committee_seats.filter(ended_on=None).exists()
    with refused("PPL-06", 409):
        proposed(it, ChangeKind.END, appointment=it.japan_member.appointments.get())


def test_a_suspended_person_holds_nothing_is_signed_out_and_gets_everything_back(
    it: SimpleNamespace, client: Client
) -> None:
    client.force_login(it.participant, backend="django.contrib.auth.backends.ModelBackend")
    AuthToken.objects.create(user=it.participant)
    feed = calendar_feeds.open_feed(by=it.participant, at=NOON)
    assert client.get("/profile/").status_code == 200
    in_force(it, ChangeKind.SUSPEND, person=it.participant, reason="Lost laptop")
    assert client.get("/profile/")["Location"].startswith("/accounts/login/")
    feed.refresh_from_db()
    assert feed.revoked_at == NOON
    assert not AuthToken.objects.filter(user=it.participant).exists()
    now = User.objects.get(pk=it.participant.pk)
    assert not now.holds(Role.PARTICIPANT)
    with refused("PPL-08", 409):
        proposed(it, ChangeKind.SUSPEND, person=now, reason="Again")
    in_force(it, ChangeKind.REINSTATE, person=now)
    assert User.objects.get(pk=it.participant.pk).holds(Role.PARTICIPANT)


def test_a_suspension_says_why_and_a_suspended_person_does_not_sign_in(it: SimpleNamespace, client: Client) -> None:
    with refused("PPL-07"):
        proposed(it, ChangeKind.SUSPEND, person=it.participant, reason=" ")
    it.participant.set_password("a sentence of several words")
    it.participant.save()
    in_force(it, ChangeKind.SUSPEND, person=it.participant, reason="Lost laptop")
    sent = {"login": it.participant.email, "password": "a sentence of several words"}
    answer = client.post("/accounts/login/", sent)
    assert (answer.status_code, "PPL-31" in answer.content.decode()) == (403, True)


def test_a_proof_of_identity_is_kept_as_it_was_written(it: SimpleNamespace) -> None:
    in_force(it, ChangeKind.IDENTITY, person=it.participant, seen=SEEN)
    proof = IdentityProof.objects.get(person=it.participant, change__isnull=False)
    assert (proof.seen_by, proof.last_four, proof.means) == (it.officer2, "4711", "in_person")
    with past_the_rights(IdentityProof):
        with pytest.raises(IntegrityError, match="identity_proof_stays"), transaction.atomic():
            IdentityProof.objects.filter(pk=proof.pk).update(last_four="0815")
        with pytest.raises(IntegrityError, match="identity_proof_stays"), transaction.atomic():
            proof.delete()


def test_only_the_system_lets_people_in_past_two_officers(it: SimpleNamespace) -> None:
    asked = {"email": "new@example.org", "name": "New", "organisation": it.japanese_company, "role": Role.PARTICIPANT}
    with refused("PPL-19", 403):
        people.invite(**asked, by=it.officer, at=NOON)
    assert people.invite(**asked, by=it.system, at=NOON).is_set_up


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("personnel_two_persons", {"state": "in_force", "decided_by": "officer2"}),
        ("personnel_has_four_eyes", {"state": "in_force", "decided_by": None}),
        ("personnel_two_persons", {"state": "in_force", "decided_by": "alias"}),
        ("personnel_not_oneself", {"person": "officer2"}),
        ("personnel_of_partner_has_country", {"side": "partner"}),
        ("personnel_never_a_whole_number", {"last_four": "MZ1"}),
    ],
)
def test_the_database_says_so_too(it: SimpleNamespace, constraint: str, changes: dict[str, Any]) -> None:
    it.alias = person(Role.SECRETARIAT, it.jcma)
    alike(it.alias, it.officer2)
    change = an_invitation(it)
    people_of = {"decided_by", "person"}
    named = {key: getattr(it, value) if key in people_of and value else value for key, value in changes.items()}
    identity.assume(by=named.get("decided_by") or it.officer, at=NOON)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PersonnelChange.objects.filter(pk=change.pk).update(**named)


def test_a_change_or_a_set_up_role_written_by_hand_is_in_nobodys_name(it: SimpleNamespace) -> None:
    change = an_invitation(it)
    role = {"user": it.officer, "organisation": it.jcma, "role": "registry", "since": NOON.date(), "is_set_up": True}
    identity.assume(by=it.officer2, at=NOON)
    with pytest.raises(IntegrityError, match="personnel_decided_by_proved"), transaction.atomic():
        PersonnelChange.objects.filter(pk=change.pk).update(state="in_force", decided_by=it.officer, decided_at=NOON)
    identity.assume(by=it.officer, at=NOON)
    change.pk = None
    with pytest.raises(IntegrityError, match="personnel_proposed_by_proved"), transaction.atomic():
        change.save()
    identity.assume(by=it.officer, at=NOON)
    with pytest.raises(IntegrityError, match="appointment_set_up_by_the_system"), transaction.atomic():
        Appointment.objects.create(**role)
    with pytest.raises(IntegrityError, match="system_stays"), transaction.atomic():
        User.objects.filter(pk=it.system.pk).update(is_system=False)


def test_a_role_without_its_change_or_other_than_it_is_refused_by_the_database(it: SimpleNamespace) -> None:
    change = confirmed(it, an_invitation(it))
    role = {"user": change.person, "organisation": it.other_company, "role": "participant", "since": NOON.date()}
    with pytest.raises(IntegrityError, match="appointment_names_its_change"), transaction.atomic():
        Appointment.objects.create(**role)
    with pytest.raises(IntegrityError, match="appointment_as_changed"), transaction.atomic():
        Appointment.objects.create(**role, change=change)


def test_the_shell_lets_in_three_officers_of_jcma_and_no_more(it: SimpleNamespace) -> None:
    others = Appointment.objects.filter(role=Role.SECRETARIAT).exclude(user__in=[it.officer, it.officer2])
    others.update(ended_on=NOON.date())
    call_command("let_in_officer", "third@example.org", "Third Officer", stdout=StringIO())
    assert User.objects.get(email="third@example.org").holds(Role.SECRETARIAT, side="japan")
    with pytest.raises(CommandError, match="three officers"):
        call_command("let_in_officer", "fourth@example.org", "Fourth Officer")
    it.officer2.appointments.update(ended_on=NOON.date())
    with pytest.raises(CommandError, match="PPL-02"):
        call_command("let_in_officer", "fourth", "Fourth Officer")
