"""Procedures that a Joint Committee decides: what it is asked, and what follows from what it says."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, override

from committee.decisions.models import DecisionItem, declare_kind
from common.machines import judge
from common.models import PaperRow
from common.refusals import Sentence
from common.words import Words
from partners.people.models.people import User
from workflow import procedures
from workflow.papers.checks import confirmed
from workflow.procedures import Procedure


class DecidedProcedure[Row: PaperRow](Procedure[Row]):
    """A kind of paper on which the committee decides; what follows runs in the transaction of the decision.

    Attributes:
        asks, asks_for: the kind of its decision items, and how the kind is called.
        interested: the roles whose organisations take part in the paper: their people do not decide.
    """

    asks: ClassVar[str]
    asks_for: ClassVar[Sentence]
    interested: ClassVar[Sequence[str]] = ("participant",)

    @override
    def declare(self) -> None:
        super().declare()
        declare_kind(self.asks, self.asks_for)

    def before_forwarding(
        self, row: Row, *, completeness: Mapping[str, bool], at: datetime, **words: str
    ) -> Mapping[str, object]:
        """Checks on the way to the committee; returns the facts that the row keeps of the forwarding.

        Args:
            completeness: what the officer confirms. `words`: what the kind asks for besides.
        """
        return {"completeness": confirmed(self.completeness, completeness)}

    def number(self, row: Row) -> None:
        """Give the paper its reference, where it gets one on the way to the committee."""

    def item_title(self, row: Any) -> Words | str:  # every paper that is decided has a title
        """How its item is called."""
        title: Words | str = row.title
        return title

    def proposal(self, row: Row) -> str:
        """What the committee is asked, in English, the language of the published decisions."""
        raise NotImplementedError

    def awaits(self, row: Row) -> bool:
        """False for a paper that ended while the committee considered it: nothing follows from the decision."""
        return True

    def agreed(self, row: Row, item: DecisionItem, *, by: User, at: datetime) -> None:
        """What follows when the committee agrees; `by` is the platform itself."""
        raise NotImplementedError

    def not_agreed(self, row: Any, item: DecisionItem, *, by: User, at: datetime) -> None:
        """What follows when it does not agree: most kinds are rejected with the committee's reasons."""
        judge(row.reject, by=by).commit(at=at, on=at.date(), note=item.reasons)

    def taken_back(self, row: Any, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The secretariat withdrew the proposal: the paper is on its desk again."""
        judge(row.take_back, by=by).commit(at=at)


def decided() -> list[DecidedProcedure[PaperRow]]:
    """Every procedure that the committee decides."""
    return [one for one in procedures.every().values() if isinstance(one, DecidedProcedure)]


def of_row(row: PaperRow) -> DecidedProcedure[PaperRow]:
    """The procedure of a paper that the committee decides."""
    procedure = procedures.of(row)
    if not isinstance(procedure, DecidedProcedure):
        raise TypeError(f"no committee decides on a {procedure.kind}")
    return procedure


def of_item(item: DecisionItem) -> "DecidedProcedure[PaperRow] | None":
    """The procedure of the paper on which an item decides; None for an item that names none."""
    procedure = procedures.named(item.paper.kind) if item.paper is not None else None
    return procedure if isinstance(procedure, DecidedProcedure) else None
