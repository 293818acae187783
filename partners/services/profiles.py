"""What a person decides about their own account."""

from datetime import datetime

from django.db import transaction

from common import events
from partners.models import MailKind, User


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
