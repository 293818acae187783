"""All countries' rules side by side, and how one country's rules came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from common.refusals import Sentence
from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TERMS, TIME_LIMITS
from partners.rulebooks.selectors import rulebooks
from partners.rulebooks.selectors.changes import Change, changes, shown_limit, shown_value, source_of


@dataclass(frozen=True)
class Cell:
    """A country's rule; `is_own` when it differs from the default."""

    key: str
    shown: str
    is_own: bool
    source: str


@dataclass(frozen=True)
class Line:
    """A rulebook in force with the rules asked for, in the order of the columns."""

    rulebook: Rulebook
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Matrix:
    """The columns (key and label) and a line for each rulebook in force."""

    columns: Sequence[tuple[str, Sentence]]
    lines: Sequence[Line]


GROUPS = ("different", "rules", "limits", "terms", "all")


def labels() -> dict[str, Sentence]:
    """Every rule, time limit and name of a document by key."""
    found: dict[str, Sentence] = {key: rule.label for key, rule in RULES.items()}
    found |= {key: limit.label for key, limit in TIME_LIMITS.items()}
    return found | {f"term.{key}": label for key, label in TERMS.items()}


def cell(rulebook: Rulebook, key: str) -> Cell:
    """One rule of a rulebook in words."""
    if key in RULES:
        rule, value = RULES[key], rulebook.rule(key)
        return Cell(key, shown_value(key, value), value != rule.default, source_of(rulebook, key, rule.source))
    if key in TIME_LIMITS:
        limit, declared = rulebook.limit(key), TIME_LIMITS[key]
        is_own = shown_limit(limit) != shown_limit(declared)
        return Cell(key, shown_limit(limit), is_own, source_of(rulebook, key, limit.source))
    name = key.removeprefix("term.")
    return Cell(key, rulebook.term(name), name in rulebook.terms, source_of(rulebook, name, ""))


def matrix(on: date, *, group: str = "different", key: str = "", country: str = "") -> Matrix:
    """The rules in force on a day: of one country or all, one rule or a group.

    Args:
        group: one of `GROUPS`; "different" shows the rules in which some country differs from the default.
        key: one rule alone, where it is named.
    """
    every = labels()
    found = list(rulebooks.current(on))
    keys = [key] if key in every else [one for one in every if _in_group(one, group)]
    if group == "different" and key not in every:
        keys = [one for one in keys if any(cell(rulebook, one).is_own for rulebook in found)]
    shown = [one for one in found if not country or one.country.iso2 == country]
    lines = [Line(one, [cell(one, each) for each in keys]) for one in shown]
    return Matrix([(one, every[one]) for one in keys], lines)


def _in_group(key: str, group: str) -> bool:
    kinds = {"rules": key in RULES, "limits": key in TIME_LIMITS, "terms": key.startswith("term.")}
    return kinds.get(group, True)


@dataclass(frozen=True)
class Version:
    """A rulebook of a country with what it changed against the one before it on the same track."""

    rulebook: Rulebook
    changes: Sequence[Change]
    is_first: bool


def history(country: PartnerCountry) -> list[Version]:
    """Every rulebook of a country, the newest first, each with what it changed."""
    found = list(Rulebook.objects.filter(country=country).select_related("country").order_by("track", "in_force"))
    versions: list[Version] = []
    before: Rulebook | None = None
    for one in found:
        follows = before if before is not None and before.track.lower() == one.track.lower() else None
        versions.append(Version(one, changes(follows, one), follows is None))
        before = one
    return versions[::-1]
