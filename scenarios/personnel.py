"""What waits about people in the demo: each side's second officer is asked, and an auditor about two accounts."""

from datetime import datetime, timedelta

from django.db import transaction

from partners.people.models.people import Role
from partners.people.models.personnel import AliasCase, ChangeKind, PersonnelChange
from partners.people.selectors import people as known_people
from partners.people.services import aliases, personnel
from partners.people.services.personnel import Seen, Wish
from scenarios.people import Cast

NEWCOMERS = (
    ("jcma2", "narumi.oka@example.org", "Narumi Oka", "company_japan", Role.PARTICIPANT, False),
    ("jcma", "riku.sakai@example.org", "Riku Sakai", "jcma", Role.REGISTRY, False),
    ("officer2_thailand", "pim.charoen@example.org", "Pim Charoen", "government_thailand", Role.GOVERNMENT, True),
    ("officer_thailand", "arthit.sombat@example.org", "Arthit Sombat", "company_thailand", Role.PARTICIPANT, True),
)
ALIKE = ("buyer2_japan", "participant2_thailand")


def set_out(cast: Cast, at: datetime) -> int:
    """Propose what is not there yet; returns how much was."""
    return _newcomers(cast, at - timedelta(days=1)) + _alike(cast, at - timedelta(days=1))


@transaction.atomic
def _newcomers(cast: Cast, at: datetime) -> int:
    proposed = 0
    for by, email, name, organisation, role, of_country in NEWCOMERS:
        if PersonnelChange.objects.filter(email=email).exists():
            continue
        wish = Wish(
            ChangeKind.INVITE,
            email=email,
            name=name,
            organisation=cast.organisations[organisation],
            role=role,
            country=cast.country if of_country else None,
            seen=Seen("video", "passport", "Example", "0000", at.date()),
        )
        personnel.propose(wish=wish, by=cast[by], at=at)
        proposed += 1
    return proposed


@transaction.atomic
def _alike(cast: Cast, at: datetime) -> int:
    """Two people of two companies that have nothing to approve for each other."""
    one, other = sorted(cast[key].pk for key in ALIKE)
    if AliasCase.objects.filter(one=one, other=other).exists():
        return 0
    aliases.suspect(pair=(one, other), grounds={"network"}, by=known_people.system(), at=at)
    return 1
