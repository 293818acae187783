"""The desk of JCMA: the queue across countries, who has what in hand, and the load of each officer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners.permissions import role
from partners.views.pages import acting, form_page
from workflow.steps.forms.officers import AssignForm, QueueForm
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
    found = officers.in_hand(inbox.narrowed(queue, **wish), whose=whose, user=request.user)
    page = Paginator(found, STEPS_A_PAGE).get_page(request.GET.get("page"))
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
    messages.success(request, _("You have it in hand now."))
    return redirect("workflow:officer-desk")


@screen(may=may_work)
def step_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a step to an officer, or put it back."""
    step = get_object_or_404(officers.queue_of(request.user), pk=pk)
    form = AssignForm(request.POST if request.method == "POST" else None, step=step)
    if form.is_valid():
        with refusals_in(form):
            services.assign(step_id=step.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("It is handed on."))
            return redirect("workflow:officer-desk")
    return form_page(
        request,
        form,
        title=_("Hand on"),
        submit=_("Hand on"),
        back=step.get_absolute_url(),
        subject=step,
        lead=_("The officer gets a notice. Later steps of the same paper come to the same officer."),
    )
