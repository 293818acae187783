"""The procedure of a proposed methodology."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem, Outcome
from committee.procedures import DecidedProcedure
from common.machines import judge
from common.text import plain
from partners.people.models.people import User
from partners.rulebooks.models.rules import TimeLimit
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.methodologies import selectors as methodologies
from projects.methodologies.models import MethodologyStatus
from projects.papers.models.documents import Slot
from projects.papers.procedure import DRAFTING
from projects.proposals import checks, services
from projects.proposals.checks import COMPLETENESS
from projects.proposals.forms import REVISION_SECTIONS, sections_of
from projects.proposals.models import MethodologyProposal
from projects.proposals.states import ProposalState
from workflow.drafts.questions import Section
from workflow.procedures import HandedIn, SlotRule


class ProposalProcedure(DecidedProcedure[MethodologyProposal]):
    """A methodology or a revision of one: proposed, published for inputs, considered, decided."""

    model = MethodologyProposal
    asks = "methodology"
    asks_for = _("Approval of a methodology")
    sections = REVISION_SECTIONS
    completeness = COMPLETENESS
    related = ("country", "rulebook__country", "methodology", "revises")
    slots = dict.fromkeys(
        (Slot.METHODOLOGY_SPREADSHEET, Slot.DRAFT_PDD, Slot.ADDITIONAL),
        SlotRule("participant", DRAFTING | {"to_revise"}),
    )
    handed_in = {move: HandedIn() for move in ("submit", "file_revised")}
    limits = {
        "methodology.completeness": TimeLimit(
            7, "calendar", _("Completeness check of a methodology"), "O2: 7 days", is_pinned=False
        ),
        "methodology.return": TimeLimit(
            30, "calendar", _("Proponent completes a returned methodology"), "not found; our default", is_pinned=False
        ),
        "methodology.inputs": TimeLimit(
            15, "calendar", _("Public inputs on a methodology"), "O3: 15 days", is_pinned=False
        ),
        "methodology.consideration": TimeLimit(
            60, "calendar", _("Joint Committee considers a methodology"), "O4: 60", is_pinned=False
        ),
        "methodology.consideration_extended": TimeLimit(
            90,
            "calendar",
            _("Consideration of a methodology, when it is extended"),
            "O4: may be extended to 90",
            is_pinned=False,
        ),
        "methodology.revision": TimeLimit(
            30, "calendar", _("Proponent files the text revised as decided"), "not found; our default", is_pinned=False
        ),
        "methodology.confirmation": TimeLimit(
            7, "calendar", _("Secretariat confirms a revised methodology"), "not found; our default", is_pinned=False
        ),
    }
    deed_words = {
        "methodologyproposal.write": _("Methodology written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[MethodologyProposal]:
        return methodologies.proposals_visible_to(user)

    @override
    def sections_of(self, row: MethodologyProposal) -> Sequence[Section]:
        return sections_of(row)

    @override
    def submitting(self, row: MethodologyProposal) -> str:
        """A text that the committee had revised is filed, not submitted anew."""
        return "file_revised" if row.state == ProposalState.TO_REVISE else "submit"

    @override
    def before_submission(self, row: MethodologyProposal, *, by: User, at: datetime) -> None:
        checks.files_handed_in(row)

    @override
    def withdrawn(self, row: MethodologyProposal, *, by: User, at: datetime) -> None:
        inputs.end(InputCall.objects.filter(proposal=row).first(), by=by, at=at)
        services.set_record(row, status=MethodologyStatus.WITHDRAWN, by=by, at=at)

    @override
    def before_forwarding(
        self,
        row: MethodologyProposal,
        *,
        completeness: Mapping[str, bool],
        at: datetime,
        required_revisions: str = "",
        without_response_note: str = "",
        **words: str,
    ) -> Mapping[str, object]:
        """`required_revisions`: what must be revised; the committee is then asked to approve with revisions."""
        considered = row.state == ProposalState.CONSIDERED
        note = checks.inputs_treated(row, without_response_note) if considered else ""
        row.required_revisions = plain(required_revisions)  # the proposal says it
        return {"required_revisions": row.required_revisions, "without_response_note": note}

    @override
    def proposal(self, row: MethodologyProposal) -> str:
        required = row.required_revisions
        return f"Approval with revisions:\n{required}\n\n{row.summary}" if required else row.summary

    @override
    def agreed(self, row: MethodologyProposal, item: DecisionItem, *, by: User, at: datetime) -> None:
        """What the meeting said of the item comes before what the secretariat had proposed."""
        if item.outcome == Outcome.APPROVED and not row.required_revisions:
            judge(row.conclude, by=by).commit(at=at)
            services.approve(row, by=by, at=at)
            return
        said = item.outcome_note if item.outcome == Outcome.REVISED else ""
        judge(row.ask_for_revisions, by=by).commit(at=at, required_revisions=said or row.required_revisions)

    @override
    def not_agreed(self, row: MethodologyProposal, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.reject, by=by).commit(at=at, note=item.reasons)
        services.set_record(row, status=MethodologyStatus.NOT_APPROVED, by=by, at=at)


PROCEDURES = (ProposalProcedure(),)
