"""The desk of JCMA: the queue across countries, who has what in hand, and the load of each officer."""

from datetime import datetime
from typing import override

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages.forms import Data, FormPage
from common.pages.pages import Place
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import role
from partners.views.pages import acting
from workflow.steps.forms.officers import AssignForm, QueueForm
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox, officers
from workflow.steps.services import officers as services

STEPS_A_PAGE = 25
may_work = role("secretariat")


@screen(may=may_work, methods=("GET",))
def officer_desk(request: HttpRequest) -> HttpResponse:
    """What waits for JCMA, soonest due first, in whose hand it is, and how much each officer has."""
    queue = officers.queue_of(request.user)
    loads = officers.loads(queue, clock.today())
    form = QueueForm(
        request.GET,
        countries=inbox.countries_in(queue),
        kinds=inbox.kinds_in(queue),
        officers=[load.officer for load in loads if load.officer],
    )
    wish = form.chosen()
    whose = wish.pop("whose")
    chosen = officers.in_hand(inbox.narrowed(queue, **wish), whose=whose, user=request.user)
    page = Paginator(chosen, STEPS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "loads": loads,
        "is_narrowed": bool(whose or any(wish.values())),
    }
    return render(request, "workflow/officer_desk.html", context)


@screen(may=may_work, methods=("POST",))
def step_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step in hand."""
    step = get_object_or_404(officers.queue_of(request.user), pk=pk)
    services.assign(step_id=step.pk, officer=acting(request), by=acting(request), at=clock.now())
    messages.success(request, gettext("You have it in hand now."))
    return redirect("workflow:officer-desk")


class StepAssign(FormPage[WaitingStep]):
    """Hand a step to an officer, or put it back."""

    may = staticmethod(may_work)
    title = _("Hand on")
    lead = _("The officer gets a notice. Later steps of the same paper come to the same officer.")
    done = _("It is handed on.")

    @override
    def find(self, pk: int) -> WaitingStep:
        return get_object_or_404(officers.queue_of(self.request.user), pk=pk)

    @override
    def form(self, step: WaitingStep, data: Data) -> AssignForm:
        return AssignForm(data, step=step)

    @override
    def act(self, step: WaitingStep, *, by: User, at: datetime, officer: User | None) -> Place:
        services.assign(step_id=step.pk, officer=officer, by=by, at=at)
        return Place(reverse("workflow:officer-desk"))
