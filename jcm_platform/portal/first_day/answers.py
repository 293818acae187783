"""What the first day is told: a TOML file, or the same asked by prompts. `docs/first-working-day.md` has an example."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from partners.people.models.people import Role
from partners.people.models.personnel import ProofKind, ProofMeans
from partners.people.services.first_people import Newcomer
from partners.people.services.personnel import Seen

JAPAN = "JP"
OFFICES = (Role.SECRETARIAT, Role.REGISTRY, Role.GOVERNMENT, Role.AUDITOR)


class Unreadable(ValueError):  # noqa: N818  a verdict on a file, not a fault
    """The answers cannot be read; the sentence says what to change."""


@dataclass(frozen=True)
class NamedSeat:
    """A seat in the Joint Committee of a country."""

    country: str
    is_co_chair: bool


@dataclass(frozen=True)
class NamedPerson:
    """A person with the offices and seats that they are to hold on one side (`JP`, or a country's two letters)."""

    side: str
    newcomer: Newcomer
    offices: Sequence[str] = ()
    seats: Sequence[NamedSeat] = ()


@dataclass(frozen=True)
class Answers:
    """Everything that the first day asks for."""

    people: Sequence[NamedPerson] = ()
    mail_to: str = ""
    key_backed_up: str = ""
    countries: Sequence[str] = field(default_factory=list)

    def of(self, side: str, office: str) -> list[Newcomer]:
        """Who is named for an office of a side."""
        return [person.newcomer for person in self.people if person.side == side and office in person.offices]

    def seated(self, side: str, country: str) -> list[tuple[Newcomer, bool]]:
        """Who is named for one side of a committee, with whether as its co-chair."""
        return [
            (person.newcomer, seat.is_co_chair)
            for person in self.people
            if person.side == side
            for seat in person.seats
            if seat.country == country
        ]


def read(file: Path) -> Answers:
    """The answers of a file. Raises: Unreadable."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreadable(f"{file} cannot be opened: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"{file} is no TOML in UTF-8: {error}.") from error
    _known(table, {"mail_to", "key_backed_up", "people"}, "the file")
    people = table.get("people", [])
    if not isinstance(people, list):
        raise Unreadable("people: write each person under a line [[people]].")
    return answers_of([_person(person, number) for number, person in enumerate(people, 1)], table)


def answers_of(people: Sequence[NamedPerson], table: Mapping[str, object]) -> Answers:
    """Answers with the countries that they name."""
    mail_to = _text(table, "mail_to", "")
    if mail_to:
        try:
            validate_email(mail_to)
        except ValidationError:
            raise Unreadable("mail_to is one e-mail address, as name@example.org.") from None
    sides = {person.side for person in people} | {seat.country for person in people for seat in person.seats}
    return Answers(people, mail_to, _text(table, "key_backed_up", ""), sorted(sides - {JAPAN}))


def _known(table: object, names: set[str], where: str) -> None:
    if not isinstance(table, dict):
        raise Unreadable(f"{where}: write name = value lines.")
    if strangers := sorted(set(table) - names):
        raise Unreadable(f"{where}: {', '.join(strangers)} is not known. Known are {', '.join(sorted(names))}.")


def _text(table: Mapping[str, object], name: str, where: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise Unreadable(f"{where or 'the file'}: {name} is text, in quotation marks.")
    return value.strip()


def _person(table: object, number: int) -> NamedPerson:
    where = f"person {number}"
    _known(table, {"side", "name", "email", "language", "offices", "seats", "seen"}, where)
    assert isinstance(table, dict)  # noqa: S101  `_known` has asked
    side = _text(table, "side", where).upper()
    if len(side) != 2:
        raise Unreadable(f"{where}: side is JP, or the two letters of a partner country.")
    language = _text(table, "language", where) or "en"
    if language not in {"en", "ja"}:
        raise Unreadable(f"{where}: language is en or ja.")
    newcomer = Newcomer(_text(table, "email", where), _text(table, "name", where), language, _seen(table, where))
    offices = _list(table, "offices", where)
    if strangers := [each for each in offices if each not in OFFICES]:
        raise Unreadable(f"{where}: no office {strangers[0]}. Offices are {', '.join(OFFICES)}.")
    return NamedPerson(side, newcomer, offices, [_seat(each, where) for each in _list(table, "seats", where)])


def _list(table: Mapping[str, object], name: str, where: str) -> list[str]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Unreadable(f"{where}: {name} is a list of words in square brackets.")
    return value


def _seat(text: str, where: str) -> NamedSeat:
    country, _blank, rest = text.strip().partition(" ")
    if len(country) != 2 or rest.strip() not in {"", "co-chair"}:
        raise Unreadable(f"{where}: a seat is written as “TH”, or “TH co-chair”.")
    return NamedSeat(country.upper(), bool(rest.strip()))


def _seen(table: Mapping[str, object], where: str) -> Seen:
    seen = table.get("seen", {})
    _known(seen, {"means", "document", "issuer", "last_four", "on"}, f"{where}, seen")
    assert isinstance(seen, dict)  # noqa: S101  `_known` has asked
    means, document = _text(seen, "means", where), _text(seen, "document", where)
    if means not in {"", *ProofMeans.values}:
        raise Unreadable(f"{where}: means is one of {', '.join(ProofMeans.values)}.")
    if document not in {"", *ProofKind.values}:
        raise Unreadable(f"{where}: document is one of {', '.join(ProofKind.values)}.")
    day = seen.get("on")
    if day is not None and type(day) is not date:
        raise Unreadable(f"{where}: on is a day, as 2026-04-01 without quotation marks.")
    return Seen(means, document, _text(seen, "issuer", where), _text(seen, "last_four", where), day)


def ask(says: Callable[[str], str], side: str, office: str) -> list[NamedPerson]:
    """Ask for the people of one office by prompts, until an empty name. Raises: Unreadable."""
    people: list[NamedPerson] = []
    while name := says(f"{side}, {office}: name of person {len(people) + 1} (empty: no more): ").strip():
        try:
            seen_on = date.fromisoformat(says("  day on which their document was seen (2026-04-01): ").strip())
        except ValueError:
            raise Unreadable("Write the day as 2026-04-01.") from None
        table = {
            "side": side,
            "name": name,
            "email": says("  e-mail address: "),
            "language": says("  language (en or ja): "),
            "offices": [office],
            "seen": {
                "means": says(f"  how it was seen ({', '.join(ProofMeans.values)}): "),
                "document": says(f"  document ({', '.join(ProofKind.values)}): "),
                "issuer": says("  issued by: "),
                "last_four": says("  last four signs of its number: "),
                "on": seen_on,
            },
        }
        people.append(_person(table, len(people) + 1))
    return people
