"""Whether whoever asks is somebody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeIs

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Appointment, User, Visitor


def is_signed_in(user: "Visitor") -> "TypeIs[User]":
    """True of a person, false of an anonymous visitor, who holds nothing and is in no organisation."""
    return bool(user.is_authenticated)


def held_by(user: "Visitor") -> "Sequence[Appointment]":
    """What somebody holds today; a visitor holds nothing."""
    return user.held if is_signed_in(user) else ()


def organisations_of(user: "Visitor", role: str | None = None) -> set[int]:
    """The organisations for which somebody acts today, in that role if one is named; a visitor acts for none."""
    return user.organisation_ids(role) if is_signed_in(user) else set()
