"""Pages of a registry that a check has stopped: what differs, ask to let it go on, let it go on."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.facts import Fact
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work
from registry.forms.accounts import NoteForm
from registry.models import RegistryStop
from registry.selectors import inspections as selectors
from registry.services import inspections as services
from registry.views.pages import RegistryFinal, RegistryMove
from workflow.steps.selectors import inbox


def find_stop(request: HttpRequest, pk: int) -> RegistryStop:
    """A stop that this person sees, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


@screen(may=at_work, methods=("GET",))
def stop_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What a check found, what stands still, who may act."""
    stop = find_stop(request, pk)
    return render(request, "registry/stop_page.html", {"stop": stop, "step": inbox.open_step(stop)})


class StopMove(RegistryMove[RegistryStop]):
    """One move of a stop; what was found stands above the form."""

    template_name = "registry/stop_move.html"

    @override
    def find(self, pk: int) -> RegistryStop:
        return find_stop(self.request, pk)

    @override
    def shows(self, stop: RegistryStop) -> dict[str, object]:
        return {"stop": stop}


class StopAskToLift(StopMove):
    """An administrator asks to let the registry go on."""

    form_class = NoteForm
    title = gettext_lazy("Ask to let the registry go on")
    lead = gettext_lazy(
        "Write down what was found and what was done. Another administrator reads it and lets the registry go on. "
        "The same difference then stops the registry no more."
    )
    done = gettext_lazy("It is asked for. Another administrator lets the registry go on.")

    @override
    def act(self, stop: RegistryStop, *, by: User, at: datetime, note: str) -> None:
        services.ask_to_lift(stop_id=stop.pk, note=note, by=by, at=at)


class StopKeep(StopMove):
    """Another administrator keeps the registry stopped."""

    form_class = NoteForm
    title = gettext_lazy("Keep the registry stopped")
    lead = gettext_lazy("Nothing moves. Whoever asked reads your reason.")
    done = gettext_lazy("The registry stays stopped.")

    @override
    def act(self, stop: RegistryStop, *, by: User, at: datetime, note: str) -> None:
        services.keep_stopped(stop_id=stop.pk, note=note, by=by, at=at)


class StopLift(RegistryFinal[RegistryStop]):
    """Another administrator lets the registry go on."""

    move = "lift"
    title = gettext_lazy("Let the registry go on")
    lead = gettext_lazy("Another administrator asks for it. Read what the check found, and what they found out.")
    consequence = gettext_lazy(
        "Transactions of this registry are possible again at once. The same difference stops it no more."
    )
    done = gettext_lazy("The registry goes on.")

    @override
    def find(self, pk: int) -> RegistryStop:
        return find_stop(self.request, pk)

    @override
    def facts(self, stop: RegistryStop, form: BaseForm) -> Sequence[Fact]:
        return [
            Fact(_("Registry"), stop.registry),
            Fact(_("Check"), stop.inspection.get_kind_display()),
            Fact(_("Difference"), stop.inspection.difference),
            Fact(_("Asked to go on"), str(stop.asked_by)),
            Fact(_("Reason"), stop.state_note, "public"),
        ]

    @override
    def act(self, stop: RegistryStop, *, by: User, at: datetime) -> None:
        services.lift(stop_id=stop.pk, by=by, at=at)
