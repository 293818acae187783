"""What a proposed rulebook would do: its changes, the running projects and the open steps concerned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from committee.rules.models.proposals import RulebookProposal
from common.refusals import Sentence
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TERMS, TIME_LIMITS
from partners.rulebooks.selectors.changes import Change, changes
from workflow.steps.models import WaitingStep


@dataclass(frozen=True)
class Running:
    """A running project as its own app tells of it."""

    name: str
    url: str
    state: Sentence
    since: date | None


type Provider = Callable[[Rulebook], QuerySet[Any]]


_projects_under: list[tuple[Provider, Callable[[Any], Running]]] = []


def tell_running(provider: Provider, shown: Callable[[Any], Running]) -> None:
    """Register who knows the running projects under a rulebook; this app knows none."""
    _projects_under[:] = [(provider, shown)]


@dataclass(frozen=True)
class Preview:
    """What putting a proposal in force would do."""

    replaced: Rulebook | None
    changes: Sequence[Change]
    same: int
    running: Sequence[Running]
    running_count: int
    steps: Sequence[dict[str, Any]]

    @property
    def follows(self) -> bool:
        """True when some changed limit holds for running projects too."""
        return any(change.follows for change in self.changes)


def preview(proposal: RulebookProposal, *, most: int = 50) -> Preview:
    """The changes, the running projects (they keep the rulebook of their start), the open steps concerned."""
    found = Rulebook.objects.filter(country=proposal.country_id, track__iexact=proposal.track)
    replaced = found.filter(in_force__contains=proposal.in_force_from).select_related("country").first()
    changed = changes(replaced, proposal.as_rulebook())
    running: list[Running] = []
    count = 0
    if replaced is not None:
        for provider, shown in _projects_under:
            rows = provider(replaced)
            count += rows.count()
            running += [shown(row) for row in rows[:most]]
    return Preview(
        replaced,
        changed,
        len(RULES) + len(TIME_LIMITS) + len(TERMS) - len(changed),
        running,
        count,
        _open_steps(replaced, [change.key for change in changed]),
    )


def _open_steps(replaced: Rulebook | None, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Open steps under the replaced rulebook whose limit changes, counted: they keep the last day they have."""
    if replaced is None:
        return []
    found = WaitingStep.objects.filter(rulebook=replaced, done_at=None, limit_key__in=keys).order_by("limit_key")
    counted = found.values("limit_key").annotate(count=Count("pk"))
    return [{"label": TIME_LIMITS[row["limit_key"]].label, "count": row["count"]} for row in counted]
