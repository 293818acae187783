"""What a change about a person brings when two officers have put it in force; one deed a kind."""

from collections.abc import Callable, Mapping
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from common import events, outbox
from common.refusals import Refused
from common.text import plain
from partners.people import checks
from partners.people.models.people import Appointment, Role, User
from partners.people.models.personnel import ChangeKind, IdentityProof, PersonnelChange
from partners.people.models.seats import CommitteeMember
from partners.people.permissions.likeness import as_typed
from partners.people.services import aliases


def _named[T](part: T | None) -> T:
    """A part that every change of the kind names; the database says so too."""
    if part is None:
        raise ValueError("a change names what its kind concerns")
    return part


def let_in(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """Somebody new: an account of their own, without a password, the role, and the mail that leads to a password."""
    user = make_person(email=change.email, name=change.name, language=change.language)
    change.person = user
    change.save(update_fields=["person"])
    _keep_proof(change, at)
    appointment = _appoint(change, user, at)
    record_invitation(appointment, by=by, at=at)
    aliases.look_at(user=user, by=by, at=at)


def make_person(*, email: str, name: str, language: str) -> User:
    """A person with an address of their own. Raises: Refused PPL-11 (409) when it is somebody's by now."""
    try:
        with transaction.atomic():
            return User.objects.create_user(as_typed(email), None, name=plain(name), language=language)
    except IntegrityError:
        checks.address_free(email)
        raise


def record_invitation(appointment: Appointment, *, by: User, at: datetime) -> None:
    """The event of an invitation, and the mail to somebody who has no password yet."""
    country = appointment.country
    after = {
        "organisation": appointment.organisation_id,
        "role": appointment.role,
        "country": country.iso2 if country else None,
    }
    events.record("partners.appointment.invite", subject=appointment, by=by, at=at, after=after)
    if not appointment.user.has_usable_password():
        payload: dict[str, object] = {"user": appointment.user_id}
        outbox.enqueue("mail.invitation", key=f"invitation:{appointment.pk}", payload=payload, at=at)


def _appoint(change: PersonnelChange, user: User, at: datetime) -> Appointment:
    return Appointment.objects.create(
        user=user,
        organisation=_named(change.organisation),
        role=change.role,
        country=change.country,
        since=at.date(),
        change=change,
    )


def _person(change: PersonnelChange) -> User:
    return User.objects.select_for_update().get(pk=_named(change.person_id))


def _keep_proof(change: PersonnelChange, at: datetime) -> IdentityProof | None:
    if not change.has_proof:
        return None
    seen = {name: getattr(change, name) for name in ("means", "document", "issuer", "last_four", "seen_on")}
    return IdentityProof.objects.create(
        person=_named(change.person), seen_by=change.proposed_by, change=change, at=at, **seen
    )


def give_role(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """A further role on the same account."""
    user = _person(change)
    _keep_proof(change, at)
    record_invitation(_appoint(change, user, at), by=by, at=at)
    aliases.look_at(user=user, by=by, at=at)


def prove(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """What was seen of a person is kept for good."""
    proof = _named(_keep_proof(change, at))
    after = {"means": proof.means, "document": proof.document, "issuer": proof.issuer}
    events.record("partners.user.prove", subject=proof.person, by=by, at=at, after=after)


def end_role(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """A role ends today; with a committee member's role the seats for which it was given."""
    appointment = Appointment.objects.select_for_update().get(pk=_named(change.appointment_id))
    appointment.ended_on = at.date()
    appointment.save(update_fields=["ended_on"])
    events.record("partners.appointment.end", subject=appointment, by=by, at=at, after={"ended_on": str(at.date())})
    if appointment.role == Role.COMMITTEE:
        seats = CommitteeMember.objects.select_for_update(of=("self",)).filter(user=appointment.user_id, ended_on=None)
        if appointment.country_id is not None:
            seats = seats.filter(committee__country=appointment.country_id)
        for seat in seats:
            _end_seat(seat, by, at)


def set_lead(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """Whether a person leads their office: overdue steps of the office go on to its leads."""
    appointment = Appointment.objects.select_for_update().get(pk=_named(change.appointment_id))
    before, appointment.is_lead = {"is_lead": appointment.is_lead}, change.is_lead
    appointment.save(update_fields=["is_lead"])
    events.record(
        "partners.appointment.set_lead",
        subject=appointment,
        by=by,
        at=at,
        before=before,
        after={"is_lead": change.is_lead},
    )


def suspend(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """Every right ends at once; so do sessions and tokens of the API; listeners end what other apps keep."""
    user = _person(change)
    user.suspended_at = at
    user.session_round += 1
    user.save(update_fields=["suspended_at", "session_round"])
    AuthToken.objects.filter(user=user).delete()
    events.record("partners.user.suspend", subject=user, by=by, at=at, after={"reason": plain(change.reason)})


def rename(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """Another name on the same account; what was signed under the earlier one keeps it."""
    user = _person(change)
    before, user.name = {"name": user.name}, plain(change.name)
    user.save(update_fields=["name"])
    events.record("partners.user.rename", subject=user, by=by, at=at, before=before, after={"name": user.name})
    _tell(change, at)


def take_factor(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """Whoever lost phone and recovery codes signs in with the password alone, and sets up another one at once.

    Every session and token ends: whoever has found the phone is out, too.
    """
    user = _person(change)
    Authenticator.objects.filter(user=user).delete()
    user.session_round += 1
    user.save(update_fields=["session_round"])
    AuthToken.objects.filter(user=user).delete()
    events.record("partners.user.take_factor", subject=user, by=by, at=at, after={"reason": plain(change.reason)})
    _tell(change, at)


def _tell(change: PersonnelChange, at: datetime) -> None:
    """The person whose account it is hears by mail what officers did to it, whatever mail they chose to get."""
    outbox.enqueue("mail.account_changed", key=f"changed:{change.pk}", payload={"change": change.pk}, at=at)


def reinstate(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """The person may act again, in every role that still runs."""
    user = _person(change)
    user.suspended_at = None
    user.save(update_fields=["suspended_at"])
    events.record("partners.user.reinstate", subject=user, by=by, at=at, before={"suspended": True})


def seat(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """A seat on one side of a committee."""
    member = CommitteeMember.objects.create(
        committee=_named(change.committee),
        user=_person(change),
        side=change.side,
        is_co_chair=change.is_co_chair,
        since=at.date(),
        change=change,
    )
    record_seat(member, by=by, at=at)


def record_seat(member: CommitteeMember, *, by: User, at: datetime) -> None:
    """The event of a seat."""
    after = {"user": member.user_id, "side": member.side, "is_co_chair": member.is_co_chair}
    events.record("partners.committeemember.seat", subject=member, by=by, at=at, after=after)


def unseat(change: PersonnelChange, *, by: User, at: datetime) -> None:
    """A seat ends today; answers given stay."""
    member = (
        CommitteeMember.objects.select_for_update(of=("self",))
        .select_related("committee")
        .get(pk=_named(change.seat_id))
    )
    _end_seat(member, by, at)


def _end_seat(member: CommitteeMember, by: User, at: datetime) -> None:
    member.ended_on = at.date()
    member.save(update_fields=["ended_on"])
    events.record("partners.committeemember.end", subject=member, by=by, at=at, after={"ended_on": str(at.date())})


EFFECTS: Mapping[str, Callable[..., None]] = {
    ChangeKind.INVITE: let_in,
    ChangeKind.ROLE: give_role,
    ChangeKind.END: end_role,
    ChangeKind.LEAD: set_lead,
    ChangeKind.SUSPEND: suspend,
    ChangeKind.REINSTATE: reinstate,
    ChangeKind.SEAT: seat,
    ChangeKind.UNSEAT: unseat,
    ChangeKind.IDENTITY: prove,
    ChangeKind.RENAME: rename,
    ChangeKind.FACTOR: take_factor,
}


def only_system(by: User) -> None:
    """PPL-19: past the second officer goes the system alone, when the platform is set up."""
    if not by.is_system:
        raise Refused(
            "PPL-19", _("People, roles and seats are proposed by one officer and put in force by another."), status=403
        )
