"""Predicates `(subject, user) -> bool` of who may read; apart from those that judge, which may ask for more.

Whoever has an interest in a matter does not judge it, and may still read it: what judging asks besides is no part of
reading, and what stands here never lets anybody act.
"""

from typing import TYPE_CHECKING

from partners.permissions import any_of, holds, role
from partners.permissions.subjects import OfCountry, OfParties
from partners.permissions.visitors import is_signed_in

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Visitor


def _party(subject: OfParties, user: "Visitor", role: str) -> bool:
    return is_signed_in(user) and not subject.party_ids(role).isdisjoint(user.organisation_ids(role))


def participant_of(subject: OfParties, user: "Visitor") -> bool:
    """People of the subject's project participants."""
    return _party(subject, user, "participant")


def tpe_of(subject: OfParties, user: "Visitor") -> bool:
    """People of a third-party entity that works on the subject or gave its opinion, and that counts for it today."""
    if not is_signed_in(user) or not _party(subject, user, "tpe"):
        return False
    counting = getattr(subject, "counting_tpe_ids", None)  # what no assessment stands behind has none
    return counting is None or not counting().isdisjoint(user.organisation_ids("tpe"))


def secretariat(subject: OfCountry, user: "Visitor") -> bool:
    """Officers of the secretariat who work for the subject's country (or for all)."""
    return holds(user, "secretariat", country_id=subject.country_id)


def committee_member_of(subject: OfCountry, user: "Visitor") -> bool:
    """Joint Committee members, of either side, for the subject's country."""
    return holds(user, "committee", country_id=subject.country_id)


def government_of_japan(subject: object, user: "Visitor") -> bool:
    """Officers of the Government of Japan."""
    return holds(user, "government", side="japan")


def government_of_partner(subject: OfCountry, user: "Visitor") -> bool:
    """Officers of the partner country's government."""
    return subject.country_id is not None and holds(user, "government", country_id=subject.country_id, side="partner")


def registry_of(subject: OfCountry, user: "Visitor") -> bool:
    """Administrators of the registry that keeps the subject: Japan's (no country), or a partner's own."""
    if subject.country_id is None:
        return holds(user, "registry", side="japan")
    return holds(user, "registry", country_id=subject.country_id, side="partner")


def auditor(subject: object, user: "Visitor") -> bool:
    """Auditors: read everything, change nothing."""
    return holds(user, "auditor")


committee_workers = any_of(committee_member_of, secretariat, auditor)


WORKERS = role("committee", "secretariat", "auditor")
