"""The registry administrator's desk: applications, accounts, suspensions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jcm_platform.common import clock
from jcm_platform.common.forms import refusals_in, status_of
from jcm_platform.common.screens import screen
from partners.permissions import role
from partners.views.pages import acting
from registry.forms.suspensions import SuspendForm
from registry.selectors import accounts, suspensions
from registry.services import suspensions as services
from registry.states.accounts import AccountState

may_administer = role("registry")


@screen(may=may_administer)
def desk(request: HttpRequest) -> HttpResponse:
    """Applications to check, accounts to look after, and what is suspended as a whole."""
    form = SuspendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            services.suspend(by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("It is suspended: nothing of it moves from now on."))
            return redirect("registry:desk")
    seen = accounts.visible_to(request.user)
    context = {
        "form": form, "applications": seen.filter(state=AccountState.APPLIED),
        "accounts": seen.exclude(state__in=[AccountState.APPLIED, AccountState.REFUSED]),
        "blocks": suspensions.in_force(),
    }  # fmt: skip
    return render(request, "registry/desk.html", context, status=status_of(form))


@screen(may=may_administer, methods=("POST",))
def resume(request: HttpRequest, scope: str, name: str) -> HttpResponse:
    """Lift the suspension of a registry, project or lot."""
    services.resume(scope=scope, name=name, by=acting(request), at=clock.now())
    messages.success(request, _("The suspension is lifted."))
    return redirect("registry:desk")
