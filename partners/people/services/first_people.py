"""The first officers of a platform or of a country: let in by the system, while nobody holds their role."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import events, identity
from common.refusals import Refused
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, Side
from partners.people import checks
from partners.people.models.people import Appointment, User
from partners.people.models.personnel import ChangeKind, IdentityProof, PersonnelChange
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.people.permissions.likeness import is_alike
from partners.people.selectors import personnel as selectors
from partners.people.services import aliases, committees
from partners.people.services import effects as people_effects
from partners.people.services.people import invite
from partners.people.services.personnel import Seen

FEWEST = 2  # four eyes are two persons'


@dataclass(frozen=True)
class Office:
    """A role of a body; `country` is that of a partner's body, or of the committee for which members are named."""

    organisation: Organisation
    role: str
    country: PartnerCountry | None = None


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is let in, and which document was seen of them."""

    email: str
    name: str
    language: str = "en"
    seen: Seen = field(default_factory=Seen)


def is_vacant(office: Office) -> bool:
    """True while nobody holds the role in that body (for that country)."""
    held = Appointment.objects.running().filter(organisation=office.organisation, role=office.role)
    if office.country is not None:
        held = held.filter(Q(country=None) | Q(country=office.country))
    return not held.exists()


@transaction.atomic
def let_in(*, office: Office, newcomers: Sequence[Newcomer], by: User, at: datetime) -> list[User]:
    """Let in the first people of a vacant office, all of them at once; each gets the mail that leads to a password.

    Raises: Refused PPL-19 (403) not by the system; PPL-41 (409) somebody holds the role; PPL-42 fewer than two;
    PPL-43 two who look like one person; PPL-02, 03, 05, 12 to 16 as for everybody who is let in.
    """
    people_effects.only_system(by)
    Organisation.objects.select_for_update().get(pk=office.organisation.pk)
    if not is_vacant(office):
        raise Refused(
            "PPL-41",
            _("This role is held already. Two officers let in whoever comes next, on the People page."),
            status=409,
        )
    if len(newcomers) < FEWEST:
        raise Refused("PPL-42", _("Name at least two persons: one proposes, another approves."), field="people")
    _two_persons(newcomers)
    return [_let_in(office, newcomer, by, at) for newcomer in newcomers]


def _two_persons(newcomers: Sequence[Newcomer]) -> None:
    for first, second in combinations(newcomers, 2):
        if is_alike(first.name, first.email, second.name, second.email):
            raise Refused(
                "PPL-43",
                _("%(first)s and %(second)s look like one person. Four eyes need two: name another."),
                field="people",
                params={"first": first.name, "second": second.name},
            )


def _let_in(office: Office, newcomer: Newcomer, by: User, at: datetime) -> User:
    known = selectors.by_address(newcomer.email)
    asked = PersonnelChange(
        kind=ChangeKind.ROLE, person=known, role=office.role, organisation=office.organisation, country=office.country
    )
    for name, value in asdict(newcomer.seen).items():
        setattr(asked, name, value)
    checks.first_role(asked, at.date())
    appointment = invite(
        email=known.email if known else newcomer.email,
        name=newcomer.name,
        organisation=office.organisation,
        role=office.role,
        country=office.country,
        language=newcomer.language,
        by=by,
        at=at,
    )
    if asked.has_proof and not selectors.is_proved(appointment.user):
        _keep_proof(appointment.user, newcomer.seen, by, at)
    aliases.look_at(user=appointment.user, by=by, at=at)
    return appointment.user


def _keep_proof(person: User, seen: Seen, by: User, at: datetime) -> None:
    proof = IdentityProof.objects.create(person=person, seen_by=by, at=at, **asdict(seen))
    after = {"means": proof.means, "document": proof.document, "issuer": proof.issuer}
    events.record("partners.user.prove", subject=person, by=by, at=at, after=after)


@transaction.atomic
def take_seats(
    *, committee: JointCommittee, side: str, chair: User, members: Sequence[User], by: User, at: datetime
) -> list[CommitteeMember]:
    """Seat the first people of one side of a committee, the co-chair among them.

    Raises: Refused PPL-19 (403) not by the system; CMT-31 (409) somebody sits on that side; CMT-02 not a member of
    that side for the country.
    """
    people_effects.only_system(by)
    locked = JointCommittee.objects.select_for_update().get(pk=committee.pk)
    if not has_no_seat(locked, side):
        raise Refused("CMT-31", _("This side of the committee has members. Two officers seat the next."), status=409)
    identity.assume(by=by, at=at)
    return [
        committees.seat(committee=locked, user=user, side=Side(side), is_co_chair=user == chair, by=by, at=at)
        for user in (chair, *(member for member in members if member != chair))
    ]


def has_no_seat(committee: JointCommittee, side: str) -> bool:
    """True while nobody sits on that side."""
    return not committee.members.filter(side=side, ended_on=None).exists()
