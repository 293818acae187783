"""E-mail addresses: one counts once it is proved; a change is told to the old one, and waits where it matters."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from common import clock, events, isolation, outbox
from common.refusals import Refused
from partners.people.checks import address_whole
from partners.people.models.addresses import AddressChange, AddressOutcome
from partners.people.models.people import User
from partners.people.permissions.likeness import as_typed
from partners.people.selectors import addresses, personnel
from partners.people.services.profiles import mail_headers
from partners.rulebooks.models.rules import TIME_LIMITS

PROVE, STOP = "address-prove", "address-stop"
LINK_COUNTS = timedelta(days=3)
WAITING = "address.waiting"


@transaction.atomic
def ask(*, new: str, by: User, at: datetime) -> AddressChange:
    """Ask for another address: both are told, the new one proves itself by a link, the old one can stop it.

    An earlier wish that still waits is stopped. Raises: Refused PPL-02, ADR-01 (the address that counts already),
    ADR-02 (409, somebody's).
    """
    person = User.objects.select_for_update().get(pk=by.pk)
    address = as_typed(new)
    address_whole(address)
    if address == person.email:
        raise Refused("ADR-01", _("This is your address already."), field="new")
    _free(address, person)
    for earlier in person.address_changes.filter(outcome=AddressOutcome.OPEN):
        _end(earlier, AddressOutcome.STOPPED, at)
    change = AddressChange.objects.create(person=person, old=person.email, new=address, asked_at=at)
    events.record("partners.addresschange.ask", subject=change, by=by, at=at)
    for topic in ("mail.address_prove", "mail.address_stop"):
        outbox.enqueue(topic, key=f"{topic}:{change.pk}", payload={"change": change.pk}, at=at)
    return change


def _free(address: str, person: User) -> None:
    known = personnel.by_address(address)
    if known is not None and known.pk != person.pk:
        raise Refused("ADR-02", _("This address belongs to somebody who is known already."), field="new", status=409)


def _end(change: AddressChange, outcome: AddressOutcome, at: datetime) -> None:
    change.outcome, change.ended_at = outcome, at
    change.save(update_fields=["outcome", "ended_at"])


def _open(change_id: int) -> AddressChange:
    change = AddressChange.objects.select_for_update(of=("self",)).select_related("person").get(pk=change_id)
    if change.outcome != AddressOutcome.OPEN:
        raise Refused("ADR-03", _("This change of address has ended: the link does nothing any more."), status=409)
    return change


@transaction.atomic
def prove(*, change_id: int, by: User, at: datetime) -> AddressChange:
    """The link that only the new address got was followed. It counts at once for somebody without a role; for others
    after the waiting time, in which the old one can stop it. Raises: Refused ADR-03 (409)."""
    change = _open(change_id)
    if change.proved_at is None:
        change.proved_at, change.counts_from = at, _counts_from(change.person, at)
        change.save(update_fields=["proved_at", "counts_from"])
        events.record(
            "partners.addresschange.prove",
            subject=change,
            by=by,
            at=at,
            after={"counts_from": change.counts_from.isoformat()},
        )
    return _put(change, at) if change.counts_from is not None and change.counts_from <= at else change


def _counts_from(person: User, at: datetime) -> datetime:
    """Whoever acts for anybody approves, issues or judges, or may be named to: people without a role never wait."""
    if not person.appointments.filter(ended_on=None).exists():
        return at
    return datetime.combine(TIME_LIMITS[WAITING].due_on(at.date(), ("JP",)), at.timetz())


def _put(change: AddressChange, at: datetime) -> AddressChange:
    person = User.objects.select_for_update().get(pk=change.person_id)
    try:
        with transaction.atomic():
            person.email = change.new
            person.session_round += 1
            person.save(update_fields=["email", "session_round"])
    except IntegrityError:
        _end(change, AddressOutcome.LAPSED, at)
        events.record("partners.addresschange.lapse", subject=change, by=change.person, at=at)
        return change
    _only_address(person)
    _end(change, AddressOutcome.DONE, at)
    events.record(
        "partners.addresschange.count",
        subject=change,
        by=person,
        at=at,
        before={"email": change.old},
        after={"email": change.new},
    )
    return change


def _only_address(person: User) -> None:
    """What the sign-in reads: one proved address a person."""
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def stop(*, change_id: int, by: User, at: datetime) -> AddressChange:
    """The old address says no, or the person thinks better of it. Raises: Refused ADR-03 (409)."""
    change = _open(change_id)
    _end(change, AddressOutcome.STOPPED, at)
    events.record("partners.addresschange.stop", subject=change, by=by, at=at)
    return change


@transaction.atomic
def proved_by_mail(*, by: User, at: datetime) -> None:
    """A password was set by the mailed link: whoever did it reads the mail of that address."""
    if not addresses.is_proved(by):
        _only_address(by)
        events.record("partners.user.prove_address", subject=by, by=by, at=at)


def count_due(*, by: User, at: datetime) -> int:
    """Let new addresses count whose waiting time is over, and let unproved ones lapse; returns how many counted."""
    due = addresses.due(at, lapse_before=at - LINK_COUNTS)
    return sum(isolation.each(due, lambda pk: _count(pk, by, at), what="change of address"))


@transaction.atomic
def _count(change_id: int, by: User, at: datetime) -> bool:
    change = AddressChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    if change.outcome != AddressOutcome.OPEN:
        return False
    if change.proved_at is not None:
        return _put(change, at).outcome == AddressOutcome.DONE
    _end(change, AddressOutcome.LAPSED, at)
    events.record("partners.addresschange.lapse", subject=change, by=by, at=at)
    return False


def read_token(token: str, purpose: str) -> int:
    """The change that a mailed link names. Raises: Refused ADR-04 (404) for a link that is none, or too old."""
    most = None if purpose == STOP else LINK_COUNTS
    try:
        return int(signing.loads(token, salt=purpose, max_age=most))
    except (signing.BadSignature, ValueError, TypeError):
        sentence = _("This link is not valid, or no longer. Ask for the change again.")
        raise Refused("ADR-04", sentence, status=404) from None


def _mail(payload: dict[str, object], purpose: str, route: str, template: str) -> None:
    change = AddressChange.objects.select_related("person").get(pk=int(str(payload["change"])))
    with override(change.person.language):
        token = signing.dumps(change.pk, salt=purpose)
        context = {"change": change, "address": settings.SITE_URL + reverse(route, args=[token])}
        EmailMessage(
            subject=gettext("[JCM] Your e-mail address is to change"),
            body=render_to_string(template, context),
            to=[change.new if purpose == PROVE else change.old],
            headers=mail_headers(f"{purpose}-{change.pk}"),
        ).send()


@outbox.handles("mail.address_prove")
def mail_proof(payload: dict[str, object]) -> None:
    """To the new address: the link that proves it."""
    _mail(payload, PROVE, "partners:address-prove", "partners/mail/address_prove.txt")


@outbox.handles("mail.address_stop")
def mail_stop(payload: dict[str, object]) -> None:
    """To the old address, at once: what was asked, and the link that stops it."""
    _mail(payload, STOP, "partners:address-stop", "partners/mail/address_stop.txt")


def on_password_reset(*, user: User, **_signal: object) -> None:
    """allauth's signal: a password was set by the mailed link."""
    proved_by_mail(by=user, at=clock.now())
