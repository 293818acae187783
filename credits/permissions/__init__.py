"""Who may open which page of `credits`, and who acts in which registry."""

from typing import TYPE_CHECKING

from partners.permissions import holds, role
from partners.permissions.interests import judges
from partners.permissions.subjects import OfCountry, OfSide

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Visitor


may_request = role("participant")
may_check = role("secretariat")
may_issue = role("registry")
may_authorise = role("government")
may_use = role("participant", "government", "auditor")


@judges()
def registry_of(subject: OfSide, user: "Visitor") -> bool:
    """Registry administrators of the subject's side: JCMA's for Japan, the partner country's own for the other."""
    if subject.side == "japan":
        return holds(user, "registry", side="japan")
    return holds(user, "registry", country_id=subject.country_id, side="partner")


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
