"""The time of a step: its days and changes, and the secretariat's pages to change it."""

from datetime import date, datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common.pages.forms import MovePage
from common.screens import screen
from partners import permissions
from partners.people.models.people import User
from partners.permissions import at_work, role
from workflow.steps.forms.inbox import ExtendForm, TermReasonForm
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import terms
from workflow.steps.services import terms as services


@screen(may=at_work, methods=("GET",))
def step_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One step: who holds it, since when, until when, and how its time was changed."""
    step = get_object_or_404(terms.visible_to(request.user, pk))
    limit = terms.limit_of(step)
    can_change = limit is not None and not limit.is_fixed and step.due_on is not None and step.done_at is None
    context = {
        "step": step,
        "limit": limit,
        "changes": step.term_changes.select_related("by"),
        "may_change": can_change and permissions.secretariat(step, request.user),
    }
    return render(request, "workflow/step_page.html", context)


class TermMove(MovePage[WaitingStep]):
    """One change of the time of a step."""

    may = staticmethod(role("secretariat"))

    @override
    def find(self, pk: int) -> WaitingStep:
        return get_object_or_404(terms.visible_to(self.request.user, pk))


class StepExtend(TermMove):
    """Give a step more time."""

    form_class = ExtendForm
    title = _("Give more time")
    lead = _("Reminders follow the new day. The reason and both days stay on record.")
    done = _("The step has a later last day.")

    @override
    def act(self, step: WaitingStep, *, by: User, at: datetime, until: date, reason: str) -> None:
        services.extend(step_id=step.pk, until=until, reason=reason, by=by, at=at)


class StepPause(TermMove):
    """Stop the clock of a step."""

    form_class = TermReasonForm
    title = _("Stop the clock")
    lead = _("The days that are left are kept until you start the clock again; nobody is reminded meanwhile.")
    done = _("The clock stands still.")

    @override
    def act(self, step: WaitingStep, *, by: User, at: datetime, reason: str) -> None:
        services.pause(step_id=step.pk, reason=reason, by=by, at=at)


class StepResume(TermMove):
    """Start the clock of a step again."""

    form_class = TermReasonForm
    title = _("Start the clock again")
    lead = _("The days that were left when the clock stopped count from tomorrow.")
    done = _("The clock runs again.")

    @override
    def act(self, step: WaitingStep, *, by: User, at: datetime, reason: str) -> None:
        services.resume(step_id=step.pk, reason=reason, by=by, at=at)
