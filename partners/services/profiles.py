"""What a person decides about their own account."""

from datetime import datetime

from django.db import transaction

from jcm_platform.common import events
from partners.models import User


@transaction.atomic
def set_preferences(*, language: str, wants_mail: bool, by: User, at: datetime) -> User:
    """Set the language of mail to oneself, and whether one wants any."""
    user = User.objects.select_for_update().get(pk=by.pk)
    before = {"language": user.language, "wants_mail": user.wants_mail}
    user.language, user.wants_mail = language, wants_mail
    user.save(update_fields=["language", "wants_mail"])
    events.record(
        "partners.user.set_preferences", subject=user, by=by, at=at,
        before=before, after={"language": language, "wants_mail": wants_mail},
    )  # fmt: skip
    return user
