"""Changes about people: one officer proposes, another person puts them in force, from whichever door they come."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from common import events, identity
from common.machines import judge
from common.text import plain
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people import checks
from partners.people.models.people import Appointment, Role, User
from partners.people.models.personnel import PersonnelChange
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.people.permissions import personnel as who
from partners.people.permissions.likeness import as_typed
from partners.people.selectors import personnel as selectors
from partners.people.services.effects import EFFECTS
from partners.people.states.personnel import PersonnelState


@dataclass(frozen=True)
class Seen:
    """Which document was seen of a person, how and when; of its number the last four signs."""

    means: str = ""
    document: str = ""
    issuer: str = ""
    last_four: str = ""
    seen_on: date | None = None


@dataclass(frozen=True)
class Wish:
    """What an officer asks for. Which parts count follows from `kind`.

    Attributes:
        person: whom it concerns; None for somebody new (`email`, `name`, `language`).
        side: of the committee on which the seat is.
    """

    kind: str
    person: User | None = None
    email: str = ""
    name: str = ""
    language: str = "en"
    organisation: Organisation | None = None
    role: str = ""
    country: PartnerCountry | None = None
    appointment: Appointment | None = None
    committee: JointCommittee | None = None
    seat: CommitteeMember | None = None
    side: str = ""
    is_co_chair: bool = False
    is_lead: bool = False
    reason: str = ""
    seen: Seen = Seen()


@transaction.atomic
def propose(*, wish: Wish, by: User, at: datetime) -> PersonnelChange:
    """Propose a change about a person; nothing changes until another officer puts it in force.

    Raises: Refused PPL-01 and PPL-09 (403), PPL-02 to PPL-18 and CMT-02 to CMT-05 by kind.
    """
    change = _written(wish, by, at)
    if change.organisation is not None and permissions.holds(by, Role.SECRETARIAT):
        checks.role_fits(change)  # an officer reads at its field that the country is wrong
    checks.competent(change, by)
    checks.whole(change, at.date())
    checks.no_other_open(change)
    identity.assume(by=by, at=at)
    change.save()
    events.record(
        "partners.personnelchange.propose",
        subject=change,
        by=by,
        at=at,
        tells=("secretariat",),
        after={"kind": change.kind, "state": change.state, "role": change.role, "reason": change.reason},
    )
    return change


def competent(*, wish: Wish, by: User, at: datetime) -> None:
    """Whether a person may propose it at all, whatever else it will say. Raises: Refused PPL-01 and PPL-09 (403)."""
    checks.competent(_written(wish, by, at), by)


def _written(wish: Wish, by: User, at: datetime) -> PersonnelChange:
    named = {one.name: getattr(wish, one.name) for one in fields(wish) if one.name not in {"seen", "side"}}
    seen = {one.name: getattr(wish.seen, one.name) for one in fields(wish.seen)}
    change = PersonnelChange(**named, **seen, proposed_by=by, proposed_at=at)
    change.email, change.name = as_typed(change.email), plain(change.name)
    change.reason, change.issuer = plain(change.reason), plain(change.issuer)
    change.last_four = plain(change.last_four)
    if change.appointment is not None:
        change.person = change.appointment.user
    if change.seat is not None:
        change.person, change.committee = change.seat.user, change.seat.committee
    change.side, change.country_id = _office(change, wish)
    return change


def _office(change: PersonnelChange, wish: Wish) -> selectors.Office:
    """Whose officers decide, by what it concerns."""
    if change.committee is not None:
        return change.seat.side if change.seat else wish.side, change.committee.country_id
    if change.organisation is not None:
        side, _country = selectors.office_of_role(change.organisation, change.role, change.country_id)
        return side, change.country_id  # as asked, so that a country that is not theirs is refused
    if change.appointment is not None:
        held = change.appointment
        return selectors.office_of_role(held.organisation, held.role, held.country_id)
    if change.person is None:
        raise ValueError("a change concerns a person, a role or a seat")
    return selectors.office_of_person(change.person)


def _locked(change_id: int) -> PersonnelChange:
    found = PersonnelChange.objects.select_for_update(of=("self",))
    return found.select_related(
        "country", "organisation", "appointment__organisation", "committee__country", "seat", "person"
    ).get(pk=change_id)


@transaction.atomic
def confirm(*, change_id: int, by: User, at: datetime) -> PersonnelChange:
    """Put a change in force that another person proposed; everything is judged once more, as it is now.

    Raises: Refused MOV-01 (409), MOV-02 (403: whoever proposed it, an account of theirs, or whom it concerns), and
    whatever has become of it meanwhile, as `propose` says.
    """
    change = _locked(change_id)
    _hold_still(change)
    if change.state == PersonnelState.PROPOSED and who.confirms(change, by):
        checks.whole(change, at.date())
    change.decided_by = by
    identity.assume(by=by, at=at)
    judge(change.confirm, by=by).commit(at=at)
    EFFECTS[change.kind](change, by=by, at=at)
    return change


def _hold_still(change: PersonnelChange) -> None:
    """Lock what the change is judged by: the person, or the committee whose seats are counted."""
    if change.person_id is not None:
        User.objects.select_for_update().get(pk=change.person_id)
    if change.committee_id is not None:
        JointCommittee.objects.select_for_update().get(pk=change.committee_id)


@transaction.atomic
def reject(*, change_id: int, note: str, by: User, at: datetime) -> PersonnelChange:
    """Reject a change with the reason. Raises: Refused MOV-01, MOV-02, PPL-18 without a reason."""
    change = _locked(change_id)
    change.decided_by = by
    identity.assume(by=by, at=at)
    judge(change.reject, by=by).commit(at=at, note=checks.reason_given(note))
    return change


@transaction.atomic
def withdraw(*, change_id: int, note: str, by: User, at: datetime) -> PersonnelChange:
    """Take a change back. Raises: Refused MOV-01, MOV-02, PPL-18 without a reason."""
    change = _locked(change_id)
    change.decided_by = by
    identity.assume(by=by, at=at)
    judge(change.withdraw, by=by).commit(at=at, note=checks.reason_given(note))
    return change
