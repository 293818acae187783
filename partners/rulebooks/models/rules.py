"""What a rulebook may set: rules, time limits and names of documents, each with default and source.

Those of people stand here; each procedure declares its own, and they come together at start-up (`declare`).

Day limits of the revised procedures were not found; the defaults are those of the original cycle
(domain notes 1.2) or our own, and say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from partners.countries.calendars import DayKind, due_on

type RuleValue = bool | int | str | list[int] | None


@dataclass(frozen=True)
class Rule:
    """A rule that differs by country: its meaning, default and where the default comes from.

    `choices` are the values that the platform knows what to do with; empty where any value of the default's type is.
    `by_measure`: what it governs is judged on its day by `selectors.rules.value_on`, so that a special measure counts.
    """

    label: Sentence
    default: RuleValue
    source: str
    choices: Mapping[str, Sentence] = field(default_factory=dict)
    by_measure: bool = False

    def takes(self, value: object) -> bool:
        """True for a value of the default's kind that the platform knows what to do with."""
        return type(value) is type(self.default) and (not self.choices or value in self.choices)


@dataclass(frozen=True)
class TimeLimit:
    """Days that a step may take, when its holder is reminded, and when an overdue one goes on to others.

    `remind_before`: days before the last one on which a reminder goes out; 0 for none. `escalate_after`: days after it.
    `is_fixed`: the paper itself bears the day (a window for objections), so that nobody extends the step alone.
    `is_pinned`: the project's rulebook counts; else the one in force on the day on which the step begins.
    """

    days: int
    kind: str
    label: Sentence
    source: str
    remind_before: int = 3
    escalate_after: int = 7
    is_fixed: bool = False
    is_pinned: bool = True

    def due_on(self, start: date, countries: tuple[str, ...]) -> date:
        """The last day, counted from the day after `start`."""
        return due_on(start, self.days, DayKind(self.kind), countries)


RULES: dict[str, Rule] = {
    "article6.aligned": Rule(_("Rules are aligned with Article 6"), False, "source document, revised rules item 5"),
}

# What the rulebook calls its documents: a country's own name stands in `Rulebook.terms` as {"en": ..., "ja": ...}.
TERMS: dict[str, Sentence] = {}
TIME_LIMITS: dict[str, TimeLimit] = {
    "people.confirmation": TimeLimit(
        3, "working", _("A second officer judges a change about a person"), "our default", is_pinned=False
    ),
    "people.likeness": TimeLimit(
        14, "calendar", _("An auditor says whether two accounts are one person’s"), "our default", is_pinned=False
    ),
    "address.waiting": TimeLimit(
        4,
        "working",
        _("A new e-mail address of somebody with a role begins to count"),
        "as the trusted list of accounts; ours",
        remind_before=0,
        is_fixed=True,
        is_pinned=False,
    ),
}


def declare(
    rules: Mapping[str, Rule] | None = None,
    limits: Mapping[str, TimeLimit] | None = None,
    terms: Mapping[str, Sentence] | None = None,
) -> None:
    """Let a rulebook set these too; called at start-up, in the order in which the pages show them."""
    RULES.update(rules or {})
    TIME_LIMITS.update(limits or {})
    TERMS.update(terms or {})
