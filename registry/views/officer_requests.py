"""Pages of what the registry asks for itself: propose with a preview, approve, reject, cancel, look back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from common import clock
from common.facts import Fact
from common.listing import Column, Listing
from common.pages.finals import FinalPage
from common.pages.forms import Data
from common.refusals import Sentence
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work, role
from partners.views.pages import acting
from registry.forms.accounts import NoteForm
from registry.forms.searches import OfficerFilter
from registry.forms.units import FORMS, OfficerForm
from registry.models import OfficerRequest
from registry.selectors import officer_requests as selectors
from registry.selectors import shown
from registry.services import officer_requests as services
from registry.services.officer_plans import Wish
from registry.views.pages import RegistryFinal, RegistryMove
from workflow.steps.selectors import inbox

may_administer = role("registry")
may_look = role("registry", "auditor")


@dataclass(frozen=True)
class Words:
    """How a kind of request introduces itself."""

    title: Promise
    lead: Promise


WORDS = {
    "freeze": Words(
        gettext_lazy("Freeze units"),
        gettext_lazy("Frozen units stay where they are and nobody can move them until the freeze is ended."),
    ),
    "set-aside": Words(
        gettext_lazy("Set units aside in the buffer"),
        gettext_lazy("The units go from the account to the buffer account of its registry."),
    ),
    "release": Words(
        gettext_lazy("Release units from the buffer"),
        gettext_lazy("What one set-aside put into the buffer goes back to its account, or to another one."),
    ),
    "end-freeze": Words(
        gettext_lazy("End a freeze"), gettext_lazy("The units of this freeze can move again. Other freezes stay.")
    ),
    "reverse": Words(
        gettext_lazy("Reverse a transaction"),
        gettext_lazy(
            "Exactly what was moved goes back, once, while the units are still where they went and the time "
            "of the rulebook has not passed."
        ),
    ),
    "correct": Words(
        gettext_lazy("Correct a transaction"),
        gettext_lazy("Units of a wrong transaction go to the right account, or out of use. The past stays as it was."),
    ),
}

OFFICER_REQUESTS = Listing(
    name="jcm-requests-of-the-registry",
    title=gettext_lazy("Requests of the registry"),
    lead=gettext_lazy("Freezes, the buffer, reversals and corrections: who proposed, who approved, what was posted."),
    empty=gettext_lazy("The registry has asked for nothing yet."),
    columns=[
        Column("reference", gettext_lazy("Number"), link=lambda r: r.get_absolute_url()),
        Column("kind", gettext_lazy("Kind"), show=lambda r: r.get_kind_display(), sort="kind"),
        Column("registry", gettext_lazy("Registry"), sort="registry"),
        Column("state", gettext_lazy("State"), show=lambda r: r.get_state_display(), sort="state"),
        Column("proposed_at", gettext_lazy("Proposed on"), sort="proposed_at"),
        Column("quantity_tco2e", gettext_lazy("t CO₂ eq"), numeric=True, sort="quantity_tco2e"),
        Column("failed_check", gettext_lazy("Failed check"), show=lambda r: r.failed_check or "–"),
        Column("reason", gettext_lazy("Reason"), on_page=False),
    ],
    search=["reason"],
    filters=OfficerFilter,
    order=["-proposed_at", "-id"],
)


def find_officer_request(request: HttpRequest, pk: int) -> OfficerRequest:
    """A request of the registry that this person sees, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


@screen(may=may_look, methods=("GET",))
def officer_list(request: HttpRequest) -> HttpResponse:
    """Requests of the registries that this person administers."""
    return OFFICER_REQUESTS.respond(request, selectors.visible_to(request.user))


