"""One officer makes nobody anything: not himself, not across a border, not with a second address."""

from types import SimpleNamespace

import pytest
from django.test import Client

from partners.people.models.people import Role, User
from registry.models import AccountKind, OfficerRequest
from registry.selectors import holdings
from registry.services import officer_requests
from registry.services.choices import Selection
from registry.services.officer_plans import Wish
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, organisation, person
from tests.factories.registry import an_account, units_in


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """Thailand and Indonesia in operation, each with a secretariat of its own."""
    it = a_country_in_operation("TH")
    it.indonesia = a_country_in_operation("ID")
    it.secretariat_th = organisation("secretariat", "partner", it.country, name="Thailand’s secretariat")
    it.secretariat_id = organisation("secretariat", "partner", it.indonesia.country, name="Indonesia’s secretariat")
    it.officer_th, it.officer2_th = (person(Role.SECRETARIAT, it.secretariat_th, it.country) for _ in range(2))
    it.officer_id, it.officer2_id = (
        person(Role.SECRETARIAT, it.secretariat_id, it.indonesia.country) for _ in range(2)
    )
    return it


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def now(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", [Role.REGISTRY, Role.SECRETARIAT])
def test_an_officer_of_indonesia_does_not_make_himself_japans(it: SimpleNamespace, role: str) -> None:
    wish = {
        "email": it.officer_id.email,
        "name": it.officer_id.name,
        "organisation": it.jcma.pk,
        "role": role,
        "country": "",
        "language": "en",
    }
    signed_in(it.officer_id).post("/people/invite/", wish)
    assert now(it.officer_id).organisation_ids() == {it.secretariat_id.pk}
    assert not now(it.officer_id).holds(role, side="japan")


def test_an_officer_of_thailand_suspends_nobody_of_japan_and_ends_no_role_of_the_auditor(it: SimpleNamespace) -> None:
    client = signed_in(it.officer_th)
    client.post(f"/people/{it.government_japan_officer.pk}/suspend/", {"reason": "They know why."})
    client.post(f"/appointments/{it.auditor.appointments.get().pk}/end/")
    client.post(f"/appointments/{it.government_japan_officer.appointments.get().pk}/end/")
    assert now(it.government_japan_officer).holds(Role.GOVERNMENT)
    assert now(it.auditor).holds(Role.AUDITOR)


def test_no_officer_alone_suspends_or_ends_anything(it: SimpleNamespace) -> None:
    client = signed_in(it.officer)
    client.post(f"/people/{it.participant.pk}/suspend/", {"reason": "They know why."})
    client.post(f"/appointments/{it.participant2.appointments.get().pk}/end/")
    assert now(it.participant).suspended_at is None
    assert now(it.participant2).holds(Role.PARTICIPANT)


def test_one_person_with_two_addresses_does_not_approve_a_set_aside_of_their_own(it: SimpleNamespace) -> None:
    asked = _a_set_aside(it)
    User.objects.filter(pk=it.registry_officer2.pk).update(name=it.registry_officer.name)
    _look_for_accounts_of_one_person(it)
    signed_in(it.registry_officer2).post(f"{asked.get_absolute_url()}approve/")
    asked.refresh_from_db()
    assert asked.state == "awaiting_approval"


def _a_set_aside(it: SimpleNamespace) -> OfficerRequest:
    account = an_account(it, it.japanese_company, people=(it.participant, it.participant2))
    an_account(it, it.government_japan, kind=AccountKind.BUFFER)
    units_in(account, 1000)
    chosen = Selection(serials=[str(holdings.of(account)[0].serial)], quantity=1)
    wish = Wish(kind="set_aside", account=account.number, selection=chosen, reason="As I like.")
    return officer_requests.propose(wish=wish, by=it.registry_officer, at=NOON)


def _look_for_accounts_of_one_person(it: SimpleNamespace) -> None:
    from partners.people.services import aliases

    aliases.look_at_everybody(by=it.system, at=NOON)


def test_who_claims_an_address_first_gets_no_role_of_its_owner(it: SimpleNamespace) -> None:
    client, address = signed_in(it.participant), "minister@example.go.jp"
    client.post("/accounts/email/", {"action_add": "", "email": address})
    client.post("/accounts/email/", {"action_primary": "", "email": address})
    client.post("/accounts/email/", {"action_remove": "", "email": it.participant.email})
    wish = {
        "email": address,
        "name": "The Minister",
        "organisation": it.government_japan.pk,
        "role": Role.GOVERNMENT,
        "country": "",
        "language": "en",
    }
    signed_in(it.officer).post("/people/invite/", wish)
    assert now(it.participant).email == it.participant.email
    assert not now(it.participant).holds(Role.GOVERNMENT)


def test_an_entity_is_not_renamed_for_all_countries_by_one(it: SimpleNamespace) -> None:
    designation = it.tpe.designations.filter(country=it.country).get()
    signed_in(it.officer_th).post(f"/designations/{designation.pk}/rename/", {"name": "Siam Certification"})
    it.tpe.refresh_from_db()
    assert it.tpe.name == "Validation Body A"
