"""The registry administrator's desk: what waits, what is held, what is stopped; suspensions with their confirmation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common import clock, proofs
from common.forms import refusals_in, status_of
from common.screens import screen
from partners.permissions import role
from partners.views.pages import acting
from registry.forms.suspensions import SuspendForm
from registry.selectors import desk as selectors
from registry.selectors import inspections, officer_requests, suspensions
from registry.services import suspensions as services
from registry.states.accounts import IN_USE, TO_DECIDE, AccountState

may_administer = role("registry")


@screen(may=may_administer)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, totals, freezes, failed checks, accounts to look after, and what is suspended as a whole."""
    form = SuspendForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and "change" not in request.POST:
        with refusals_in(form):
            return _confirm_or_suspend(request, form)
    seen = selectors.administered(request.user)
    stopped_or_asked = list(seen.filter(state__in=TO_DECIDE | {AccountState.SUSPENDED}))
    context = {
        "form": form,
        "changes": selectors.changes(request.user),
        "blocks": suspensions.in_force(),
        "stops": inspections.in_force(request.user),
        "inspections": inspections.newest(),
        "applications": [each for each in stopped_or_asked if each.state in TO_DECIDE],
        "without_people": selectors.without_people(request.user),
        "to_approve": officer_requests.to_approve(request.user),
        "waiting": selectors.waiting(request.user)[:20],
        "suspended": [each for each in stopped_or_asked if each.state == AccountState.SUSPENDED],
        "freezes": selectors.freezes(request.user),
        "failed": selectors.failed(request.user, clock.now()),
        "totals": selectors.totals(request.user),
        "accounts": seen.filter(state__in=IN_USE)[:50],
    }
    return render(request, "registry/desk.html", context, status=status_of(form))


def _confirm_or_suspend(request: HttpRequest, form: SuspendForm) -> HttpResponse:
    wanted = form.cleaned_data
    if "confirm" in request.POST:
        services.suspend(by=acting(request), at=clock.now(), **wanted)
        messages.success(request, _("It is suspended: nothing of it moves from now on."))
        return redirect("registry:desk")
    block = services.examine(scope=wanted["scope"], name=wanted["name"], reason=wanted["reason"], by=acting(request))
    context = {"form": form, "stopped": block, "reach": selectors.reach(block), "reason": wanted["reason"]}
    return render(request, "registry/suspend_check.html", context)


@screen(may=may_administer)
def resume(request: HttpRequest, scope: str, name: str) -> HttpResponse:
    """Lift the suspension of a registry, project or lot, after a look at what it stops."""
    if request.method == "POST":
        proofs.demand(request)
        services.resume(scope=scope, name=name, by=acting(request), at=clock.now())
        messages.success(request, _("The suspension is lifted."))
        return redirect("registry:desk")
    block = next((each for each in suspensions.in_force() if (each.scope, each.name) == (scope, name)), None)
    if block is None:
        raise Http404
    services.competent(scope=scope, name=name, by=acting(request))
    return render(request, "registry/resume_check.html", {"stopped": block, "reach": selectors.reach(block)})
