"""What time brings about: reminders, steps that go on to others when they are overdue, windows that close."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from common import events, isolation
from partners.people.models.people import User
from partners.people.selectors import people
from partners.permissions.four_eyes import another_person
from workflow.notices.services import notices
from workflow.notices.services.notices import ESCALATION, REMINDER
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import escalations, terms

MOST_AT_ONCE = 1000


def remind(*, by: User, at: datetime) -> int:
    """Remind who holds a step: before its last day, on the day after it, then every week; returns the steps."""
    due = _keys(remind_on__lte=at.date())
    return sum(isolation.each(due, lambda pk: _remind(pk, by, at), what="step to remind of"))


@transaction.atomic
def _remind(step_id: int, by: User, at: datetime) -> bool:
    step = _running(step_id, remind_on__lte=at.date())
    if step is None:
        return False
    named = list(step.organisations.values_list("pk", flat=True))
    holders = people.acting_as(step.role, country_id=step.country_id, organisation_ids=named)
    done = set(step.done_by.values_list("pk", flat=True))
    awaited = [one for one in holders if one.pk not in done and another_person(one, step.except_person_id)]
    _tell(step, awaited, REMINDER, by, at)
    step.reminded_on = at.date()
    step.remind_on = terms.Term(step.due_on, terms.limit_of(step)).days(at.date())["remind_on"]
    step.save(update_fields=["reminded_on", "remind_on"])
    return True


def escalate(*, by: User, at: datetime) -> int:
    """Tell others, as the rulebook names them, of steps overdue for days; once each; returns the steps."""
    overdue = _keys(escalate_on__lte=at.date())
    return sum(isolation.each(overdue, lambda pk: _escalate(pk, by, at), what="step to escalate"))


@transaction.atomic
def _escalate(step_id: int, by: User, at: datetime) -> bool:
    step = _running(step_id, escalate_on__lte=at.date())
    if step is None:
        return False
    to = escalations.addressee(step)
    _tell(step, escalations.people_of(step, to), ESCALATION, by, at)
    step.escalate_on = None
    step.save(update_fields=["escalate_on"])
    after = {"to": to, "due_on": step.due_on.isoformat() if step.due_on else None}
    events.record(ESCALATION, subject=step, by=by, at=at, after=after)
    return True


def _keys(**due: date) -> list[int]:
    return list(WaitingStep.objects.filter(done_at=None, **due).values_list("pk", flat=True)[:MOST_AT_ONCE])


def _running(step_id: int, **due: date) -> WaitingStep | None:
    """A step, held, where it is still due: another worker may have been faster, or somebody has done it."""
    rows = WaitingStep.objects.select_for_update(of=("self",)).select_related("rulebook__country", "country", "paper")
    return rows.filter(pk=step_id, done_at=None, **due).first()


def _tell(step: WaitingStep, told: Iterable[User], what: str, by: User, at: datetime) -> None:
    details = {
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "todo": step.todo.stored(),
        "role": step.role,
    }
    notices.give(to=told, paper=step.paper, what=what, title=step.paper.title, details=details, by=by, at=at)
