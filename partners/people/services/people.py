"""The first people of a platform come in by its system; everybody after them by two officers (`personnel`)."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from common import identity, mail, outbox
from common.refusals import Refused
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people import checks
from partners.people.models.people import Appointment, User
from partners.people.models.personnel import PersonnelChange
from partners.people.services import effects as people_effects


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    organisation: Organisation,
    role: str,
    country: PartnerCountry | None = None,
    language: str = "en",
    by: User,
    at: datetime,
) -> Appointment:
    """Give a person a role when the platform is set up; somebody new gets an account without a password.

    Raises: Refused PPL-19 (403) not by the system; PPL-02 bad address; PPL-03 a role that the organisation cannot
    give; PPL-04 (409) they hold it already; PPL-05 no name, or one with signs that nobody sees.
    """
    people_effects.only_system(by)
    checks.address_whole(email)
    checks.name_whole(name)
    if role not in checks.ROLES_OF[organisation.kind]:
        raise Refused("PPL-03", _("People of this kind of organisation cannot hold that role."), field="role")
    known = User.objects.filter(email=email.strip().lower()).first()
    user = known or people_effects.make_person(email=email, name=name, language=language)
    if user.appointments.filter(organisation=organisation, role=role, country=country, ended_on=None).exists():
        raise Refused("PPL-04", _("This person holds that role already."), field="role", status=409)
    identity.assume(by=by, at=at)
    appointment = Appointment.objects.create(
        user=user, organisation=organisation, role=role, country=country, since=at.date(), is_set_up=True
    )
    people_effects.record_invitation(appointment, by=by, at=at)
    return appointment


@transaction.atomic
def ask_for_password(*, by: User, at: datetime) -> None:
    """Somebody who forgot their password gets a link by the outbox: no page waits for the mail server."""
    outbox.enqueue("mail.password", key=f"password:{by.pk}:{at.isoformat()}", payload={"user": by.pk}, at=at)


def _password_address(user: User) -> str:
    """The page where this person sets a password; the link is made when the mail goes out, and lives from then on."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return str(settings.SITE_URL + reverse("account_reset_password_from_key", args=key.split("-", 1)))


@outbox.handles("mail.password")
def send_password_link(payload: dict[str, object]) -> None:
    """Mail a person the page where they set another password."""
    user = User.objects.get(pk=int(str(payload["user"])))
    with override(user.language):
        context = {"user": user, "address": _password_address(user)}
        mail.send(
            subject=gettext("[JCM] Set a new password"),
            body=render_to_string("partners/mail/password.txt", context),
            to=[user.email],
        )


@outbox.handles("mail.invitation")
def send_invitation(payload: dict[str, object]) -> None:
    """Mail a new person the page where they set their first password."""
    user = User.objects.get(pk=int(str(payload["user"])))
    with override(user.language):
        context = {"user": user, "address": _password_address(user)}
        mail.send(
            subject=gettext("[JCM] You have been invited"),
            body=render_to_string("partners/mail/invitation.txt", context),
            to=[user.email],
        )


@outbox.handles("mail.account_changed")
def send_account_changed(payload: dict[str, object]) -> None:
    """Mail a person what officers changed about their account, so that they notice what they have not asked for."""
    change = PersonnelChange.objects.get(pk=int(str(payload["change"])))
    user = User.objects.get(personnel_changes=change)
    with override(user.language):
        mail.send(
            subject=gettext("[JCM] Your account was changed"),
            body=render_to_string("partners/mail/account_changed.txt", {"user": user, "change": change}),
            to=[user.email],
        )
