"""What waits for me, what I wait for, and my notices."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from partners.models import Notice, User, WaitingStep


def waiting_for(user: User | AnonymousUser) -> QuerySet[WaitingStep]:
    """Open steps that this person may take, soonest due first."""
    if isinstance(user, AnonymousUser) or not user.held:
        return WaitingStep.objects.none()
    mine = Q(pk__in=[])
    for appointment in user.held:
        one = Q(role=appointment.role) & (Q(organisations=None) | Q(organisations=appointment.organisation_id))
        if appointment.country_id is not None:
            one &= Q(country_id=appointment.country_id)
        mine |= one
    return WaitingStep.objects.filter(mine, done_at=None).select_related("country").distinct()


def asked_by(user: User | AnonymousUser) -> QuerySet[WaitingStep]:
    """Open steps at others on matters of this person's organisations."""
    if isinstance(user, AnonymousUser):
        return WaitingStep.objects.none()
    asked = WaitingStep.objects.filter(asked_by__in=user.organisation_ids(), done_at=None)
    return asked.exclude(pk__in=waiting_for(user).values("pk")).select_related("country").distinct()


def open_step(subject_key: str) -> WaitingStep | None:
    """The open step of a subject, with who holds it."""
    return WaitingStep.objects.filter(subject=subject_key, done_at=None).prefetch_related("organisations").first()


def is_overdue(step: WaitingStep, today: date) -> bool:
    """True when the step's last day has passed."""
    return step.due_on is not None and step.due_on < today


def notices_of(user: Any) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(user_id=user.pk)


def unread(user: Any) -> QuerySet[Notice]:
    """A person's notices not read yet."""
    return notices_of(user).filter(read_at=None)
