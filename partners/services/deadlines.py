"""What time brings about: reminders, steps that go on to others when they are overdue, windows that close."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from common import events
from partners.models import Decision, User, WaitingStep
from partners.permissions.four_eyes import another_person
from partners.selectors import escalations, people, terms
from partners.services import decisions, notices
from partners.services.notices import ESCALATION, REMINDER
from partners.states.decisions import DecisionState

MOST_AT_ONCE = 1000


def conclude_closed_windows(*, by: User, at: datetime) -> int:
    """Conclude every circulated decision whose window has closed and whose answers make a consensus."""
    closed = Decision.objects.filter(state=DecisionState.CIRCULATED, closes_on__lt=at.date())
    concluded = [decisions.conclude_due(decision_id=pk, by=by, at=at) for pk in closed.values_list("pk", flat=True)]
    return sum(decision.state == DecisionState.ADOPTED for decision in concluded)


@transaction.atomic
def remind(*, by: User, at: datetime) -> int:
    """Remind who holds a step: before its last day, on the day after it, then every week; returns the steps."""
    due = WaitingStep.objects.select_for_update(of=("self",)).filter(done_at=None, remind_on__lte=at.date())
    steps = list(due.select_related("rulebook__country", "country", "paper")[:MOST_AT_ONCE])
    for step in steps:
        named = list(step.organisations.values_list("pk", flat=True))
        holders = people.acting_as(step.role, country_id=step.country_id, organisation_ids=named)
        _tell(step, [one for one in holders if another_person(one, step.except_person_id)], REMINDER, by, at)
        step.reminded_on = at.date()
        step.remind_on = terms.Term(step.due_on, terms.limit_of(step)).days(at.date())["remind_on"]
        step.save(update_fields=["reminded_on", "remind_on"])
    return len(steps)


@transaction.atomic
def escalate(*, by: User, at: datetime) -> int:
    """Tell others, as the rulebook names them, of steps overdue for days; once each; returns the steps."""
    overdue = WaitingStep.objects.select_for_update(of=("self",)).filter(done_at=None, escalate_on__lte=at.date())
    steps = list(overdue.select_related("rulebook__country", "country", "paper")[:MOST_AT_ONCE])
    for step in steps:
        to = escalations.addressee(step)
        _tell(step, escalations.people_of(step, to), ESCALATION, by, at)
        step.escalate_on = None
        step.save(update_fields=["escalate_on"])
        after = {"to": to, "due_on": step.due_on.isoformat() if step.due_on else None}
        events.record(ESCALATION, subject=step, by=by, at=at, after=after)
    return len(steps)


def _tell(step: WaitingStep, told: Iterable[User], what: str, by: User, at: datetime) -> None:
    details = {
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "todo": step.todo.stored(),
        "role": step.role,
    }
    notices.give(
        to=told,
        paper=step.paper,
        what=what,
        title=step.paper.title,
        details=details,
        by=by,
        at=at,
    )
