"""Who keeps the platform running: predicates on a person, for pages across apps."""

from typing import TYPE_CHECKING

from partners.permissions import keeps_shared_tables, role

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Visitor


_audits = role("auditor")


def may_try_again(user: "Visitor") -> bool:  # a person, or nobody signed in
    """JCMA officers of Japan who work for all countries: a message may be about any of them."""
    return keeps_shared_tables(user)


def may_read_undelivered(user: "Visitor") -> bool:  # same
    """The same, and auditors."""
    return may_try_again(user) or _audits(user)