class OfficerStart(FinalPage[str]):
    """Say which units and why; then read exactly what would happen, and ask for it. Its subject is the kind."""

    may = staticmethod(may_administer)
    template_name = "registry/officer_start.html"
    submit = gettext_lazy("Propose it")
    back_route = "registry:desk"
    back_caption = gettext_lazy("Registry desk")
    consequence = gettext_lazy(
        "Exactly these units, and only these, when another administrator approves. The book has tried it and taken it "
        "back: every check holds now."
    )
    second = gettext_lazy("Another administrator of the registry approves it.")
    done = gettext_lazy("It is proposed. Another administrator of the registry approves it.")

    @override
    def find(self, kind: str) -> str:
        if kind not in FORMS:
            raise Http404
        return kind

    @override
    def form(self, kind: str, data: Data) -> OfficerForm:
        named = {key: self.request.GET[key] for key in ("answers", "account") if key in self.request.GET}
        return FORMS[kind](data, initial=named)

    @override
    def title_of(self, kind: str) -> Sentence:
        return WORDS[kind].title

    @override
    def lead_of(self, kind: str) -> Sentence:
        return WORDS[kind].lead

    @override
    def facts(self, kind: str, form: BaseForm) -> Sequence[Fact]:
        if not isinstance(form, OfficerForm):
            raise TypeError(form)
        preview = services.preview(wish=form.wish(), by=acting(self.request), at=clock.now())
        stays = gettext("stays where it is")
        return [
            Fact(gettext_lazy("Amount"), preview.quantity_tco2e, "tonnes"),
            Fact(gettext_lazy("Exactly these units"), [str(leg.serial) for leg in preview.legs], "serial"),
            Fact(gettext_lazy("From account"), sorted({leg.sender for leg in preview.legs})),
            Fact(gettext_lazy("To account"), sorted({leg.receiver or stays for leg in preview.legs})),
        ]

    @override
    def said(self, form: BaseForm) -> Sequence[str]:
        return ["answers", "reason"]

    @override
    def act(self, kind: str, *, wish: Wish, by: User, at: datetime) -> OfficerRequest:
        return services.propose(wish=wish, by=by, at=at)


@screen(may=at_work, methods=("GET",))
def officer_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A request of the registry: which units, why, who proposed it, who may act."""
    asked = find_officer_request(request, pk)
    legs = asked.legs.select_related("lot__series", "sender", "receiver")
    context = {
        "asked": asked,
        "legs": legs,
        "step": inbox.open_step(asked),
        "is_own": asked.proposed_by_id in acting(request).own_accounts,
    }
    return render(request, "registry/officer_page.html", context)


class OfficerMove(RegistryMove[OfficerRequest]):
    """One move of a request of the registry."""

    @override
    def find(self, pk: int) -> OfficerRequest:
        return find_officer_request(self.request, pk)


class OfficerApprove(RegistryFinal[OfficerRequest]):
    """A second administrator approves."""

    move = "approve"
    title = gettext_lazy("Approve")
    lead = gettext_lazy("You read what another administrator proposed. All checks are made again.")
    consequence = gettext_lazy("The book posts exactly these units, at once. What is posted is never changed.")
    done = gettext_lazy("You have approved it.")

    @override
    def find(self, pk: int) -> OfficerRequest:
        return find_officer_request(self.request, pk)

    @override
    def facts(self, asked: OfficerRequest, form: BaseForm) -> Sequence[Fact]:
        return [*shown.of_officer_request(asked), Fact(gettext_lazy("Proposed by"), str(asked.proposed_by))]

    @override
    def act(self, asked: OfficerRequest, *, by: User, at: datetime) -> None:
        services.approve(request_id=asked.pk, by=by, at=at)


class OfficerReject(OfficerMove):
    """A second administrator rejects."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Reject")
    lead = gettext_lazy("Nothing moves. The proposer reads your reason.")
    done = gettext_lazy("You have rejected it.")

    @override
    def act(self, asked: OfficerRequest, *, by: User, at: datetime, note: str) -> None:
        services.reject(request_id=asked.pk, note=note, by=by, at=at)


class OfficerCancel(OfficerMove):
    """An administrator cancels what was asked for."""

    warning = True
    title = gettext_lazy("Cancel the request")
    lead = gettext_lazy("Nothing moves, and the units are free for other requests.")
    done = gettext_lazy("It is cancelled.")

    @override
    def act(self, asked: OfficerRequest, *, by: User, at: datetime) -> None:
        services.cancel(request_id=asked.pk, by=by, at=at)
