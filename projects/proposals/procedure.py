"""The procedure of a proposed methodology."""

from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem, DecisionKind
from committee.procedures import DecidedProcedure
from partners.people.models.people import User
from projects.methodologies import selectors as methodologies
from projects.papers.models.documents import Slot
from projects.papers.procedure import DRAFTING
from projects.proposals import services
from projects.proposals.forms import REVISION_SECTIONS
from projects.proposals.models import MethodologyProposal
from workflow.procedures import HandedIn, SlotRule


class ProposalProcedure(DecidedProcedure[MethodologyProposal]):
    """A methodology or a revision of one: proposed, published for inputs, considered, decided."""

    model = MethodologyProposal
    asks = DecisionKind.METHODOLOGY
    sections = REVISION_SECTIONS
    slots = dict.fromkeys(
        (Slot.METHODOLOGY_SPREADSHEET, Slot.DRAFT_PDD, Slot.ADDITIONAL),
        SlotRule("participant", DRAFTING | {"to_revise"}),
    )
    handed_in = {move: HandedIn(services.DRAFT_FIELDS) for move in ("submit", "file_revised")}

    @override
    def visible_to(self, user: Any) -> QuerySet[MethodologyProposal]:
        return methodologies.proposals_visible_to(user)

    @override
    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.conclude(item, by=by, at=at)

    @override
    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        services.take_back(item, by=by, at=at)
