"""Changes about people as two officers make them, accounts that are alike, addresses that are to change."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.core import signing

from partners.people.models.addresses import AddressChange
from partners.people.models.people import User
from partners.people.models.personnel import AliasCase, ChangeKind, PersonnelChange
from partners.people.services import addresses, personnel
from partners.people.services.personnel import Seen, Wish
from tests.conftest import NOON
from tests.factories.addresses import Address, pk
from tests.factories.pages import second_officer

SEEN = Seen("in_person", "passport", "Ministry of Foreign Affairs", "4711", date(2026, 5, 28))


def proposed(it: SimpleNamespace, kind: str, *, by: User | None = None, at: Any = NOON, **wish: Any) -> PersonnelChange:
    """A change about a person that waits for a second officer."""
    return personnel.propose(wish=Wish(kind=kind, **wish), by=by or second_officer(it), at=at)


def in_force(it: SimpleNamespace, kind: str, *, by: User | None = None, at: Any = NOON, **wish: Any) -> PersonnelChange:
    """The same, put in force by the first officer (or `by`)."""
    change = proposed(it, kind, at=at, **wish)
    return personnel.confirm(change_id=change.pk, by=by or it.officer, at=at)


def an_invitation(it: SimpleNamespace, **wish: Any) -> PersonnelChange:
    """Somebody new for the Japanese company, proposed."""
    asked = {
        "email": "hana.sato@example.org",
        "name": "Hana Sato",
        "organisation": it.japanese_company,
        "role": "participant",
    }
    return proposed(it, ChangeKind.INVITE, **asked | wish)


def two_alike(it: SimpleNamespace) -> AliasCase:
    """Two accounts that look like one person's."""
    return alike(it.participant, it.participant2)


def alike(one: User, other: User) -> AliasCase:
    """Two accounts that look like one person's."""
    first, second = sorted((one, other), key=lambda user: user.pk)
    return AliasCase.objects.create(one=first, other=second, grounds=["device"], found_at=NOON)


def an_address_change(it: SimpleNamespace) -> AddressChange:
    """A participant wants another address."""
    return addresses.ask(new="new.place@example.com", by=it.participant, at=NOON)


def _token(it: SimpleNamespace, purpose: str) -> dict[str, object]:
    return {"token": signing.dumps(an_address_change(it).pk, salt=purpose)}


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "partners.PersonnelChange": an_invitation,
    "partners.AliasCase": two_alike,
}
ADDRESSES: dict[str, Address] = {
    "workflow:change-page": pk(an_invitation),
    "workflow:change-confirm": pk(an_invitation),
    "workflow:change-reject": pk(an_invitation),
    "workflow:change-withdraw": pk(an_invitation),
    "workflow:case-page": pk(two_alike),
    "workflow:case-apart": pk(two_alike),
    "workflow:case-unite": pk(two_alike),
    "partners:address-prove": Address(_token, (("purpose", addresses.PROVE),)),
    "partners:address-stop": Address(_token, (("purpose", addresses.STOP),)),
}
