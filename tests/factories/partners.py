"""Situations of `partners`: countries, organisations, people, and a country in full operation."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from types import MethodType, SimpleNamespace
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from committee.designations.models import Designation
from common import identity
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import Appointment, Role, User
from partners.people.models.personnel import IdentityProof
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.people.selectors import people
from partners.rulebooks.models.rulebooks import Rulebook
from partners.scopes.models import SectoralScope
from tests.database import past_the_triggers

_numbers = count(1)
ISO3 = {"TH": "THA", "ID": "IDN", "MN": "MNG", "VN": "VNM", "BD": "BGD", "MX": "MEX"}
ARTICLE_6 = {
    "article6.aligned": True,
    "pin.required": True,
    "sdip.required": True,
    "allocation.at_registration": True,
    "reference.considers_ndc": True,
    "reference.before_validation": False,  # one assessment fewer in every situation; it has tests of its own
}


def country(iso2: str = "TH") -> PartnerCountry:
    """A partner country, once a test."""
    found, _ = PartnerCountry.objects.get_or_create(
        iso2=iso2,
        defaults={
            "iso3": ISO3.get(iso2, f"{iso2}X"),
            "name": f"Country {iso2}",
            "name_ja": f"国{iso2}",
            "order": next(_numbers) + 100,
            "signed_on": date(2015, 11, 19),
            "region": "Southeast Asia",
            "time_zone": "Asia/Bangkok",
        },
    )
    return found


def rulebook_for(of: PartnerCountry, **rules: Any) -> Rulebook:
    """The rulebook in force for a country: Article 6-aligned unless `rules` say otherwise (`pin__required=False`)."""
    own = ARTICLE_6 | {key.replace("__", "."): value for key, value in rules.items()}
    found, _ = Rulebook.objects.get_or_create(
        country=of, track="JCM", version="03.0", defaults={"in_force": DateRange(date(2013, 1, 1), None), "rules": own}
    )
    return rewritable(found)


def rewritable(rulebook: Rulebook) -> Rulebook:
    """The same, but its `save` passes the trigger: a test says what the rules are after its set-up has used them."""

    def save(self: Rulebook, **options: Any) -> None:
        with transaction.atomic(), past_the_triggers():
            Rulebook.save(self, **options)

    rulebook.save = MethodType(save, rulebook)  # type: ignore[method-assign]  # this row alone, and copies of it
    return rulebook


def organisation(
    kind: str = "participant", side: str = "japan", country: PartnerCountry | None = None, name: str = ""
) -> Organisation:
    """An organisation; of Japan unless a side is named."""
    return Organisation.objects.create(
        name=name or f"{kind.title()} {next(_numbers)}", kind=kind, side=side, country=country
    )


def person(role: str, of: Organisation, country: PartnerCountry | None = None, **values: Any) -> User:
    """A person who holds a role in an organisation."""
    number = next(_numbers)
    user = User.objects.create(
        email=values.pop("email", f"{role}{number}@example.org"),
        name=values.pop("name", f"{role.title()} {number}"),
        **values,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    IdentityProof.objects.create(
        person=user,
        means="in_person",
        document="passport",
        issuer="Ministry",
        last_four="0000",
        seen_on=date(2020, 1, 1),
        seen_by=people.system(),
        at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    appoint(user, of, role, country)
    return user


def a_colleague(of: User) -> User:
    """Another person of the same office."""
    held = of.appointments.get(ended_on=None)
    return person(held.role, held.organisation, held.country)


def appoint(
    user: User, of: Organisation, role: str, country: PartnerCountry | None = None, ended_on: date | None = None
) -> Appointment:
    """A role that a person has held from the beginning, to a day where one is named."""
    with as_the_system():
        return Appointment.objects.create(
            user=user,
            organisation=of,
            role=role,
            country=country,
            since=date(2020, 1, 1),
            ended_on=ended_on,
            is_set_up=True,
        )


def take_seat(
    committee: JointCommittee, user: User, side: str, *, is_co_chair: bool = False, ended_on: date | None = None
) -> CommitteeMember:
    """A seat that a person has held from the beginning."""
    with as_the_system():
        return CommitteeMember.objects.create(
            committee=committee,
            user=user,
            side=side,
            is_co_chair=is_co_chair,
            since=date(2020, 1, 1),
            ended_on=ended_on,
            is_set_up=True,
        )


@contextmanager
def as_the_system() -> Iterator[None]:
    """What the database takes from the system alone."""
    with transaction.atomic():
        identity.assume(by=people.system(), at=datetime(2020, 1, 1, tzinfo=UTC))
        yield


def a_designated_tpe(of: PartnerCountry, name: str = "") -> Organisation:
    """A third-party entity designated in the country for every scope until 2030."""
    tpe = organisation("tpe", "japan", name=name)
    designation = Designation.objects.create(
        reference=f"TPE-{of.iso2}-{next(_numbers):03d}",
        organisation=tpe,
        country=of,
        state="designated",
        designated_on=date(2020, 1, 1),
        scopes_until=date(2030, 12, 31),
    )
    scopes = [SectoralScope.objects.get_or_create(number=n, defaults={"name": f"Scope {n}"})[0] for n in range(1, 16)]
    designation.validation_scopes.set(scopes)
    designation.verification_scopes.set(scopes)
    return tpe


def a_country_in_operation(iso2: str = "TH") -> SimpleNamespace:
    """A country with rulebook, committee of both sides, companies, entities and a person for every role."""
    of = country(iso2)
    it = SimpleNamespace(country=of, rulebook=rulebook_for(of), system=people.system())
    it.japanese_company = organisation(name="Sakura Engineering Co., Ltd.")
    it.local_company = organisation(side="partner", country=of, name="Chao Phraya Water PCL")
    it.other_company = organisation(name="Other Trading Co., Ltd.")
    it.tpe, it.second_tpe = a_designated_tpe(of, "Validation Body A"), a_designated_tpe(of, "Validation Body B")
    it.jcma = _one("jcma", "japan", None, "JCM Implementation Agency")
    it.government_japan = _one("government", "japan", None, "Government of Japan")
    it.government_partner = _one("government", "partner", of, f"Government of {of.name}")
    it.audit_office = organisation("auditor", name="Audit office")
    it.participant, it.participant2 = (person(Role.PARTICIPANT, it.japanese_company) for _ in range(2))
    it.local_participant = person(Role.PARTICIPANT, it.local_company)
    it.outsider = person(Role.PARTICIPANT, it.other_company)
    it.auditor_of_tpe = person(Role.TPE, it.tpe)
    it.auditor_of_second_tpe = person(Role.TPE, it.second_tpe)
    it.officer = person(Role.SECRETARIAT, it.jcma)
    it.auditor = person(Role.AUDITOR, it.audit_office)
    it.registry_officer = person(Role.REGISTRY, it.jcma)
    it.partner_registry_officer = person(Role.REGISTRY, it.government_partner, of)
    it.registry_officer2 = person(Role.REGISTRY, it.jcma)
    it.partner_registry_officer2 = person(Role.REGISTRY, it.government_partner, of)
    it.government_japan_officer = person(Role.GOVERNMENT, it.government_japan)
    it.government_partner_officer = person(Role.GOVERNMENT, it.government_partner, of)
    _seat_committee(it)
    return it


def _one(kind: str, side: str, of: PartnerCountry | None, name: str) -> Organisation:
    found, _ = Organisation.objects.get_or_create(kind=kind, side=side, country=of, defaults={"name": name})
    return found


def _seat_committee(it: SimpleNamespace) -> None:
    it.committee, _ = JointCommittee.objects.get_or_create(country=it.country)
    for side, office in (("japan", it.government_japan), ("partner", it.government_partner)):
        for seat in ("chair", "member"):
            user = person(Role.COMMITTEE, office, it.country)
            take_seat(it.committee, user, side, is_co_chair=seat == "chair")
            setattr(it, f"{side}_{seat}", user)
