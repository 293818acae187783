"""Procedures that a Joint Committee decides: what it is asked, and what follows from what it says."""

from datetime import datetime
from typing import ClassVar

from committee.decisions.models import DecisionItem, DecisionKind
from common.models import PaperRow
from partners.people.models.people import User
from workflow import procedures
from workflow.procedures import Procedure


class DecidedProcedure[Row: PaperRow](Procedure[Row]):
    """A kind of paper on which the committee decides; what follows runs in the transaction of the decision.

    Attributes:
        asks: the kind of its decision items.
    """

    asks: ClassVar[DecisionKind]

    def conclude(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        """What follows from the outcome of the item."""
        raise NotImplementedError

    def take_back(self, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The secretariat withdrew the proposal: the paper is on its desk again."""
        raise NotImplementedError


def decided() -> list[DecidedProcedure[PaperRow]]:
    """Every procedure that the committee decides."""
    return [one for one in procedures.every().values() if isinstance(one, DecidedProcedure)]


def of_item(item: DecisionItem) -> "DecidedProcedure[PaperRow] | None":
    """The procedure of the paper on which an item decides; None for an item that names none."""
    procedure = procedures.named(item.paper.kind) if item.paper is not None else None
    return procedure if isinstance(procedure, DecidedProcedure) else None
