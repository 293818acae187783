"""The rulebooks' desk: propose a version, see what it changes, put it in force as a second officer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committee.rules.forms.proposals import AdoptForm, DecisionNoteForm, RulebookForm
from committee.rules.selectors import previews
from committee.rules.selectors import proposals as rulebook_proposals
from committee.rules.services import proposals as rulebooks
from common import clock
from common.forms import refusals_in, status_of
from common.screens import screen
from partners.permissions import reading, role
from partners.rulebooks.selectors import changes as rule_changes
from partners.rulebooks.selectors import rulebooks as selectors
from partners.views.pages import acting, form_page

READERS, OFFICERS = role("secretariat", "auditor"), role("secretariat")


@screen(may=READERS, methods=("GET",))
def rulebook_desk(request: HttpRequest) -> HttpResponse:
    """Every rulebook in force, and what is proposed."""
    context = {
        "current": selectors.current(clock.today()),
        "proposals": rulebook_proposals.proposals_visible_to(request.user)[:100],
        "may_propose": OFFICERS(request.user),
    }
    return render(request, "committee/rulebook_desk.html", context)


@screen(may=OFFICERS)
def rulebook_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the next version of a rulebook, or a new track from it."""
    base = get_object_or_404(selectors.current(clock.today()), pk=pk)
    if not reading.secretariat(base, request.user):
        raise Http404  # another country's desk
    form = RulebookForm(request.POST if request.method == "POST" else None, base=base)
    if form.is_valid():
        with refusals_in(form):
            proposal = rulebooks.propose(
                country=base.country,
                base=base,
                heading=form.heading(),
                content=form.content(),
                by=acting(request),
                at=clock.now(),
            )
            messages.success(request, _("The rulebook is proposed. See below what it would change."))
            return redirect(proposal)
    return render(request, "committee/rulebook_propose.html", {"form": form, "base": base}, status=status_of(form))


def _find(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(rulebook_proposals.proposals_visible_to(request.user), pk=pk)


@screen(may=READERS, methods=("GET",))
def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposed rulebook with everything that it changes."""
    proposal = _find(request, pk)
    is_open = proposal.state == "proposed"
    context = {
        "proposal": proposal,
        "preview": previews.preview(proposal) if is_open else None,
        "made": [] if is_open else rule_changes.changes(proposal.base, proposal.as_rulebook()),
    }
    return render(request, "committee/rulebook_proposal.html", context)


def _decide_page(
    *, form: type[Form], title: Any, lead: Any, done: Any, call: Callable[..., Any], warning: bool = False
) -> Callable[..., HttpResponseBase]:
    @screen(may=OFFICERS)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        proposal = _find(request, pk)
        sent = form(request.POST if request.method == "POST" else None)
        if sent.is_valid():
            with refusals_in(sent):
                call(proposal_id=pk, by=acting(request), at=clock.now(), **sent.cleaned_data)
                messages.success(request, str(done))
                return redirect(proposal)
        return form_page(
            request,
            sent,
            title=title,
            submit=title,
            lead=lead,
            back=proposal.get_absolute_url(),
            subject=proposal,
            warning=warning,
        )

    view.__doc__ = f"{title}."
    return view


proposal_adopt = _decide_page(
    form=AdoptForm,
    title=gettext_lazy("Put in force"),
    call=rulebooks.adopt,
    lead=gettext_lazy(
        "From its day on new projects of the track are judged by this rulebook, and the one before it "
        "ends. This cannot be undone; a mistake is mended by a further version."
    ),
    done=gettext_lazy("The rulebook is in force from its day."),
)
proposal_reject = _decide_page(
    form=DecisionNoteForm,
    title=gettext_lazy("Reject"),
    call=rulebooks.reject,
    warning=True,
    lead=gettext_lazy("The rules stay as they are. The officer who proposed it reads your reason."),
    done=gettext_lazy("The proposal is rejected."),
)
proposal_withdraw = _decide_page(
    form=DecisionNoteForm,
    title=gettext_lazy("Withdraw"),
    call=rulebooks.withdraw,
    warning=True,
    lead=gettext_lazy("The rules stay as they are. Another version can be proposed at any time."),
    done=gettext_lazy("The proposal is withdrawn."),
)
