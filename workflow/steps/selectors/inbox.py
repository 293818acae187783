"""What waits for me, what I wait for, and my notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import papers as kinds
from common.models import PaperRow
from partners.countries.models import PartnerCountry
from partners.people.models.people import Role, User, Visitor
from partners.permissions.visitors import is_signed_in
from workflow.notices.models import Notice
from workflow.papers import selectors as papers
from workflow.steps.models import WaitingStep


def _steps() -> QuerySet[WaitingStep]:
    return WaitingStep.objects.filter(done_at=None).select_related("country", "paper")


def _of_person(user: User) -> QuerySet[WaitingStep]:
    """Open steps that wait for the role and the organisation of a person, whatever paper they are about."""
    mine = Q(pk__in=[])
    for appointment in user.held:
        one = Q(role=appointment.role) & (Q(organisations=None) | Q(organisations=appointment.organisation_id))
        if appointment.role != Role.PARTICIPANT and user.concerned:
            one &= ~Q(asked_by__in=user.concerned)  # somebody else of the office judges it
        if appointment.country_id is not None:
            one &= Q(country_id=appointment.country_id)
        mine |= one
    steps = WaitingStep.objects.filter(mine, done_at=None).exclude(except_person__in=user.own_accounts)
    return steps.exclude(pk__in=_part_done(user)).order_by()


def _part_done(user: User) -> QuerySet[Any]:
    """The steps of which this person has done their part, by key."""
    return WaitingStep.done_by.through.objects.filter(user__in=user.own_accounts).values("waitingstep")


def _asked(user: User) -> Q:
    """The condition of steps at others on matters of this person's organisations."""
    on_own = Q(asked_by__in=user.organisation_ids()) | Q(except_person__in=user.own_accounts)
    on_own |= Q(pk__in=_part_done(user))
    asks = WaitingStep.objects.filter(on_own, done_at=None)
    return Q(pk__in=asks.order_by().values("pk")) & ~Q(pk__in=_of_person(user).values("pk"))


def concerns(user: User) -> Q:
    """The condition of open steps that wait for a person or on their matters, whatever paper they are about."""
    return Q(pk__in=_of_person(user).values("pk")) | _asked(user)


def waiting_for(user: User | AnonymousUser) -> QuerySet[WaitingStep]:
    """Open steps that this person may take, of papers that they may open, soonest due first."""
    if isinstance(user, AnonymousUser) or not user.held:
        return WaitingStep.objects.none()
    return papers.opened(_steps().filter(pk__in=_of_person(user).values("pk")), user)


def waiting_for_office(user: User) -> QuerySet[WaitingStep]:
    """Open steps of this person and of the organisations they act for, those for a colleague's eyes included, of papers
    that they may open."""
    offices = WaitingStep.objects.filter(organisations__in=user.organisation_ids(), done_at=None).order_by()
    both = Q(pk__in=_of_person(user).values("pk")) | Q(pk__in=offices.values("pk"))
    return papers.opened(_steps().filter(both), user)


def asked_by(user: User | AnonymousUser) -> QuerySet[WaitingStep]:
    """Open steps at others on matters of this person's organisations, of papers that they may open."""
    if isinstance(user, AnonymousUser):
        return WaitingStep.objects.none()
    return papers.opened(_steps().filter(_asked(user)), user).prefetch_related("organisations")


@dataclass(frozen=True)
class Concerns:
    """Open steps that wait for a person, those at others on their matters, and both together."""

    mine: QuerySet[WaitingStep]
    others: QuerySet[WaitingStep]
    both: QuerySet[WaitingStep]


def concerning(user: User) -> Concerns:
    """What the inbox of a person shows, of papers that they may open."""
    mine, asked = Q(pk__in=_of_person(user).values("pk")), _asked(user)
    both = papers.opened(_steps().filter(mine | asked), user)
    return Concerns(both.filter(mine), both.filter(asked).prefetch_related("organisations"), both)


def kinds_in(steps: QuerySet[WaitingStep]) -> list[tuple[str, str]]:
    """The kinds of paper among steps, as (key, words), in order of their words."""
    named = [(kind, capfirst(str(kinds.model_of(kind)._meta.verbose_name))) for kind in papers.kinds_among(steps)]
    return sorted(named, key=lambda pair: pair[1])


def narrowed(steps: QuerySet[WaitingStep], *, country: str = "", kind: str = "") -> QuerySet[WaitingStep]:
    """The steps of one country and one kind of paper, where they are named."""
    if country:
        steps = steps.filter(country__iso2=country)
    return steps.filter(paper__kind=kind) if kind else steps


def countries_in(steps: QuerySet[WaitingStep]) -> list[PartnerCountry]:
    """The countries among steps, in order of signature."""
    return list(PartnerCountry.objects.filter(pk__in=steps.order_by().values("country")))


class Due(TextChoices):
    """When a step is due, as the start page and the inbox group them."""

    OVERDUE = "overdue", _("Overdue")
    WEEK = "week", _("Due within seven days")
    LATER = "later", _("Later, or without a time limit")


def in_time(steps: QuerySet[WaitingStep], due: str, today: date) -> QuerySet[WaitingStep]:
    """The steps that are due then."""
    soon = today + timedelta(days=7)
    if due == Due.OVERDUE:
        return steps.filter(due_on__lt=today)
    if due == Due.WEEK:
        return steps.filter(due_on__gte=today, due_on__lte=soon)
    return steps.exclude(due_on__lte=soon)


def grouped(steps: Iterable[WaitingStep], today: date) -> list[tuple[Due, list[WaitingStep]]]:
    """Steps by when they are due, in that order; groups without a step are left out."""
    found: dict[Due, list[WaitingStep]] = {due: [] for due in Due}
    for step in steps:
        if step.due_on is None or step.due_on > today + timedelta(days=7):
            found[Due.LATER].append(step)
        else:
            found[Due.OVERDUE if step.due_on < today else Due.WEEK].append(step)
    return [(due, waiting) for due, waiting in found.items() if waiting]


def open_step(row: PaperRow) -> WaitingStep | None:
    """The open step of a paper, with who holds it."""
    return WaitingStep.objects.filter(paper=row.paper_id, done_at=None).prefetch_related("organisations").first()


def is_overdue(step: WaitingStep, today: date) -> bool:
    """True when the step's last day has passed."""
    return step.due_on is not None and step.due_on < today


def notices_of(user: Visitor) -> QuerySet[Notice]:
    """A person's notices of papers that they may open today, newest first."""
    if not is_signed_in(user):
        return Notice.objects.none()
    return papers.opened(Notice.objects.filter(user_id=user.pk).select_related("paper"), user)


def unread(user: Visitor) -> QuerySet[Notice]:
    """A person's notices not read yet."""
    return notices_of(user).filter(read_at=None)
