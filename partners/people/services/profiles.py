"""What a person decides about their own account."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import events, zones
from common.refusals import Refused
from partners.people.models.addresses import MailKind
from partners.people.models.people import User


@transaction.atomic
def set_preferences(*, language: str, mail: str, time_zone: str = "", by: User, at: datetime) -> User:
    """Set the language of mail to oneself, how one wants it (each notice, one mail a day, none), and one's clock.

    Args:
        time_zone: as `Asia/Bangkok`; empty for that of the country for which one acts.
    Raises: Refused PRF-02 for a zone that there is not.
    """
    if time_zone and not zones.is_known(time_zone):
        raise Refused("PRF-02", _("There is no time zone of that name. Write it as Asia/Bangkok."), field="time_zone")
    user = User.objects.select_for_update().get(pk=by.pk)
    before = {"language": user.language, "mail": chosen(user), "time_zone": user.time_zone}
    user.language, user.time_zone = language, time_zone
    user.wants_mail, user.wants_digest = mail != MailKind.NONE, mail == MailKind.DAILY
    user.save(update_fields=["language", "time_zone", "wants_mail", "wants_digest"])
    after = {"language": language, "mail": chosen(user), "time_zone": time_zone}
    events.record("partners.user.set_preferences", subject=user, by=by, at=at, before=before, after=after)
    return user


@transaction.atomic
def sign_out_elsewhere(*, by: User, at: datetime) -> User:
    """End every session of one's own; the page that asks keeps the one it stands in. Tokens of the API go on."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.session_round += 1
    user.save(update_fields=["session_round"])
    events.record("partners.user.sign_out_elsewhere", subject=user, by=by, at=at)
    return user


def chosen(user: User) -> MailKind:
    """How a person gets mail."""
    if not user.wants_mail:
        return MailKind.NONE
    return MailKind.DAILY if user.wants_digest else MailKind.EACH


def choices_address() -> str:
    """Where a person chooses which mail they get; every mail leads there."""
    return f"{settings.SITE_URL}{reverse('partners:profile')}#choices"


def mail_headers(name: str) -> dict[str, str]:
    """A message id of its own, the same when it is sent again; and where mail is turned off."""
    host = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1]
    return {"Message-ID": f"<{name}@{host}>", "List-Unsubscribe": f"<{choices_address()}>"}
