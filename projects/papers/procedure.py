"""What the declarations of procedures share."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, override

from django.db.models import QuerySet

from committee.decisions.models import DecisionItem
from committee.procedures import DecidedProcedure
from common.machines import judge
from common.models import PaperRow
from partners.people.models.people import User
from projects.papers.models.documents import Slot
from projects.papers.models.requests import AfterRegistration
from projects.papers.selectors import requests
from projects.papers.states import RequestState
from workflow.procedures import SlotRule

DRAFTING = frozenset({"draft", "returned"})
EVIDENCE = SlotRule("participant", DRAFTING)
KEPT = SlotRule("participant", frozenset())  # of older papers: what stands there is shown, nothing new is taken


class ProjectPaperProcedure[Row: PaperRow](DecidedProcedure[Row]):
    """A paper of a project on which the committee decides; its item bears the title of the project."""

    related: ClassVar[Sequence[str]] = ("project__country", "project__rulebook")

    @override
    def item_title(self, row: Any) -> str:  # every paper of a project has it
        title: str = row.project.title
        return title


class RequestProcedure[Row: AfterRegistration](ProjectPaperProcedure[Row]):
    """A request after registration: from draft through JCMA to the Joint Committee and into force."""

    slots = {Slot.EVIDENCE: EVIDENCE}

    @override
    def visible_to(self, user: Any) -> QuerySet[Row]:
        return requests.visible_to(self.model, user)

    def possible(self, row: Row) -> None:
        """What the project must be for the request to go on, asked at each step."""

    def whole(self, row: Row) -> None:
        """What the request must bring besides its own answers."""

    @override
    def before_submission(self, row: Row, *, by: User, at: datetime) -> None:
        self.possible(row)
        self.whole(row)

    @override
    def before_forwarding(
        self, row: Row, *, completeness: Mapping[str, bool], at: datetime, **words: str
    ) -> Mapping[str, object]:
        facts = super().before_forwarding(row, completeness=completeness, at=at, **words)
        self.possible(row)
        return facts

    @override
    def awaits(self, row: Row) -> bool:
        return row.state == RequestState.WITH_COMMITTEE

    @override
    def agreed(self, row: Row, item: DecisionItem, *, by: User, at: datetime) -> None:
        judge(row.approve, by=by).commit(at=at, on=at.date())


PROCEDURES = ()  # the kinds stand in their capabilities
