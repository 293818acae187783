"""What a person decides about their own account."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from common import events
from partners.people.models.addresses import MailKind
from partners.people.models.people import User


@transaction.atomic
def set_preferences(*, language: str, mail: str, by: User, at: datetime) -> User:
    """Set the language of mail to oneself, and how one wants it: each notice, one mail a day, none."""
    user = User.objects.select_for_update().get(pk=by.pk)
    before = {"language": user.language, "mail": chosen(user)}
    user.language = language
    user.wants_mail, user.wants_digest = mail != MailKind.NONE, mail == MailKind.DAILY
    user.save(update_fields=["language", "wants_mail", "wants_digest"])
    after = {"language": language, "mail": chosen(user)}
    events.record("partners.user.set_preferences", subject=user, by=by, at=at, before=before, after=after)
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
