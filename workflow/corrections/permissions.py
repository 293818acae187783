"""Who closes parts again: the office that opened them, each its own."""

from typing import TYPE_CHECKING

from partners import permissions
from partners.permissions.interests import judges
from partners.permissions.visitors import is_signed_in

if TYPE_CHECKING:  # rights lie below the rows
    from partners.people.models.people import Visitor
    from workflow.corrections.models import Correction


@judges(acting="tpe")
def opened_as_entity(correction: "Correction", user: "Visitor") -> bool:
    """People of an entity at work by whose finding a part is open."""
    if not (is_signed_in(user) and permissions.tpe_of(correction, user)):
        return False
    entities = {entity for part in correction.open_parts() for entity in correction.entity_of(part)}
    return not entities.isdisjoint(user.organisation_ids("tpe"))


@judges()
def opened_as_secretariat(correction: "Correction", user: "Visitor") -> bool:
    """JCMA officers, where a part is open without a finding, or for one whose entity is no longer at work."""
    return permissions.secretariat(correction, user) and not all(map(correction.entity_of, correction.open_parts()))


opened_parts = permissions.any_of(opened_as_entity, opened_as_secretariat)
