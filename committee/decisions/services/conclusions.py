"""What follows from every conclusion of a Joint Committee, whatever it decided: named once at start-up."""

from collections.abc import Callable
from datetime import datetime

from committee.decisions.models import Decision
from partners.people.models.people import User

type Effect = Callable[[Decision, User, datetime], None]
_effects: list[Effect] = []


def follows(effect: Effect) -> None:
    """Register an effect, called with `(decision, by, at)` before the effects of the items."""
    if effect not in _effects:
        _effects.append(effect)


def effects() -> list[Effect]:
    """The registered effects; a test reads it."""
    return list(_effects)


def follow(decision: Decision, *, by: User, at: datetime) -> None:
    """Let follow what follows; the caller has locked the decision and concluded it in this transaction."""
    for effect in _effects:
        effect(decision, by, at)
