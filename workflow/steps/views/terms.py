"""The time of a step: its days and changes, and the secretariat's pages to change it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners import permissions
from partners.permissions import at_work, role
from partners.views.pages import acting, form_page
from workflow.steps.forms.inbox import ExtendForm, TermReasonForm
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


def _change_page(
    *, form: type[Form], title: Any, lead: Any, done: Any, call: Callable[..., Any]
) -> Callable[..., HttpResponseBase]:
    @screen(may=role("secretariat"))
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        step = get_object_or_404(terms.visible_to(request.user, pk))
        sent = form(request.POST if request.method == "POST" else None)
        if sent.is_valid():
            with refusals_in(sent):
                call(step_id=pk, by=acting(request), at=clock.now(), **sent.cleaned_data)
                messages.success(request, str(done))
                return redirect(step)
        return form_page(
            request, sent, title=title, submit=title, lead=lead, back=step.get_absolute_url(), subject=step
        )

    view.__doc__ = f"{title}."
    return view


step_extend = _change_page(
    form=ExtendForm,
    title=_("Give more time"),
    call=services.extend,
    done=_("The step has a later last day."),
    lead=_("Reminders follow the new day. The reason and both days stay on record."),
)
step_pause = _change_page(
    form=TermReasonForm,
    title=_("Stop the clock"),
    call=services.pause,
    done=_("The clock stands still."),
    lead=_("The days that are left are kept until you start the clock again; nobody is reminded meanwhile."),
)
step_resume = _change_page(
    form=TermReasonForm,
    title=_("Start the clock again"),
    call=services.resume,
    done=_("The clock runs again."),
    lead=_("The days that were left when the clock stopped count from tomorrow."),
)
