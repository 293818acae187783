"""What a change about a person must be, when it is proposed and again when it is put in force."""

from collections.abc import Callable, Mapping
from datetime import date

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from common.text import fault, plain, shows
from partners.organisations.models import OrganisationKind, Side
from partners.people.models.people import Appointment, Role, User
from partners.people.models.personnel import PROVED_ROLES, ChangeKind, PersonnelChange
from partners.people.models.seats import CommitteeMember
from partners.people.permissions import personnel as permissions
from partners.people.selectors import people
from partners.people.selectors import personnel as selectors

ROLES_OF: Mapping[str, frozenset[str]] = {
    OrganisationKind.PARTICIPANT: frozenset({Role.PARTICIPANT}),
    OrganisationKind.TPE: frozenset({Role.TPE}),
    OrganisationKind.GOVERNMENT: frozenset({Role.GOVERNMENT, Role.COMMITTEE, Role.REGISTRY}),
    OrganisationKind.JCMA: frozenset({Role.SECRETARIAT, Role.REGISTRY}),
    OrganisationKind.SECRETARIAT: frozenset({Role.SECRETARIAT}),
    OrganisationKind.AUDITOR: frozenset({Role.AUDITOR}),
}


def competent(change: PersonnelChange, by: User) -> None:
    """PPL-01 an officer of that side and country proposes; PPL-09 nobody about themselves or their own."""
    if not permissions.withdraws(change, by):
        raise Refused(
            "PPL-01",
            _("Only officers of the side and country of a person propose this. Write to that country’s secretariat."),
            status=403,
        )
    if permissions.concerns(change, by):
        raise Refused(
            "PPL-09",
            _("This concerns you, or an organisation for which you act. Ask another officer to propose it."),
            status=403,
        )


def whole(change: PersonnelChange, on: date) -> None:
    """Everything that its kind asks for. Raises: Refused PPL-02 to 16, CMT-02 to 05 by kind."""
    CHECKS[change.kind](change)
    _proof_whole(change, on)


def address_whole(email: str) -> None:
    """PPL-02."""
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("PPL-02", _("Give a complete e-mail address, as name@company.com."), field="email") from None


def name_whole(name: str) -> None:
    """PPL-05: there is a name to be read, on one line, and nothing in it that nobody sees."""
    if not shows(name):
        raise Refused("PPL-05", _("Give the person’s name."), field="name")
    _readable(name, field="name", number="PPL-05")


def _readable(text: str, *, field: str, number: str) -> None:
    if wrong := fault(text, line=True):
        sentence, params = wrong
        raise Refused(number, sentence, params=params, field=field)


def role_fits(change: PersonnelChange) -> None:
    """PPL-03 the organisation has such people; PPL-12 people of a partner country act for their own country."""
    organisation = change.organisation
    if organisation is None or change.role not in ROLES_OF[organisation.kind]:
        raise Refused("PPL-03", _("People of this kind of organisation cannot hold that role."), field="role")
    if organisation.side == Side.PARTNER and change.country_id != organisation.country_id:
        raise Refused(
            "PPL-12",
            _("People of a partner country’s side act for their own country only. Choose that country."),
            field="country",
        )


def _newcomer(change: PersonnelChange) -> None:
    address_whole(change.email)
    name_whole(change.name)
    role_fits(change)
    address_free(change.email)
    _proof_given(change)


def address_free(email: str) -> None:
    """PPL-11: an address is one person's; a further role is proposed on that person's page."""
    known = selectors.by_address(email)
    if known is not None:
        raise Refused(
            "PPL-11",
            _("This address belongs to somebody who is known already. Propose a further role on their page: %(page)s"),
            field="email",
            status=409,
            params={"page": reverse("partners:person-page", args=[known.pk])},
        )


def _further_role(change: PersonnelChange) -> None:
    role_fits(change)
    same = Appointment.objects.filter(
        user=change.person, organisation=change.organisation, role=change.role, country=change.country, ended_on=None
    )
    if same.exists():
        raise Refused("PPL-04", _("This person holds that role already."), field="role", status=409)
    _proof_given(change)


def first_role(change: PersonnelChange, on: date) -> None:
    """What the first people of an office must be. Raises: Refused PPL-03, PPL-12 to 16."""
    role_fits(change)
    _proof_given(change)
    _proof_whole(change, on)


def _proof_given(change: PersonnelChange) -> None:
    proved = change.has_proof or (change.person is not None and selectors.is_proved(change.person))
    if change.role in PROVED_ROLES and not proved:
        raise Refused(
            "PPL-13",
            _("Who holds this role has proved who they are. Say which document was seen, how and when."),
            field="means",
        )


