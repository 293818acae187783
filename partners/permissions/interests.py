"""Nobody judges what they have an interest in: one rule, of persons, for everybody who judges.

A person has an interest in a subject when they act for one of its parties, did so within `INTEREST_MONTHS`, or have
declared one (`User.concerned`). A subject tells its parties by `party_ids`, or by `interested_ids` where others than
those who act on it are concerned, and by `interested_people` who acts for it without a role.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from common.machines import Predicate, interested, judging_of
from partners.permissions.subjects import OfParties

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Visitor


PARTIES = ("participant", "tpe")


def parties_of(subject: OfParties, *, acting: str = "") -> set[int]:
    """The organisations that a subject is about; not the one whose office it is to judge it."""
    named = getattr(subject, "interested_ids", None)
    if named is not None:
        return set(named())
    return {party for role in PARTIES if role != acting for party in subject.party_ids(role)}


def has_interest(subject: OfParties, user: "Visitor", *, acting: str = "") -> bool:
    """True when this person must not judge the subject. The system has no interests."""
    if not user.is_authenticated or user.is_system:
        return False
    named = getattr(subject, "interested_people", None)
    if named is not None and user.pk in named():
        return True
    return bool(user.concerned) and not user.concerned.isdisjoint(parties_of(subject, acting=acting))


def judges(*, acting: str = "") -> Callable[[Predicate], Predicate]:
    """Mark a predicate of an office that judges; moves and services ask it together with the person's interests.

    Reading asks the bare predicate: who has an interest may still read what their office reads.
    """

    def mark(predicate: Predicate) -> Predicate:
        def without_interest(subject: OfParties, user: "Visitor") -> bool:
            return predicate(subject, user) and not has_interest(subject, user, acting=acting)

        predicate.judging = without_interest  # type: ignore[attr-defined]  # read by `judging_of`
        return predicate

    return mark


def may_judge(predicate: Predicate, subject: OfParties, user: "Visitor") -> bool:
    """Whether a person of that office judges this subject; for services that are no move.

    Raises: Refused COI-06 (403) when the person is of the office and has an interest.
    """
    if not predicate(subject, user):
        return False
    if not judging_of(predicate)(subject, user):
        raise interested()
    return True
