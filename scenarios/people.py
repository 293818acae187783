"""The people of the demo: one or more for every role, with one random password for this machine."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from allauth.account.models import EmailAddress
from django.db import transaction

from committee.designations.models import Designation
from committee.designations.states.designations import DesignationState
from common import records
from common.models import Origin
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import Role, User
from partners.people.models.personnel import IdentityProof, ProofKind, ProofMeans
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.people.selectors import people as known_people
from partners.people.services import committees, people
from partners.scopes.models import SectoralScope

records.keeps(Organisation, Designation)
HOST = "TH"
SINCE = datetime(2018, 1, 15, 1, tzinfo=UTC)  # before the first step of any example


@dataclass(frozen=True)
class Person:
    """Somebody of the demo; `country` says whether the role is held for Thailand only."""

    key: str
    name: str
    organisation: str
    role: str
    says: str
    of_country: bool = False

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@example.org"


P, G, C = Role.PARTICIPANT, Role.GOVERNMENT, Role.COMMITTEE
PEOPLE = (
    Person("participant_japan", "Hana Sato", "company_japan", P, "Project participant, Japan"),
    Person("participant2_japan", "Ken Mori", "company_japan", P, "Project participant, Japan (second person)"),
    Person("participant_thailand", "Somchai Wattana", "company_thailand", P, "Project participant, Thailand"),
    Person("participant2_thailand", "Nok Srisai", "company_thailand", P, "Project participant, Thailand (second)"),
    Person("buyer_japan", "Aya Kondo", "buyer", P, "Buyer of credits"),
    Person("buyer2_japan", "Jun Hayashi", "buyer", P, "Buyer of credits (second person)"),
    Person("tpe", "Emi Tanaka", "tpe", Role.TPE, "Third-party entity (TPE)"),
    Person("jcma", "Yui Nakamura", "jcma", Role.SECRETARIAT, "JCMA officer"),
    Person("jcma2", "Sho Kimura", "jcma", Role.SECRETARIAT, "JCMA officer (second person)"),
    Person("registry_japan", "Ryo Fujita", "jcma", Role.REGISTRY, "Registry administrator, Japan"),
    Person("registry2_japan", "Taro Shimizu", "jcma", Role.REGISTRY, "Registry administrator, Japan (second person)"),
    Person(
        "registry_thailand",
        "Anong Chaiya",
        "government_thailand",
        Role.REGISTRY,
        "Registry administrator, Thailand",
        of_country=True,
    ),
    Person(
        "registry2_thailand",
        "Krit Saelim",
        "government_thailand",
        Role.REGISTRY,
        "Registry administrator, Thailand (second person)",
        of_country=True,
    ),
    Person("chair_japan", "Makoto Abe", "government_japan", C, "Joint Committee co-chair, Japan", of_country=True),
    Person("member_japan", "Saki Ito", "government_japan", C, "Joint Committee member, Japan", of_country=True),
    Person(
        "chair_thailand",
        "Preecha Suwan",
        "government_thailand",
        C,
        "Joint Committee co-chair, Thailand",
        of_country=True,
    ),
    Person(
        "member_thailand",
        "Malee Boonmee",
        "government_thailand",
        C,
        "Joint Committee member, Thailand",
        of_country=True,
    ),
    Person("government_japan", "Daichi Ono", "government_japan", G, "Government officer, Japan"),
    Person("government2_japan", "Mei Ueda", "government_japan", G, "Government officer, Japan (second person)"),
    Person(
        "government_thailand",
        "Kanya Rattana",
        "government_thailand",
        G,
        "Government officer, Thailand",
        of_country=True,
    ),
    Person(
        "government2_thailand",
        "Wichai Thong",
        "government_thailand",
        G,
        "Government officer, Thailand (second)",
        of_country=True,
    ),
    Person(
        "officer_thailand",
        "Siriporn Kaewmanee",
        "secretariat_thailand",
        Role.SECRETARIAT,
        "Officer of Thailand’s secretariat",
        of_country=True,
    ),
    Person(
        "officer2_thailand",
        "Chai Phongsri",
        "secretariat_thailand",
        Role.SECRETARIAT,
        "Officer of Thailand’s secretariat (second person)",
        of_country=True,
    ),
    Person("auditor", "Naoki Endo", "audit", Role.AUDITOR, "Auditor (reads everything)"),
)
STAFF_EMAIL, STAFF_NAME, STAFF_SAYS = "staff@example.org", "Kei Watanabe", "Back office"
EXAMPLE_ORGANISATIONS = {
    "company_japan": ("Example Solar Engineering Co., Ltd.", "株式会社サンプル・ソーラー", P, False),
    "company_thailand": ("Example Water Industries PCL", "サンプル・ウォーター社", P, True),
    "buyer": ("Example Trading Co., Ltd.", "株式会社サンプル商事", P, False),
    "tpe": ("Example Certification Ltd.", "サンプル認証株式会社", OrganisationKind.TPE, False),
    "secretariat_thailand": (
        "Example Secretariat of Thailand",
        "サンプル・タイ事務局",
        OrganisationKind.SECRETARIAT,
        True,
    ),
    "audit": ("Example Audit Office", "サンプル監査室", OrganisationKind.AUDITOR, False),
}


@dataclass(frozen=True)
class Cast:
    """Everybody and everything that acts in the examples."""

    country: PartnerCountry
    organisations: Mapping[str, Organisation]
    people: Mapping[str, User]

    def __getitem__(self, key: str) -> User:
        return self.people[key]

    @property
    def system(self) -> User:
        return known_people.system()


def colleague(name: str) -> str:
    """The second person of an office: `registry_japan` has `registry2_japan` beside it."""
    office, _place, country = name.partition("_")
    return f"{office}2_{country}"


def assemble(*, at: datetime, sign_ins: Path) -> Cast:
    """Make whoever is missing, with sign-ins; people who are there keep their password.

    Args:
        sign_ins: the file from which passwords are read and to which they are written (mode 0600).
    """
    password = _known_password(sign_ins) or secrets.token_urlsafe(12)
    country = PartnerCountry.objects.get(iso2=HOST)
    with transaction.atomic():
        organisations = _organisations(country)
        _designate(organisations["tpe"], country)
        for person in PEOPLE:
            _person(person, organisations[person.organisation], country, password)
        _staff(password)
        everybody = {person.key: User.objects.get(email=person.email) for person in PEOPLE}
        _seat(country, everybody)
    _write(sign_ins, organisations, password)
    return Cast(country, organisations, everybody)


def _known_password(sign_ins: Path) -> str:
    try:
        return str(json.loads(sign_ins.read_text())[0]["password"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def _organisations(country: PartnerCountry) -> dict[str, Organisation]:
    found = {
        "jcma": Organisation.objects.get(kind=OrganisationKind.JCMA, side=Side.JAPAN, country=None),
        "government_japan": Organisation.objects.get(kind=OrganisationKind.GOVERNMENT, side=Side.JAPAN),
        "government_thailand": Organisation.objects.get(
            kind=OrganisationKind.GOVERNMENT, side=Side.PARTNER, country=country
        ),
    }
    for key, (name, name_ja, kind, local) in EXAMPLE_ORGANISATIONS.items():
        there = Organisation.objects.filter(name=name, origin=Origin.EXAMPLE).first()
        found[key] = there or _organisation(name, name_ja, kind, country if local else None)
    return found


def _organisation(name: str, name_ja: str, kind: str, country: PartnerCountry | None) -> Organisation:
    values = {"name_ja": name_ja, "side": Side.PARTNER if country else Side.JAPAN, "country": country}
    made: Organisation = records.keep(
        Organisation,
        find={"name": name, "kind": kind, "origin": Origin.EXAMPLE},
        values=values,
        by=known_people.system(),
        at=SINCE,
    )[0]
    return made


def _designate(tpe: Organisation, country: PartnerCountry) -> None:
    if Designation.objects.filter(organisation=tpe, country=country).exists():
        return
    made, _change = records.keep(
        Designation,
        find={"organisation": tpe, "country": country, "origin": Origin.EXAMPLE},
        values={"reference": "TPE-EXAMPLE", "state": DesignationState.DESIGNATED, "designated_on": SINCE.date()},
        by=known_people.system(),
        at=SINCE,
    )
    for scopes in (made.validation_scopes, made.verification_scopes):
        scopes.set(SectoralScope.objects.all())


def _person(person: Person, organisation: Organisation, country: PartnerCountry, password: str) -> None:
    """Known before they are invited, with a proved address and a document seen: they need no mail to choose a password.

    The system lets them in, as it lets in the first people of any platform; whom the demo's officers invite later goes
    by two of them.
    """
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create_user(person.email, password, name=person.name, wants_mail=False)
        people.invite(
            email=person.email,
            name=person.name,
            organisation=organisation,
            role=person.role,
            country=country if person.of_country else None,
            by=known_people.system(),
            at=SINCE,
        )
        IdentityProof.objects.create(
            person=user,
            means=ProofMeans.IN_PERSON,
            document=ProofKind.PASSPORT,
            issuer="Example",
            last_four="0000",
            seen_on=SINCE.date(),
            seen_by=known_people.system(),
            at=SINCE,
        )
    _may_sign_in(user, password)


def _staff(password: str) -> None:
    user = User.objects.filter(email=STAFF_EMAIL).first()
    _may_sign_in(user or User.objects.create_superuser(STAFF_EMAIL, password, name=STAFF_NAME), password)


def _may_sign_in(user: User, password: str) -> None:
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def _seat(country: PartnerCountry, everybody: Mapping[str, User]) -> None:
    committee = JointCommittee.objects.get(country=country)
    for key in ("chair_japan", "member_japan", "chair_thailand", "member_thailand"):
        seated = CommitteeMember.objects.filter(committee=committee, user=everybody[key], ended_on=None)
        if not seated.exists():
            committees.seat(
                committee=committee,
                user=everybody[key],
                side=Side.JAPAN if key.endswith("japan") else Side.PARTNER,
                is_co_chair=key.startswith("chair"),
                by=known_people.system(),
                at=SINCE,
            )


def _write(sign_ins: Path, organisations: Mapping[str, Organisation], password: str) -> None:
    rows = [
        {
            "role": person.says,
            "email": person.email,
            "password": password,
            "organisation": organisations[person.organisation].name,
        }
        for person in PEOPLE
    ]
    rows.append({"role": STAFF_SAYS, "email": STAFF_EMAIL, "password": password, "organisation": ""})
    sign_ins.parent.mkdir(parents=True, exist_ok=True)
    sign_ins.touch(mode=0o600)
    sign_ins.chmod(0o600)
    sign_ins.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
