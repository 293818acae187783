"""The people and answers of a first working day, for tests that begin with an empty database."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import Role, User
from partners.people.models.personnel import ChangeKind
from partners.people.models.seats import CommitteeMember
from partners.people.services import personnel
from partners.people.services.personnel import Seen, Wish
from tests.conftest import NOON

FAMILY = ("Abe", "Baba", "Chiba", "Doi", "Endo", "Fuji", "Goto", "Hara", "Ito", "Kato", "Mori", "Nomura", "Ono", "Sato")
GIVEN = {"JP": "Haruko", "TH": "Somchai", "XK": "Arben"}
PERSON = """
[[people]]
side = "{side}"
name = "{name}"
email = "{email}"
language = "en"
offices = [{offices}]
seats = [{seats}]
seen = {{ means = "in_person", document = "passport", issuer = "Ministry", last_four = "1234", on = 2026-05-01 }}
"""
# Each office of Japan and of a country by two persons, JCMA by three: two cannot end the role of one of them.
JAPAN = (
    ("jcma1", "secretariat", ""),
    ("jcma2", "secretariat", ""),
    ("jcma3", "secretariat", ""),
    ("registry1", "registry", ""),
    ("registry2", "registry", ""),
    ("government1", "government", ""),
    ("government2", "government", ""),
    ("chair", "", "{country} co-chair"),
    ("member", "", "{country}"),
)
PARTNER = (JAPAN[0], JAPAN[1], *JAPAN[3:])


def email_of(side: str, key: str) -> str:
    """The address of a person of these answers."""
    return f"{key}.{side.lower()}@{side.lower()}.example.org"


def answers(country: str, *, japan: bool = True, more: str = 'mail_to = "operations@example.org"') -> str:
    """A whole file of answers for Japan and one country; without Japan's offices only for the country."""
    people = [more]
    for side, of_side in (("JP", JAPAN if japan else JAPAN[-2:]), (country, PARTNER)):
        for number, (key, office, seat) in enumerate(of_side):
            people.append(
                PERSON.format(
                    side=side,
                    name=f"{GIVEN[side]} {FAMILY[number]}{'' if side == 'JP' else 'son'}",
                    email=email_of(side, key if japan or side != "JP" else f"{country.lower()}-{key}"),
                    offices=f'"{office}"' if office else "",
                    seats=f'"{seat.format(country=country)}"' if seat else "",
                )
            )
    return "\n".join(people)


def file_of(folder: Path, text: str) -> str:
    """The answers in a file."""
    path = folder / "answers.toml"
    path.write_text(text)
    return str(path)


def person(side: str, key: str) -> User:
    """Somebody whom the first day has let in."""
    return User.objects.get(email=email_of(side, key))


def invited(name: str, of: Organisation, role: str, country: PartnerCountry | None, officers: Sequence[User]) -> User:
    """Somebody whom two officers let in, as everybody after the first day."""
    wish = Wish(
        ChangeKind.INVITE,
        email=f"{name.lower().replace(' ', '-')}@company.example.net",
        name=name,
        organisation=of,
        role=role,
        country=country,
        seen=Seen("in_person", "passport", "Ministry", "9876", NOON.date()),
    )
    change = personnel.propose(wish=wish, by=officers[0], at=NOON)
    done = personnel.confirm(change_id=change.pk, by=officers[1], at=NOON)
    assert done.person
    return done.person


def cast(country: PartnerCountry, tpe: Organisation, companies: Sequence[Organisation]) -> SimpleNamespace:
    """The people at work in a country, by the names that the situations of `tests.factories` know."""
    code = country.iso2
    japan, there = (person("JP", "jcma1"), person("JP", "jcma2")), (person(code, "jcma1"), person(code, "jcma2"))
    it = SimpleNamespace(country=country, japanese_company=companies[0], local_company=companies[1], tpe=tpe)
    it.other_company = companies[2]
    it.officer, it.officer2 = japan
    it.registry_officer, it.registry_officer2 = person("JP", "registry1"), person("JP", "registry2")
    it.partner_registry_officer, it.partner_registry_officer2 = person(code, "registry1"), person(code, "registry2")
    it.government_japan_officer, it.government_partner_officer = (
        person("JP", "government1"),
        person(code, "government1"),
    )
    it.participant = invited("Yuki Tanaka", companies[0], Role.PARTICIPANT, None, japan)
    it.participant2 = invited("Ren Kobayashi", companies[0], Role.PARTICIPANT, None, japan)
    it.outsider = invited("Sora Watanabe", it.other_company, Role.PARTICIPANT, None, japan)
    it.local_participant = invited("Local Bright", companies[1], Role.PARTICIPANT, country, there)
    it.local_participant2 = invited("Other Stone", companies[1], Role.PARTICIPANT, country, there)
    it.japan_chair, it.japan_member = (_seated(country, "japan", key) for key in (True, False))
    it.partner_chair, it.partner_member = (_seated(country, "partner", key) for key in (True, False))
    it.auditor_of_tpe = invited("Grace Verifier", tpe, Role.TPE, None, japan)
    return it


def _seated(country: PartnerCountry, side: str, is_co_chair: bool) -> User:
    return CommitteeMember.objects.get(committee__country=country, side=side, is_co_chair=is_co_chair).user
