"""Everybody whom the golden tables name: one person a kind, and what ties them to the objects at hand."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AnonymousUser

from committee.designations.models import Designation
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import Role, User
from partners.people.models.seats import JointCommittee
from projects.assessments.models.assessments import Validation
from projects.designs.models import ProjectDesign
from registry.models import Account, Representative
from tests.conftest import NOON
from tests.factories.partners import a_designated_tpe, appoint, country, organisation, person, take_seat

LONG_AGO, YESTERDAY = date(2020, 1, 1), date(2026, 5, 31)


def everybody(it: SimpleNamespace) -> dict[str, Any]:
    """One person a kind, by the names that `tests/golden/people.csv` describes."""
    found = _nobodies() | _companies(it) | _entities(it) | _offices(it) | _committee(it) | _both(it)
    return found | {"system": it.system}


def _nobodies() -> dict[str, Any]:
    return {
        "anonymous": AnonymousUser(),
        "nobody": User.objects.create(email="nobody@example.org", name="No role"),
        "staff": User.objects.create(email="staff@example.org", name="Staff", is_staff=True),
        "superuser": User.objects.create(email="root@example.org", name="Root", is_staff=True, is_superuser=True),
        "inactive": User.objects.create(email="gone@example.org", name="Inactive", is_active=False),
    }


def _companies(it: SimpleNamespace) -> dict[str, Any]:
    company = it.japanese_company
    return {
        "participant": it.participant,
        "participant-second": it.participant2,
        "participant-colleague": person(Role.PARTICIPANT, company, name="Colleague"),
        "participant-local": it.local_participant,
        "participant-outsider": it.outsider,
        "participant-ended": _ended(person(Role.PARTICIPANT, company, name="Ended")),
        "participant-suspended": _suspended(person(Role.PARTICIPANT, company, name="Suspended")),
        "approver": person(Role.PARTICIPANT, company, name="Approver"),
        "approver-ended": _ended(person(Role.PARTICIPANT, company, name="Former approver")),
    }


def _entities(it: SimpleNamespace) -> dict[str, Any]:
    it.declined_tpe = a_designated_tpe(it.country, "Validation Body Declined")
    it.released_tpe = a_designated_tpe(it.country, "Validation Body Released")
    withdrawn = a_designated_tpe(it.country, "Validation Body Withdrawn")
    Designation.objects.filter(organisation=withdrawn).update(state="withdrawn", ended_on=YESTERDAY)
    return {
        "tpe": it.auditor_of_tpe,
        "tpe-second": it.auditor_of_second_tpe,
        "tpe-declined": person(Role.TPE, it.declined_tpe),
        "tpe-released": person(Role.TPE, it.released_tpe),
        "tpe-undesignated": person(Role.TPE, withdrawn),
        "tpe-ended": _ended(person(Role.TPE, it.tpe)),
    }


def _offices(it: SimpleNamespace) -> dict[str, Any]:
    """JCMA, secretariats, governments, registries and auditors, of this country and of another."""
    other = country("ID")
    theirs = organisation("government", "partner", other, "Government of another country")
    ours = organisation("secretariat", "partner", it.country, "Secretariat of the country")
    another = organisation("secretariat", "partner", other, "Secretariat of another country")
    it.officer2 = person(Role.SECRETARIAT, it.jcma)
    return {
        "jcma": it.officer,
        "jcma-second": it.officer2,
        "jcma-country": person(Role.SECRETARIAT, it.jcma, it.country),
        "jcma-suspended": _suspended(person(Role.SECRETARIAT, it.jcma)),
        "secretariat-partner": person(Role.SECRETARIAT, ours, it.country),
        "secretariat-other": person(Role.SECRETARIAT, another, other),
        "government-japan": it.government_japan_officer,
        "government-partner": it.government_partner_officer,
        "government-other": person(Role.GOVERNMENT, theirs, other),
        "registry-japan": it.registry_officer,
        "registry-japan-second": it.registry_officer2,
        "registry-partner": it.partner_registry_officer,
        "registry-other": person(Role.REGISTRY, theirs, other),
        "auditor": it.auditor,
        "auditor-former": _ended(person(Role.AUDITOR, it.audit_office)),
    }


def _committee(it: SimpleNamespace) -> dict[str, Any]:
    other = country("ID")
    elsewhere, _made = JointCommittee.objects.get_or_create(country=other)
    member = person(Role.COMMITTEE, it.government_japan, other)
    take_seat(elsewhere, member, "japan")
    unseated = person(Role.COMMITTEE, it.government_japan, it.country)
    take_seat(it.committee, unseated, "japan", ended_on=YESTERDAY)
    return {
        "chair-japan": it.japan_chair,
        "member-japan": it.japan_member,
        "chair-partner": it.partner_chair,
        "member-partner": it.partner_member,
        "member-unseated": unseated,
        "member-other": member,
    }


def _both(it: SimpleNamespace) -> dict[str, Any]:
    """People who also act for the participant of the project, which is the holder of the account."""
    held: dict[str, tuple[str, Organisation, PartnerCountry | None]] = {
        "both-tpe": (Role.TPE, it.tpe, None),
        "both-jcma": (Role.SECRETARIAT, it.jcma, None),
        "both-registry": (Role.REGISTRY, it.jcma, None),
        "both-government": (Role.GOVERNMENT, it.government_partner, it.country),
        "both-member": (Role.COMMITTEE, it.government_japan, it.country),
    }
    found = {name: person(role, of, where) for name, (role, of, where) in held.items()}
    for user in found.values():
        appoint(user, it.japanese_company, Role.PARTICIPANT)
    take_seat(it.committee, found["both-member"], "japan")
    return found


def _ended(user: User) -> User:
    user.appointments.update(ended_on=YESTERDAY)
    return user


def _suspended(user: User) -> User:
    user.suspended_at = NOON
    user.save()
    return user


def tie(it: SimpleNamespace, kinds: dict[str, Any]) -> None:
    """Tie the people to what is there now: entities that declined and were released, representatives of accounts."""
    for design in ProjectDesign.objects.exclude(state__in=("draft", "submitted")):
        for tpe, state in ((it.declined_tpe, "declined"), (it.released_tpe, "released")):
            Validation.objects.create(
                design=design, tpe=tpe, designation=Designation.objects.get(organisation=tpe), state=state
            )
    for account in Account.objects.filter(holder=it.japanese_company):
        for name in ("approver", "approver-ended"):
            Representative.objects.create(account=account, user=kinds[name], may_approve=True, since=LONG_AGO)
