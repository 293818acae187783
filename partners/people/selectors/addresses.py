"""Addresses: which are proved, which changes wait, which are due."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Q

from partners.people.models.addresses import AddressChange, AddressOutcome
from partners.people.models.people import User


def is_proved(person: User) -> bool:
    """True when somebody has shown that the person reads mail at their address."""
    return bool(EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists())


def open_change(person: User) -> AddressChange | None:
    """The change of address that waits, if any."""
    return AddressChange.objects.filter(person=person, outcome=AddressOutcome.OPEN).first()


def due(at: datetime, *, lapse_before: datetime) -> Sequence[int]:
    """Open changes whose new address is to count, or whose link has become too old."""
    ready = Q(counts_from__lte=at) | Q(proved_at=None, asked_at__lt=lapse_before)
    return list(AddressChange.objects.filter(ready, outcome=AddressOutcome.OPEN).values_list("pk", flat=True))


def person_of(change_id: int) -> User:
    """Whose address a change changes: whoever follows a mailed link acts as that person."""
    return AddressChange.objects.select_related("person").get(pk=change_id).person
