"""What follows from a completed request in the apps above: named once at start-up, done in the same transaction.

The registry knows no certificates; whoever makes them says so here. A refusal of theirs ends the request by its number,
and nothing moves.
"""

from collections.abc import Callable
from datetime import datetime

from partners.people.models.people import User
from registry.models import TransactionKind, TransactionRequest

type Effect = Callable[[TransactionRequest, User, datetime], None]
_effects: dict[str, Effect] = {}


def effect_of(kind: TransactionKind, effect: Effect) -> None:
    """Register what follows from a completed request of a kind; each kind has one, called with `(request, by, at)`."""
    if _effects.get(kind, effect) is not effect:
        raise RuntimeError(f"{kind} has an effect already")
    _effects[kind] = effect


def effects() -> dict[str, Effect]:
    """The registered effects; a test reads it."""
    return dict(_effects)


def follow(request: TransactionRequest, *, by: User, at: datetime) -> None:
    """Let follow what follows; the caller has locked the request and completed it. Raises: Refused, as the effect."""
    effect = _effects.get(request.kind)
    if effect is not None:
        effect(request, by, at)
