"""What a proposed rulebook changes, rule by rule, and for which running projects and open steps."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.refusals import Sentence
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TERMS, TIME_LIMITS, RuleValue, TimeLimit


@dataclass(frozen=True)
class Change:
    """One rule, limit or name before and after; `follows` when running projects follow it too."""

    key: str
    label: Sentence
    old: str
    new: str
    source: str
    follows: bool


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
            follows=not limit.is_pinned,
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
