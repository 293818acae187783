"""Predicates `(subject, user) -> bool`, and `(user) -> bool` for pages; the only place that knows who may.

A subject tells its `country_id` and `party_ids(role)`: the organisations that act in a role for it. What a person holds
(`User.held`) are the appointments that count today: of a person neither suspended nor inactive, begun, not ended, and
for a committee member with an open seat. Nobody else asks appointments, seats or suspensions for a right.

The predicates here judge: moves and services ask them who may act. Who may read is asked in `reading`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from common.machines import Predicate, judging_of
from partners.permissions.four_eyes import another_person
from partners.permissions.interests import judges
from partners.permissions.subjects import OfCountry, OfParties, Proposed, Review
from partners.permissions.visitors import is_signed_in

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Visitor


def holds(user: "Visitor", role: str, *, country_id: int | None = None, side: str | None = None) -> bool:
    """True when a signed-in person holds the role (for that country, on that side)."""
    return is_signed_in(user) and bool(user.holds(role, country_id=country_id, side=side))


def _party(subject: OfParties, user: "Visitor", role: str) -> bool:
    return is_signed_in(user) and not subject.party_ids(role).isdisjoint(user.organisation_ids(role))


def participant_of(subject: OfParties, user: "Visitor") -> bool:
    """People of the subject's project participants."""
    return _party(subject, user, "participant")


@judges(acting="tpe")
def tpe_of(subject: OfParties, user: "Visitor") -> bool:
    """People of the third-party entity that works on the subject."""
    return _party(subject, user, "tpe")


@judges()
def secretariat(subject: OfCountry, user: "Visitor") -> bool:
    """JCMA officers who work for the subject's country (or for all)."""
    return holds(user, "secretariat", country_id=subject.country_id)


@judges()
def jcma(subject: OfCountry, user: "Visitor") -> bool:
    """Officers of JCMA itself, Japan's side of the secretariat, who work for the subject's country (or for all)."""
    return holds(user, "secretariat", country_id=subject.country_id, side="japan")


@judges()
def another_officer(subject: Proposed, user: "Visitor") -> bool:
    """A JCMA officer other than the one who proposed it (four eyes)."""
    return secretariat(subject, user) and another_person(user, subject.proposed_by_id)


@judges()
def committee_member_of(subject: OfCountry, user: "Visitor") -> bool:
    """Joint Committee members, of either side, for the subject's country."""
    return holds(user, "committee", country_id=subject.country_id)


@judges()
def closes_review(review: Review, user: "Visitor") -> bool:
    """Who ends a review without a measure: the member who opened it; the secretariat where no member did."""
    if committee_member_of(review, review.opened_by):
        return committee_member_of(review, user) and review.opened_by_id == user.pk
    return secretariat(review, user)


def keeps_shared_tables(user: "Visitor") -> bool:
    """JCMA officers of Japan who work for all countries: what several countries read is theirs to correct."""
    return is_signed_in(user) and any(
        a.role == "secretariat" and a.country_id is None and a.organisation.side == "japan" for a in user.held
    )


@judges()
def government_of_japan(subject: object, user: "Visitor") -> bool:
    """Officers of the Government of Japan."""
    return holds(user, "government", side="japan")


@judges()
def government_of_partner(subject: OfCountry, user: "Visitor") -> bool:
    """Officers of the partner country's government."""
    return subject.country_id is not None and holds(user, "government", country_id=subject.country_id, side="partner")


@judges()
def registry_administrator(subject: object, user: "Visitor") -> bool:
    """Registry administrators."""
    return holds(user, "registry")


def auditor(subject: object, user: "Visitor") -> bool:
    """Auditors: read everything, change nothing."""
    return holds(user, "auditor")


def system(subject: object, user: "Visitor") -> bool:
    """The system itself; no person."""
    return bool(getattr(user, "is_system", False))


def any_of(*predicates: Predicate) -> Predicate:
    """True when one of them is."""

    def either(subject: object, user: "Visitor") -> bool:
        return any(predicate(subject, user) for predicate in predicates)

    def judging(subject: object, user: "Visitor") -> bool:
        return any(judging_of(predicate)(subject, user) for predicate in predicates)

    either.judging = judging  # type: ignore[attr-defined]  # read by `judging_of`
    return either


def at_work(user: "Visitor") -> bool:
    """For `screen(may=...)`: anybody who holds a role today; who holds none has no more than their own profile."""
    return is_signed_in(user) and bool(user.held)


def role(*roles: str) -> Callable[["Visitor"], bool]:
    """For `screen(may=...)`: anybody who holds one of the roles, for whatever country."""

    def may(user: "Visitor") -> bool:
        return any(holds(user, one) for one in roles)

    may.roles = roles  # type: ignore[attr-defined]  # read by the route test
    return may