def _proof_whole(change: PersonnelChange, on: date) -> None:
    if not change.has_proof:
        if change.kind == ChangeKind.IDENTITY or change.document or change.issuer or change.last_four:
            raise Refused("PPL-14", _("Say how the document was seen."), field="means")
        return
    for field in ("document", "issuer", "seen_on"):
        if not getattr(change, field):
            raise Refused("PPL-14", _("Say which document it was, who issued it and when it was seen."), field=field)
    _readable(change.issuer, field="issuer", number="PPL-14")
    if len(change.last_four) != 4 or not change.last_four.isascii() or not change.last_four.isalnum():
        raise Refused(
            "PPL-15",
            _("Give the last four letters or digits of the document’s number, never the whole."),
            field="last_four",
        )
    if change.seen_on is not None and change.seen_on > on:
        raise Refused("PPL-16", _("The day on which a document was seen cannot lie in the future."), field="seen_on")


def _role_runs(change: PersonnelChange) -> None:
    if change.appointment is None or change.appointment.ended_on is not None:
        raise Refused("PPL-06", _("This role has already ended."), status=409)


def _may_be_suspended(change: PersonnelChange) -> None:
    if not shows(change.reason):
        raise Refused("PPL-07", _("Write down why the person is suspended."), field="reason")
    if change.person is not None and change.person.suspended_at is not None:
        raise Refused("PPL-08", _("This person is suspended already."), status=409)


def _is_suspended(change: PersonnelChange) -> None:
    if change.person is None or change.person.suspended_at is None:
        raise Refused("PPL-10", _("This person is not suspended."), status=409)


def _seat_free(change: PersonnelChange) -> None:
    person, committee = change.person, change.committee
    if person is None or committee is None or not people.is_invited(person, committee, change.side):
        raise Refused("CMT-02", _("First invite this person as committee member for this side."), field="person")
    seated = CommitteeMember.objects.filter(committee=committee, ended_on=None)
    if seated.filter(user__in=person.own_accounts).exists():
        raise Refused("CMT-03", _("This person sits in this committee already."), field="person", status=409)
    if change.is_co_chair and seated.filter(side=change.side, is_co_chair=True).exists():
        raise Refused("CMT-04", _("This side has a co-chair. End that seat first."), field="is_co_chair", status=409)


def _seat_runs(change: PersonnelChange) -> None:
    if change.seat is None or change.seat.ended_on is not None:
        raise Refused("CMT-05", _("This seat has ended already."), status=409)


def _another_name(change: PersonnelChange) -> None:
    name_whole(change.name)
    if change.person is not None and change.person.name == plain(change.name):
        raise Refused("PPL-20", _("This is the name already."), field="name")
    if not shows(change.reason):
        raise Refused("PPL-22", _("Write down which paper shows the new name, and when you saw it."), field="reason")


def _has_lost_one(change: PersonnelChange) -> None:
    if not shows(change.reason):
        raise Refused(
            "PPL-23", _("Write down how you made sure who asks: a call back, a visit, a paper."), field="reason"
        )
    if not Authenticator.objects.filter(user=change.person).exists():
        raise Refused("PPL-21", _("This person has no second factor."), status=409)


def _nothing_more(change: PersonnelChange) -> None:
    """What was seen is asked by `_proof_whole`."""


CHECKS: Mapping[str, Callable[[PersonnelChange], None]] = {
    ChangeKind.INVITE: _newcomer,
    ChangeKind.ROLE: _further_role,
    ChangeKind.END: _role_runs,
    ChangeKind.LEAD: _role_runs,
    ChangeKind.SUSPEND: _may_be_suspended,
    ChangeKind.REINSTATE: _is_suspended,
    ChangeKind.SEAT: _seat_free,
    ChangeKind.UNSEAT: _seat_runs,
    ChangeKind.IDENTITY: _nothing_more,
    ChangeKind.RENAME: _another_name,
    ChangeKind.FACTOR: _has_lost_one,
}


def no_other_open(change: PersonnelChange) -> None:
    """PPL-17: the same change waits for a second officer already."""
    same = PersonnelChange.objects.filter(
        state="proposed",
        kind=change.kind,
        person=change.person,
        email=change.email,
        role=change.role,
        organisation=change.organisation,
        country=change.country_id,
        appointment=change.appointment,
        committee=change.committee,
    )
    if same.exists():
        raise Refused("PPL-17", _("The same change waits for a second officer already."), status=409)


def reason_given(note: str) -> str:
    """The words of a rejection, a withdrawal or a conclusion. Raises: Refused PPL-18."""
    if not shows(note):
        raise Refused("PPL-18", _("Write down the reason: the others read it."), field="note")
    return plain(note)
