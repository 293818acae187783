"""The time of a waiting step: its days, how it was changed, who may see it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from partners import permissions
from partners.countries.calendars import DayKind, days_left, next_reminder
from partners.people.models.people import Visitor
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import TIME_LIMITS, TimeLimit
from workflow.papers import selectors as papers
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox


@dataclass(frozen=True)
class Term:
    """The last day of a step, with the limit and the rulebook that set it, where any does."""

    due_on: date | None = None
    limit: TimeLimit | None = None
    rulebook: Rulebook | None = None

    def days(self, since: date) -> dict[str, date | None]:
        """What a step keeps: its last day, the day of the next reminder, the day on which it goes on to others."""
        if self.due_on is None:
            return {"due_on": None, "remind_on": None, "escalate_on": None}
        before = self.limit.remind_before if self.limit else 3
        after = self.limit.escalate_after if self.limit else 7
        return {
            "due_on": self.due_on,
            "remind_on": next_reminder(self.due_on, before=before, after=since),
            "escalate_on": self.due_on + timedelta(days=after),
        }


def limit_of(step: WaitingStep) -> TimeLimit | None:
    """The time limit of a step under its rulebook, or the declared one."""
    if not step.limit_key:
        return None
    return step.rulebook.limit(step.limit_key) if step.rulebook else TIME_LIMITS[step.limit_key]


def calendars_of(step: WaitingStep) -> tuple[str, ...]:
    """The countries whose public holidays count for a step: both sides'."""
    return (step.country.iso2, "JP") if step.country else ("JP",)


def left(step: WaitingStep, today: date) -> int:
    """Days of the limit's own kind that a step has left."""
    limit = limit_of(step)
    if step.due_on is None:
        return 0
    return days_left(today, step.due_on, DayKind(limit.kind if limit else "calendar"), calendars_of(step))


def visible_to(user: Visitor, pk: int | None = None) -> QuerySet[WaitingStep]:
    """Steps whose time this person may look at, of papers that they may open: their own, those they asked for; for the
    secretariat those of its countries, for auditors all.

    Args:
        pk: the only step that is looked for.
    """
    every = WaitingStep.objects.select_related("country", "rulebook__country", "paper").prefetch_related(
        "organisations"
    )
    looked_for = every if pk is None else every.filter(pk=pk)
    return papers.opened(looked_for.filter(_of_reader(user)), user)


def _of_reader(user: Visitor) -> Q:
    if permissions.holds(user, "auditor"):
        return Q(pk__isnull=False)
    mine = inbox.concerns(user) if user.is_authenticated else Q(pk__in=[])
    for appointment in user.held if user.is_authenticated else ():
        if appointment.role == "secretariat":
            mine |= Q(country=appointment.country_id) if appointment.country_id else Q(pk__isnull=False)
    return mine
