"""Predicates `(subject, user) -> bool`, and `(user) -> bool` for pages; the only place that knows who may.

A subject tells its `country_id` and `party_ids(role)`: the organisations that act in a role for it.
"""

from collections.abc import Callable
from typing import Any

from partners.permissions.four_eyes import another_person

type Predicate = Callable[[Any, Any], bool]


def holds(user: Any, role: str, *, country_id: int | None = None, side: str | None = None) -> bool:
    """True when a signed-in person holds the role (for that country, on that side)."""
    return bool(user.is_authenticated) and bool(user.holds(role, country_id=country_id, side=side))


def _party(subject: Any, user: Any, role: str) -> bool:
    return bool(user.is_authenticated) and not subject.party_ids(role).isdisjoint(user.organisation_ids(role))


def participant_of(subject: Any, user: Any) -> bool:
    """People of the subject's project participants."""
    return _party(subject, user, "participant")


def tpe_of(subject: Any, user: Any) -> bool:
    """People of the third-party entity that works on the subject."""
    return _party(subject, user, "tpe")


def secretariat(subject: Any, user: Any) -> bool:
    """JCMA officers who work for the subject's country (or for all)."""
    return holds(user, "secretariat", country_id=subject.country_id)


def another_officer(subject: Any, user: Any) -> bool:
    """A JCMA officer other than the one who proposed it (four eyes)."""
    return secretariat(subject, user) and another_person(user, subject.proposed_by_id)


def committee_member_of(subject: Any, user: Any) -> bool:
    """Joint Committee members, of either side, for the subject's country."""
    return holds(user, "committee", country_id=subject.country_id)


def government_of_japan(subject: Any, user: Any) -> bool:
    """Officers of the Government of Japan."""
    return holds(user, "government", side="japan")


def government_of_partner(subject: Any, user: Any) -> bool:
    """Officers of the partner country's government."""
    return subject.country_id is not None and holds(user, "government", country_id=subject.country_id, side="partner")


def registry_administrator(subject: Any, user: Any) -> bool:
    """Registry administrators."""
    return holds(user, "registry")


def auditor(subject: Any, user: Any) -> bool:
    """Auditors: read everything, change nothing."""
    return holds(user, "auditor")


def system(subject: Any, user: Any) -> bool:
    """The system itself; no person."""
    return bool(getattr(user, "is_system", False))


def any_of(*predicates: Predicate) -> Predicate:
    """True when one of them is."""

    def either(subject: Any, user: Any) -> bool:
        return any(predicate(subject, user) for predicate in predicates)

    return either


def role(*roles: str) -> Callable[[Any], bool]:
    """For `screen(may=...)`: anybody who holds one of the roles, for whatever country."""

    def may(user: Any) -> bool:
        return any(holds(user, one) for one in roles)

    may.roles = roles  # type: ignore[attr-defined]  # read by the route test
    return may
