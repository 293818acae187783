"""What a proposed rulebook changes, rule by rule, and for which running projects and open steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from common.refusals import Sentence
from partners.models import Rulebook, RulebookProposal, WaitingStep
from partners.models.rules import RULES, TERMS, TIME_LIMITS, UNPINNED, RuleValue, TimeLimit


@dataclass(frozen=True)
class Change:
    """One rule, limit or name before and after; `follows` when running projects follow it too."""

    key: str
    label: Sentence
    old: str
    new: str
    source: str
    follows: bool


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


def shown_value(key: str, value: RuleValue) -> str:
    """A rule's value in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None:
        return _("Not set")
    return str(RULES[key].choices.get(str(value), value))


def shown_limit(limit: TimeLimit) -> str:
    """A time limit in words."""
    kind = _("working days") if limit.kind == "working" else _("calendar days")
    return _("%(days)s %(kind)s; reminder %(before)s days before") % {
        "days": limit.days,
        "kind": kind,
        "before": limit.remind_before,
    }


def changes(old: Rulebook | None, new: Rulebook) -> list[Change]:
    """Every rule, limit and name that differs between two rulebooks; against the defaults where there is no old one."""
    before = old or Rulebook()
    found = [
        Change(
            key,
            rule.label,
            shown_value(key, before.rule(key)),
            shown_value(key, new.rule(key)),
            source_of(new, key, rule.source),
            follows=False,
        )
        for key, rule in RULES.items()
    ]
    found += [
        Change(
            key,
            limit.label,
            shown_limit(before.limit(key)),
            shown_limit(new.limit(key)),
            source_of(new, key, new.limit(key).source),
            follows=key.startswith(UNPINNED),
        )
        for key, limit in TIME_LIMITS.items()
    ]
    found += [
        Change(key, label, before.term(key), new.term(key), source_of(new, key, ""), follows=False)
        for key, label in TERMS.items()
    ]
    return [change for change in found if change.old != change.new]


def source_of(rulebook: Rulebook, key: str, default: str) -> str:
    """Where a rule of a rulebook stands: its own note, or the declared source of the default."""
    return str(rulebook.sources.get(key) or default)


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
