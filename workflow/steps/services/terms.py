"""The secretariat gives a step more time, stops its clock and starts it again; each with a reason that stays."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.models import PaperRow
from common.refusals import Refused
from common.text import plain, shows
from partners import permissions
from partners.countries.calendars import DayKind, due_on
from partners.people.models.people import User
from workflow.steps.models import TermChange, TermChangeKind, WaitingStep
from workflow.steps.selectors import terms


def _changeable(step_id: int, reason: str, by: User) -> WaitingStep:
    found = WaitingStep.objects.select_for_update(of=("self",)).select_related("country", "rulebook__country")
    step = found.get(pk=step_id)
    if not permissions.secretariat(step, by):
        raise Refused("TRM-01", _("Only the secretariat changes the time of a step."), status=403)
    if step.done_at is not None:
        raise Refused("TRM-02", _("This step is done; its time does not change any more."), status=409)
    limit = terms.limit_of(step)
    if step.due_on is None or limit is None or limit.is_fixed:
        raise Refused("TRM-03", _("No time limit stands here that can be changed: the paper itself bears the day."))
    if not shows(reason):
        raise Refused("TRM-04", _("Give the reason. Whoever waits for the step reads it."), field="reason")
    return step


def _change(
    step: WaitingStep,
    kind: TermChangeKind,
    *,
    last: date | None,
    left: int | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> WaitingStep:
    before = step.due_on or at.date()
    change = TermChange.objects.create(
        step=step, kind=kind, reason=plain(reason), due_before=before, due_after=last, days_left=left, by=by, at=at
    )
    days = terms.Term(last, terms.limit_of(step)).days(at.date())
    step.remind_on, step.escalate_on = days["remind_on"], days["escalate_on"]
    step.due_on = last or step.due_on
    step.save()
    events.record(
        f"workflow.waitingstep.{kind}",
        subject=step,
        by=by,
        at=at,
        before={"due_on": before.isoformat()},
        after={"due_on": last.isoformat() if last else None, "reason": change.reason},
    )
    return step


@transaction.atomic
def extend(*, step_id: int, until: date, reason: str, by: User, at: datetime) -> WaitingStep:
    """Set a later last day.

    Raises: Refused TRM-01 (403), TRM-02 (409), TRM-03, TRM-04, TRM-05 (not later), TRM-06 (409, paused).
    """
    step = _changeable(step_id, reason, by)
    _runs(step)
    if step.due_on is None or until <= max(step.due_on, at.date()):
        raise Refused("TRM-05", _("Choose a day later than today and than the day it is due now."), field="until")
    return _change(step, TermChangeKind.EXTENDED, last=until, reason=reason, by=by, at=at)


def _runs(step: WaitingStep) -> None:
    if step.paused_on is not None:
        raise Refused("TRM-06", _("The clock stands still. Start it again first."), status=409)


@transaction.atomic
def follow_paper(row: PaperRow, *, until: date, reason: str, by: User, at: datetime) -> WaitingStep | None:
    """A paper got more time by a deed of its own: its running step goes on until then; a later day stays.

    Raises: Refused TRM-01 (403), TRM-03, TRM-04, TRM-06 (409, paused).
    """
    step = WaitingStep.objects.filter(paper=row.paper, done_at=None).first()
    if step is None or (step.due_on is not None and step.due_on >= until):
        return step
    step = _changeable(step.pk, reason, by)
    _runs(step)
    return _change(step, TermChangeKind.EXTENDED, last=until, reason=reason, by=by, at=at)


@transaction.atomic
def pause(*, step_id: int, reason: str, by: User, at: datetime) -> WaitingStep:
    """Stop the clock of a step: nobody is reminded, and the days that are left are kept.

    Raises: Refused TRM-01 (403), TRM-02 (409), TRM-03, TRM-04, TRM-06 (409, paused already).
    """
    step = _changeable(step_id, reason, by)
    if step.paused_on is not None:
        raise Refused("TRM-06", _("The clock stands still. Start it again first."), status=409)
    step.paused_on = at.date()
    left = terms.left(step, at.date())
    return _change(step, TermChangeKind.PAUSED, last=None, left=left, reason=reason, by=by, at=at)


@transaction.atomic
def resume(*, step_id: int, reason: str, by: User, at: datetime) -> WaitingStep:
    """Start the clock again with the days that were left when it stopped.

    Raises: Refused TRM-01 (403), TRM-02 (409), TRM-03, TRM-04, TRM-07 (409, not paused).
    """
    step = _changeable(step_id, reason, by)
    paused = step.term_changes.filter(kind=TermChangeKind.PAUSED).first()
    if step.paused_on is None or paused is None or paused.days_left is None:
        raise Refused("TRM-07", _("The clock of this step is running."), status=409)
    limit = terms.limit_of(step)
    kind = DayKind(limit.kind if limit else "calendar")
    last = due_on(at.date(), paused.days_left, kind, terms.calendars_of(step))
    step.days_paused += (at.date() - step.paused_on).days
    step.paused_on = None
    return _change(step, TermChangeKind.RESUMED, last=last, reason=reason, by=by, at=at)
