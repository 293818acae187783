"""What time brings about: reminders of due steps, and decisions whose window has closed."""

from datetime import datetime, timedelta

from django.db import transaction

from jcm_platform.common import outbox
from partners.models import Decision, Notice, User, WaitingStep
from partners.selectors import people
from partners.services import decisions
from partners.services.notices import REMINDER
from partners.states.decisions import DecisionState

REMIND_DAYS_BEFORE = 3


def conclude_closed_windows(*, by: User, at: datetime) -> int:
    """Conclude every circulated decision whose window has closed and whose answers make a consensus."""
    closed = Decision.objects.filter(state=DecisionState.CIRCULATED, closes_on__lt=at.date())
    concluded = [decisions.conclude_due(decision_id=pk, by=by, at=at) for pk in closed.values_list("pk", flat=True)]
    return sum(decision.state == DecisionState.ADOPTED for decision in concluded)


@transaction.atomic
def remind(*, by: User, at: datetime) -> int:
    """Remind who holds a step that is due within three days or overdue, once a day at most; returns the steps."""
    soon = at.date() + timedelta(days=REMIND_DAYS_BEFORE)
    due = WaitingStep.objects.select_for_update().filter(done_at=None, due_on__lte=soon)
    steps = list(due.exclude(reminded_on=at.date()))
    for step in steps:
        named = list(step.organisations.values_list("pk", flat=True))
        for person in people.acting_as(step.role, country_id=step.country_id, organisation_ids=named):
            _remind_person(step, person, at)
        step.reminded_on = at.date()
        step.save(update_fields=["reminded_on"])
    return len(steps)


def _remind_person(step: WaitingStep, person: User, at: datetime) -> None:
    notice = Notice.objects.create(
        user=person, what=REMINDER, title=step.title, reference=step.reference, url=step.url,
        details={"due_on": step.due_on.isoformat() if step.due_on else None, "todo": step.todo}, at=at,
    )  # fmt: skip
    if person.wants_mail:
        outbox.enqueue("mail.notice", key=f"notice:{notice.pk}", payload={"notice": notice.pk}, at=at)
