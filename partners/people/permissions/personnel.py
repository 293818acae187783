"""Who may propose and put in force what changes about people: officers of the side and country that it concerns.

A change tells its `side` and `country_id` (for a role of Japan None is every country), the organisations that it
concerns, the person, and whether Japan's officers stand in for a country that has too few of its own.
"""

from typing import TYPE_CHECKING

from partners.people.permissions.likeness import is_alike
from partners.permissions import auditor
from partners.permissions.four_eyes import another_person
from partners.permissions.visitors import is_signed_in

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Appointment, Visitor
    from partners.people.models.personnel import AliasCase, PersonnelChange


def is_officer_for(user: "Visitor", *, side: str, country_id: int | None) -> bool:
    """True for an officer who decides about people of the side; for one country, or for all where none is named."""
    return is_signed_in(user) and any(one.role == "secretariat" and _covers(one, side, country_id) for one in user.held)


def _covers(appointment: "Appointment", side: str, country_id: int | None) -> bool:
    office = appointment.organisation
    if side == "japan":
        return office.kind == "jcma" and appointment.country_id in {None, country_id}
    own = office.side == "partner" and office.country_id == country_id
    return own and country_id is not None and appointment.country_id in {None, country_id}


def proposes(change: "PersonnelChange", user: "Visitor") -> bool:
    """A competent officer whom the change itself does not concern."""
    return _is_competent(change, user) and not concerns(change, user)


def _is_competent(change: "PersonnelChange", user: "Visitor") -> bool:
    if is_officer_for(user, side=change.side, country_id=change.country_id):
        return True
    stands_in = is_officer_for(user, side="japan", country_id=change.country_id)
    return stands_in and bool(change.is_stood_in_for)


def concerns(change: "PersonnelChange", user: "Visitor") -> bool:
    """True when the change is about the user, another account of theirs, somebody who looks like them, or an
    organisation for which they act in another role than an officer's."""
    if not is_signed_in(user) or not another_person(user, change.person_id):
        return True
    if change.is_newcomer and is_alike(user.name, user.email, change.name, change.email):
        return True
    others = {one.organisation_id for one in user.held if one.role != "secretariat"}
    return not others.isdisjoint(change.organisation_ids)


def confirms(change: "PersonnelChange", user: "Visitor") -> bool:
    """Another competent person than the one who proposed it."""
    return proposes(change, user) and another_person(user, change.proposed_by_id)


def withdraws(change: "PersonnelChange", user: "Visitor") -> bool:
    """Whoever proposed it, and every officer who could have."""
    return _is_competent(change, user)


def concludes_likeness(case: "AliasCase", user: "Visitor") -> bool:
    """Auditors, but for a case of their own."""
    return auditor(case, user) and user.pk not in {case.one_id, case.other_id}
