"""The rulebooks' desk: propose a version, see what it changes, put it in force as a second officer."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from committee.rules.forms.proposals import DecisionNoteForm, RulebookForm
from committee.rules.models.proposals import RulebookProposal
from committee.rules.selectors import previews
from committee.rules.selectors import proposals as rulebook_proposals
from committee.rules.services import proposals as rulebooks
from committee.rules.services.proposals import Content, Heading
from common import clock
from common.days import day
from common.facts import Fact
from common.pages.finals import FinalPage
from common.pages.forms import Data, FormPage, MovePage
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import reading, role
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.selectors import changes as rule_changes
from partners.rulebooks.selectors import rulebooks as selectors

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


class RulebookPropose(FormPage[Rulebook]):
    """Write the next version of a rulebook, or a new track from it."""

    may = staticmethod(OFFICERS)
    template_name = "committee/rulebook_propose.html"
    done = _("The rulebook is proposed. See below what it would change.")

    @override
    def find(self, pk: int) -> Rulebook:
        base = get_object_or_404(selectors.current(clock.today()), pk=pk)
        if not reading.secretariat(base, self.request.user):
            raise Http404  # another country's desk
        return base

    @override
    def form(self, base: Rulebook, data: Data) -> RulebookForm:
        return RulebookForm(data, base=base)

    @override
    def act(self, base: Rulebook, *, by: User, at: datetime, heading: Heading, content: Content) -> RulebookProposal:
        return rulebooks.propose(country=base.country, base=base, heading=heading, content=content, by=by, at=at)

    @override
    def context(self, base: Rulebook, form: BaseForm) -> dict[str, object]:
        return {"form": form, "base": base}


def _find(request: HttpRequest, pk: int) -> RulebookProposal:
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


class ProposalMove(MovePage[RulebookProposal]):
    """What an officer says to a proposed rulebook."""

    may = staticmethod(OFFICERS)

    @override
    def find(self, pk: int) -> RulebookProposal:
        return _find(self.request, pk)


class ProposalAdopt(FinalPage[RulebookProposal]):
    """A second officer puts it in force."""

    move = "adopt"
    may = staticmethod(OFFICERS)
    title = _("Put in force")
    lead = _("Another officer proposed exactly these changes.")
    consequence = _(
        "From its day on new projects of the track are judged by this rulebook, and the one before it "
        "ends. This cannot be undone; a mistake is mended by a further version."
    )
    done = _("The rulebook is in force from its day.")

    @override
    def find(self, pk: int) -> RulebookProposal:
        return _find(self.request, pk)

    @override
    def facts(self, proposal: RulebookProposal, form: BaseForm) -> Sequence[Fact]:
        made = rule_changes.changes(proposal.base, proposal.as_rulebook())
        return [
            Fact(_("Rulebook"), str(proposal)),
            Fact(_("In force from"), day(proposal.in_force_from)),
            *(Fact(change.label, f"{change.old} → {change.new}") for change in made),
            Fact(_("Proposed by"), str(proposal.proposed_by)),
        ]

    @override
    def act(self, proposal: RulebookProposal, *, by: User, at: datetime) -> None:
        rulebooks.adopt(proposal_id=proposal.pk, by=by, at=at)


class ProposalReject(ProposalMove):
    """A second officer rejects it."""

    form_class = DecisionNoteForm
    warning = True
    title = _("Reject")
    lead = _("The rules stay as they are. The officer who proposed it reads your reason.")
    done = _("The proposal is rejected.")

    @override
    def act(self, proposal: RulebookProposal, *, by: User, at: datetime, note: str) -> None:
        rulebooks.reject(proposal_id=proposal.pk, note=note, by=by, at=at)


class ProposalWithdraw(ProposalMove):
    """Who proposed it takes it back."""

    form_class = DecisionNoteForm
    warning = True
    title = _("Withdraw")
    lead = _("The rules stay as they are. Another version can be proposed at any time.")
    done = _("The proposal is withdrawn.")

    @override
    def act(self, proposal: RulebookProposal, *, by: User, at: datetime, note: str) -> None:
        rulebooks.withdraw(proposal_id=proposal.pk, note=note, by=by, at=at)
