"""People come in by invitation, get and lose roles, and can be suspended at once."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from jcm_platform.common import events, mail, outbox
from jcm_platform.common.refusals import Refused
from partners import permissions
from partners.models import Appointment, Organisation, OrganisationKind, PartnerCountry, Role, User

ROLES_OF: dict[str, frozenset[str]] = {
    OrganisationKind.PARTICIPANT: frozenset({Role.PARTICIPANT}),
    OrganisationKind.TPE: frozenset({Role.TPE}),
    OrganisationKind.GOVERNMENT: frozenset({Role.GOVERNMENT, Role.COMMITTEE, Role.REGISTRY}),
    OrganisationKind.JCMA: frozenset({Role.SECRETARIAT, Role.REGISTRY}),
    OrganisationKind.SECRETARIAT: frozenset({Role.SECRETARIAT}),
    OrganisationKind.AUDITOR: frozenset({Role.AUDITOR}),
}


def _only_administrators(by: User | AnonymousUser) -> None:
    allowed = permissions.holds(by, Role.SECRETARIAT) or permissions.system(None, by)
    if not allowed:
        raise Refused("PPL-01", _("Only JCMA officers make people known to the platform. Write to JCMA."), status=403)


@transaction.atomic
def invite(
    *, email: str, name: str, organisation: Organisation, role: str, country: PartnerCountry | None = None,
    language: str = "en", by: User, at: datetime,
) -> Appointment:  # fmt: skip
    """Give a person a role in an organisation; somebody new gets an account without a password.

    They set their first password by the “forgotten password” page, so that nobody else ever knows it.
    Raises: Refused PPL-01 (403); PPL-02 bad address; PPL-03 a role that the organisation cannot give;
    PPL-04 (409) they hold it already; PPL-05 no name.
    """
    _only_administrators(by)
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("PPL-02", _("Give a complete e-mail address, as name@company.com."), field="email") from None
    if not name.strip():
        raise Refused("PPL-05", _("Give the person’s name."), field="name")
    if role not in ROLES_OF[organisation.kind]:
        raise Refused("PPL-03", _("People of this kind of organisation cannot hold that role."), field="role")
    user = _known_or_new(email.strip().lower(), name.strip(), language)
    if user.appointments.filter(organisation=organisation, role=role, country=country, ended_on=None).exists():
        raise Refused("PPL-04", _("This person holds that role already."), field="email", status=409)
    appointment = Appointment.objects.create(
        user=user, organisation=organisation, role=role, country=country, since=at.date()
    )
    after = {"organisation": organisation.pk, "role": role, "country": country.iso2 if country else None}
    events.record("partners.appointment.invite", subject=appointment, by=by, at=at, after=after)
    if not user.has_usable_password():
        payload: dict[str, object] = {"user": user.pk}
        outbox.enqueue("mail.invitation", key=f"invitation:{appointment.pk}", payload=payload, at=at)
    return appointment


def _known_or_new(email: str, name: str, language: str) -> User:
    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(email, None, name=name, language=language)


@outbox.handles("mail.invitation")
def send_invitation(payload: dict[str, object]) -> None:
    """Mail a new person the page where they set their first password."""
    user = User.objects.get(pk=int(str(payload["user"])))
    with override(user.language):
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        address = settings.SITE_URL + reverse("account_reset_password_from_key", args=key.split("-", 1))
        context = {"user": user, "address": address}
        mail.send(
            subject=gettext("[JCM] You have been invited"),
            body=render_to_string("partners/mail/invitation.txt", context),
            to=[user.email],
        )


@transaction.atomic
def end_appointment(*, appointment_id: int, by: User, at: datetime) -> Appointment:
    """End a role today. Raises: Refused PPL-01 (403), PPL-06 (409) when it has ended."""
    _only_administrators(by)
    appointment = Appointment.objects.select_for_update().get(pk=appointment_id)
    if appointment.ended_on is not None:
        raise Refused("PPL-06", _("This role has already ended."), status=409)
    appointment.ended_on = at.date()
    appointment.save(update_fields=["ended_on"])
    events.record("partners.appointment.end", subject=appointment, by=by, at=at, after={"ended_on": str(at.date())})
    return appointment


@transaction.atomic
def set_lead(*, appointment_id: int, is_lead: bool, by: User, at: datetime) -> Appointment:
    """Say whether a person leads their office in a role: overdue steps of the office go on to its leads.

    Raises: Refused PPL-01 (403), PPL-06 (409) when the role has ended.
    """
    _only_administrators(by)
    appointment = Appointment.objects.select_for_update().get(pk=appointment_id)
    if appointment.ended_on is not None:
        raise Refused("PPL-06", _("This role has already ended."), status=409)
    before = {"is_lead": appointment.is_lead}
    appointment.is_lead = is_lead
    appointment.save(update_fields=["is_lead"])
    events.record(
        "partners.appointment.set_lead", subject=appointment, by=by, at=at, before=before, after={"is_lead": is_lead}
    )
    return appointment


@transaction.atomic
def suspend(*, user_id: int, reason: str, by: User, at: datetime) -> User:
    """Suspend a person at once, in every role and in the registry.

    Raises: Refused PPL-01 (403), PPL-07 without a reason, PPL-08 (409) when suspended, PPL-09 for oneself.
    """
    _only_administrators(by)
    user = User.objects.select_for_update().get(pk=user_id)
    if user.pk == by.pk:
        raise Refused("PPL-09", _("You cannot suspend yourself. Ask another officer."))
    if not reason.strip():
        raise Refused("PPL-07", _("Write down why the person is suspended."), field="reason")
    if user.suspended_at is not None:
        raise Refused("PPL-08", _("This person is suspended already."), status=409)
    user.suspended_at = at
    user.save(update_fields=["suspended_at"])
    events.record("partners.user.suspend", subject=user, by=by, at=at, after={"reason": reason.strip()})
    return user


@transaction.atomic
def reinstate(*, user_id: int, by: User, at: datetime) -> User:
    """End a person's suspension. Raises: Refused PPL-01 (403), PPL-10 (409) when not suspended."""
    _only_administrators(by)
    user = User.objects.select_for_update().get(pk=user_id)
    if user.suspended_at is None:
        raise Refused("PPL-10", _("This person is not suspended."), status=409)
    user.suspended_at = None
    user.save(update_fields=["suspended_at"])
    events.record("partners.user.reinstate", subject=user, by=by, at=at, before={"suspended": True})
    return user
