"""The form of a proposed rulebook, built from the declared rules, time limits and names of documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from committee.rules.services.proposals import Content, Heading
from common.forms import Typed
from common.refusals import Sentence
from common.text import plain
from common.widgets import DateField, LineField, TextField, WholeField, WholesField
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TERMS, TIME_LIMITS, Rule

HEADING = ("track", "version", "in_force_from", "source", "note")
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def read(field: BoundField) -> str:
    """The value of a field as people read it."""
    said = field.value()
    if isinstance(field.field, forms.ChoiceField):
        said = dict(cast("Any", field.field.choices)).get(said, said)  # every choice here is a pair
    return "" if said is None else str(said)


@dataclass(frozen=True)
class Row:
    """One rule with its controls and the default it has when nothing else is said."""

    label: Sentence
    default: object
    fields: list[BoundField]

    @property
    def has_errors(self) -> bool:
        """True where something stands in the way: such a row is open."""
        return any(field.errors for field in self.fields)

    @property
    def shown(self) -> str:
        """What it says now, in short: a row that is folded tells it."""
        return " ".join(read(field) for field in self.fields[:2] if not field.name.startswith("source:"))


class RulebookForm(forms.Form):
    """A whole rulebook, filled in from the one it is to follow."""

    track = LineField(label=_("Track"), max_length=40, help_text=_("“JCM”, or the name of another standard."))
    version = LineField(label=_("Version"), max_length=20)
    in_force_from = DateField(label=_("In force from"))
    source = LineField(
        label=_("Source"),
        required=False,
        max_length=500,
        help_text=_("The Joint Committee’s decision and its day, or the address of the published rules."),
    )
    note = TextField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea)
    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: Typed = None, *, base: Rulebook) -> None:
        super().__init__(data, initial={"track": base.track})
        for key, rule in RULES.items():
            self.fields[f"rule:{key}"] = _rule_field(rule, base.rule(key))
            self._source(key, base)
        for key in TIME_LIMITS:
            self._limit(key, base)
            self._source(key, base)
        for key, label in TERMS.items():
            own = base.terms.get(key, {})
            for language, words in (("en", _("English")), ("ja", _("Japanese"))):
                self.fields[f"term:{key}:{language}"] = LineField(
                    label=f"{label} ({words})", required=False, max_length=160, initial=own.get(language, "")
                )

    def _source(self, key: str, base: Rulebook) -> None:
        self.fields[f"source:{key}"] = LineField(
            label=_("Where the rule stands"), required=False, max_length=300, initial=base.sources.get(key, "")
        )

    def _limit(self, key: str, base: Rulebook) -> None:
        limit = base.limit(key)
        self.fields[f"days:{key}"] = WholeField(
            label=_("Number of days"), min_value=1, max_value=3650, initial=limit.days
        )
        self.fields[f"kind:{key}"] = forms.ChoiceField(
            label=_("Counted as"),
            initial=limit.kind,
            choices=[("calendar", _("calendar days")), ("working", _("working days"))],
        )
        self.fields[f"remind:{key}"] = WholeField(
            label=_("Reminder, days before"), min_value=0, max_value=365, initial=limit.remind_before
        )
        self.fields[f"escalate:{key}"] = WholeField(
            label=_("Passed on, days after"), min_value=0, max_value=365, initial=limit.escalate_after
        )

    def heading_fields(self) -> list[BoundField]:
        """Which rulebook it is."""
        return [self[name] for name in HEADING]

    def rule_rows(self) -> Iterator[Row]:
        """Each rule with its value and its source note."""
        for key, rule in RULES.items():
            yield Row(rule.label, rule.source, [self[f"rule:{key}"], self[f"source:{key}"]])

    def limit_rows(self) -> Iterator[Row]:
        """Each time limit with days, kind, reminder, passing on, and its source note."""
        names = ("days", "kind", "remind", "escalate", "source")
        for key, limit in TIME_LIMITS.items():
            yield Row(limit.label, limit.days, [self[f"{name}:{key}"] for name in names])

    def term_rows(self) -> Iterator[Row]:
        """Each document with this country's name for it; empty keeps the usual one."""
        for key, label in TERMS.items():
            yield Row(label, label, [self[f"term:{key}:en"], self[f"term:{key}:ja"]])

    def to_save(self) -> dict[str, Any]:
        """What the service takes: which rulebook it is, and what it says."""
        heading = Heading(**{name: self.cleaned_data[name] for name in HEADING})
        return {"heading": heading, "content": self._content()}

    def _content(self) -> Content:
        """What differs from the declared defaults, typed; a rule that its source note confirms is kept too."""
        sources = {key: plain(self.cleaned_data[f"source:{key}"]) for key in (*RULES, *TIME_LIMITS)}
        sources = {key: words for key, words in sources.items() if words}
        rules = {key: _typed(rule, self.cleaned_data[f"rule:{key}"]) for key, rule in RULES.items()}
        kept = {key: value for key, value in rules.items() if value != RULES[key].default or key in sources}
        return Content(kept, self._limits(), self._terms(), sources)

    def _limits(self) -> dict[str, dict[str, Any]]:
        found = {}
        for key, limit in TIME_LIMITS.items():
            said = {
                "days": self.cleaned_data[f"days:{key}"],
                "kind": self.cleaned_data[f"kind:{key}"],
                "remind_before": self.cleaned_data[f"remind:{key}"],
                "escalate_after": self.cleaned_data[f"escalate:{key}"],
            }
            own = {name: value for name, value in said.items() if value != getattr(limit, name)}
            if own:
                found[key] = own
        return found

    def _terms(self) -> dict[str, dict[str, str]]:
        found = {}
        for key in TERMS:
            said = {one: plain(self.cleaned_data[f"term:{key}:{one}"]) for one in ("en", "ja")}
            if any(said.values()):
                found[key] = {one: words for one, words in said.items() if words}
        return found


def _rule_field(rule: Rule, value: object) -> forms.Field:
    label = cast("Any", rule.label)  # a field takes lazy text too
    if rule.choices:
        return forms.ChoiceField(label=label, choices=list(rule.choices.items()), initial=value)
    if isinstance(rule.default, bool):
        return forms.ChoiceField(label=label, choices=YES_NO, initial="yes" if value else "no")
    if isinstance(rule.default, int):
        return WholeField(label=label, min_value=0, initial=value)
    if isinstance(rule.default, list):
        return WholesField(label=label, required=False, max_length=300, initial=value)
    return LineField(label=label, required=False, max_length=300, initial="" if value is None else value)


def _typed(rule: Rule, said: Any) -> Any:
    if rule.choices or (isinstance(rule.default, int) and not isinstance(rule.default, bool)):
        return said
    if isinstance(rule.default, bool):
        return said == "yes"
    return said or rule.default


class DecisionNoteForm(forms.Form):
    """Why a proposal is rejected or withdrawn."""

    note = TextField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("It stays with the proposal."),
    )
