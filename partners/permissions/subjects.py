"""What predicates ask of their subjects, whichever app those are of."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import User


class OfCountry(Protocol):
    """Something that one country is concerned with; none where it is of Japan alone, or of all."""

    @property
    def country_id(self) -> int | None:
        """The key of the country."""


class OfParties(Protocol):
    """Something on which organisations act."""

    def party_ids(self, role: str) -> set[int]:
        """The organisations that act on it in a role."""


class Proposed(OfCountry, Protocol):
    """Something that one person proposes and another decides."""

    @property
    def proposed_by_id(self) -> int | None:
        """The key of who proposed it."""


class OfSide(OfCountry, Protocol):
    """Something that belongs to Japan's side, or to the partner's."""

    @property
    def side(self) -> str:
        """`japan` or `partner`."""


class Review(OfCountry, Protocol):
    """Something that whoever opened it closes."""

    @property
    def opened_by_id(self) -> int:
        """The key of who opened it."""

    @property
    def opened_by(self) -> "User":
        """Who opened it."""
