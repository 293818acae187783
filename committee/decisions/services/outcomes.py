"""What becomes of a paper with the decision on it: its procedure says what follows, here is when it is asked."""

from datetime import datetime

from committee import procedures
from committee.decisions.models import DecisionItem
from partners.people.models.people import User
from partners.people.selectors import people


def follow(item: DecisionItem, *, by: User, at: datetime) -> None:
    """A step of every conclusion: let follow what follows from an item's outcome.

    Nothing follows where the paper ended meanwhile with its project, nor of an item that names no paper.
    """
    procedure = procedures.of_item(item)
    if procedure is None or item.paper is None:
        return
    row = procedure.locked(item.paper.row.pk)
    if not procedure.awaits(row):
        return
    if item.is_approved:
        procedure.agreed(row, item, by=people.system(), at=at)
    else:
        procedure.not_agreed(row, item, by=by, at=at)


def take_back(item: DecisionItem, *, by: User, at: datetime) -> None:
    """A step of a withdrawal: the secretariat withdrew the proposal, and the paper is on its desk again."""
    procedure = procedures.of_item(item)
    if procedure is not None and item.paper is not None:
        procedure.taken_back(procedure.locked(item.paper.row.pk), item, by=by, at=at)
