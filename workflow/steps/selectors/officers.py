"""The work of JCMA's officers: the queue across countries, who has what in hand, and how much."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from common import numbers
from common.models import PaperRow
from partners.people.models.people import Role, User, Visitor
from partners.people.selectors import people
from partners.permissions.visitors import held_by
from workflow.papers import selectors as papers
from workflow.steps.models import WaitingStep

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Load:
    """What one officer has in hand; None for what nobody has taken."""

    officer: User | None
    steps: int
    overdue: int
    soon: int


def queue_of(user: Visitor) -> QuerySet[WaitingStep]:
    """Open steps of JCMA in the countries for which this officer works, of papers that they may open, soonest due
    first."""
    mine = Q(pk__in=[])
    for held in held_by(user):
        if held.role == Role.SECRETARIAT:
            mine |= Q(pk__isnull=False) if held.country_id is None else Q(country=held.country_id)
    steps = papers.opened(WaitingStep.objects.filter(mine, role=Role.SECRETARIAT, done_at=None), user)
    return steps.select_related("country", "officer", "paper").prefetch_related("organisations")


def in_hand(steps: QuerySet[WaitingStep], *, whose: str, user: Visitor) -> QuerySet[WaitingStep]:
    """Of a queue: what is in this officer's hand (`mine`), in nobody's (`nobody`), in somebody's (a key), or all."""
    if whose == "mine":
        return steps.filter(officer_id=user.pk)
    if whose == "nobody":
        return steps.filter(officer=None)
    key = numbers.whole(whose)
    return steps if key is None else steps.filter(officer_id=key)


def loads(steps: QuerySet[WaitingStep], today: date) -> list[Load]:
    """The open steps of a queue by officer, the fullest hand first, what nobody has taken at the end."""
    counted = (
        steps.order_by()
        .values("officer")
        .annotate(
            steps=Count("pk"),
            overdue=Count("pk", filter=Q(due_on__lt=today)),
            soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=today + SOON)),
        )
    )
    rows = {row["officer"]: row for row in counted}
    named = User.objects.in_bulk(list(rows))
    found = [Load(named.get(pk), row["steps"], row["overdue"], row["soon"]) for pk, row in rows.items()]
    return sorted(found, key=lambda load: (load.officer is None, -load.steps))


def possible_for(step: WaitingStep) -> QuerySet[User]:
    """The officers who may take a step."""
    return people.acting_as(Role.SECRETARIAT, country_id=step.country_id).order_by("name")


def of_earlier_steps(subject: PaperRow) -> User | None:
    """Who had the last step of this subject in hand and may still act: the same officer goes on with it."""
    earlier = WaitingStep.objects.filter(paper=subject.paper_id, officer__isnull=False).order_by("-since", "-pk")
    last = earlier.select_related("officer", "country").first()
    if last is None or last.officer is None:
        return None
    return possible_for(last).filter(pk=last.officer.pk).first()
