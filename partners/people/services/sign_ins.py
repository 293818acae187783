"""Sign-ins are kept for a limited time, so that two accounts of one person can be seen."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from partners.people.models.addresses import SignIn
from partners.people.models.people import User


@transaction.atomic
def keep(*, network_address: str | None, device: UUID, means: str, by: User, at: datetime) -> SignIn:
    """Keep that a person signed in, from where, on which device and how."""
    return SignIn.objects.create(person=by, at=at, network_address=network_address, device=device, means=means)


@transaction.atomic
def forget(*, by: User, at: datetime) -> int:  # noqa: ARG001  a duty of the platform’s own, without an event
    """Delete sign-ins that are older than the privacy statement allows; returns how many."""
    old = SignIn.objects.filter(at__lt=at - timedelta(days=settings.SIGN_INS_KEPT_DAYS))
    return old.delete()[0]
