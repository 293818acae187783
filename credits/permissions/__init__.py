"""Who may open which page of `credits`, and who acts in which registry."""

from typing import TYPE_CHECKING, Protocol

from partners.permissions import holds, role
from partners.permissions.four_eyes import another_person
from partners.permissions.interests import judges
from partners.permissions.subjects import OfCountry, OfSide

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Visitor


class ProposedOfSide(OfSide, Protocol):
    """Something that one person of a side proposes and another of the same side puts in force."""

    @property
    def proposed_by_id(self) -> int | None:
        """The key of who proposed it."""


may_request = role("participant")
may_check = role("secretariat")
may_issue = role("registry")
may_authorise = role("government")
may_report = role("secretariat", "registry", "government", "auditor")
may_use = role("participant", "government", "auditor")


@judges()
def registry_of(subject: OfSide, user: "Visitor") -> bool:
    """Registry administrators of the subject's side: JCMA's for Japan, the partner country's own for the other."""
    if subject.side == "japan":
        return holds(user, "registry", side="japan")
    return holds(user, "registry", country_id=subject.country_id, side="partner")


@judges()
def approves_issuance(issuance: ProposedOfSide, user: "Visitor") -> bool:
    """An administrator of the same registry other than the person who proposed it (four eyes)."""
    return registry_of(issuance, user) and another_person(user, issuance.proposed_by_id)


@judges()
def either_registry(subject: OfCountry, user: "Visitor") -> bool:
    """Registry administrators of Japan's registry and of the partner country's: each issues its part."""
    of_partner = holds(user, "registry", country_id=subject.country_id, side="partner")
    return of_partner or holds(user, "registry", side="japan")


@judges()
def government_of_side(subject: OfSide, user: "Visitor") -> bool:
    """Officers of the government of the subject's side."""
    if subject.side == "japan":
        return holds(user, "government", side="japan")
    return holds(user, "government", country_id=subject.country_id, side="partner")


@judges()
def confirms_authorisation(authorisation: ProposedOfSide, user: "Visitor") -> bool:
    """An officer of the same government other than the person who proposed it (four eyes)."""
    return government_of_side(authorisation, user) and another_person(user, authorisation.proposed_by_id)
