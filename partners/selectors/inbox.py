"""What waits for me, what I wait for, and my notices."""

from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.utils.text import capfirst

from partners.models import CalendarFeed, Notice, PartnerCountry, User, WaitingStep


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
    steps = WaitingStep.objects.filter(mine, done_at=None).exclude(except_person__in=user.own_accounts)
    return steps.select_related("country").distinct()


def waiting_for_office(user: User) -> QuerySet[WaitingStep]:
    """Open steps of this person and of the organisations they act for, those for a colleague's eyes included."""
    offices = Q(pk__in=waiting_for(user).values("pk")) | Q(organisations__in=user.organisation_ids())
    return WaitingStep.objects.filter(offices, done_at=None).select_related("country").distinct()


def asked_by(user: User | AnonymousUser) -> QuerySet[WaitingStep]:
    """Open steps at others on matters of this person's organisations."""
    if isinstance(user, AnonymousUser):
        return WaitingStep.objects.none()
    asks = Q(asked_by__in=user.organisation_ids()) | Q(except_person__in=user.own_accounts)
    asked = WaitingStep.objects.filter(asks, done_at=None).exclude(pk__in=waiting_for(user).values("pk"))
    return asked.select_related("country").prefetch_related("organisations").distinct()


def concerning(user: Any) -> QuerySet[WaitingStep]:
    """Open steps that wait for this person or on their matters at others."""
    mine = Q(pk__in=waiting_for(user).values("pk")) | Q(pk__in=asked_by(user).values("pk"))
    return WaitingStep.objects.filter(mine)


def kinds_in(steps: QuerySet[WaitingStep]) -> list[tuple[str, str]]:
    """The kinds of subject among steps, as (key, words), in order of their words."""
    label = Func(F("subject"), Value(":"), Value(1), function="split_part", output_field=CharField())
    found = steps.order_by().annotate(kind=label).values_list("kind", flat=True).distinct()
    named = [(kind, capfirst(str(apps.get_model(kind)._meta.verbose_name))) for kind in found]
    return sorted(named, key=lambda pair: pair[1])


def narrowed(steps: QuerySet[WaitingStep], *, country: str = "", kind: str = "") -> QuerySet[WaitingStep]:
    """The steps of one country and one kind of subject, where they are named."""
    if country:
        steps = steps.filter(country__iso2=country)
    return steps.filter(subject__startswith=f"{kind}:") if kind else steps


def countries_in(steps: QuerySet[WaitingStep]) -> list[PartnerCountry]:
    """The countries among steps, in order of signature."""
    return list(PartnerCountry.objects.filter(pk__in=steps.order_by().values("country")))


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


def feed_of(user: Any) -> CalendarFeed | None:
    """A person's calendar feed, if one is open."""
    return CalendarFeed.objects.filter(user_id=user.pk, revoked_at=None).first()


def feed_by(nonce: UUID) -> CalendarFeed | None:
    """An open feed by its nonce; the feed of somebody who may not act any more is closed too."""
    open_ones = CalendarFeed.objects.filter(revoked_at=None, user__is_active=True, user__suspended_at=None)
    return open_ones.select_related("user").filter(nonce=nonce).first()
