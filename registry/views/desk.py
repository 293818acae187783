"""The registry administrator's desk: what waits, what is held, what is stopped; suspensions with their confirmation."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.facts import Fact
from common.forms import refusals_in, status_of
from common.pages.finals import FinalPage
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import role
from partners.views.pages import acting
from registry.forms.accounts import NoteForm
from registry.forms.suspensions import SuspendForm
from registry.selectors import desk as selectors
from registry.selectors import inspections, officer_requests, suspensions
from registry.selectors.suspensions import Block
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


class Resume(FinalPage[Block]):
    """Lift the suspension of a registry, project or lot, after a look at what it stops."""

    may = staticmethod(may_administer)
    form_class = NoteForm
    title = gettext_lazy("Lift the suspension")
    lead = gettext_lazy("Say what has been settled. The next page shows what can move again.")
    consequence = gettext_lazy(
        "These units can move again from the moment you confirm. Requests that were ended meanwhile are not taken up "
        "again."
    )
    done = gettext_lazy("The suspension is lifted.")
    back_route = "registry:desk"
    back_caption = gettext_lazy("Registry desk")

    @override
    def find(self, scope: str, name: str) -> Block:
        block = next((each for each in suspensions.in_force() if (each.scope, each.name) == (scope, name)), None)
        if block is None:
            raise Http404
        return block

    @override
    def admit(self, block: Block) -> None:
        services.competent(scope=block.scope, name=block.name, by=acting(self.request))

    @override
    def facts(self, block: Block, form: BaseForm) -> Sequence[Fact]:
        reach = selectors.reach(block)
        return [
            Fact(gettext_lazy("What"), block.label),
            Fact(gettext_lazy("Units that cannot move"), reach.quantity_tco2e, "tonnes"),
            Fact(gettext_lazy("Accounts that hold them"), f"{reach.accounts}"),
            Fact(gettext_lazy("Open requests that a check would end"), f"{reach.requests}"),
        ]

    @override
    def act(self, block: Block, *, by: User, at: datetime, note: str) -> None:
        services.resume(scope=block.scope, name=block.name, note=note, by=by, at=at)
