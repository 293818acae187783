"""Forms of rules and guidelines: packages, versions, the rulebook that comes with them, special measures."""

from typing import Any, cast, override

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.decisions.forms import CountryForm
from committee.rules.models.documents import RuleCategory, RulePackage
from committee.rules.services.rules import Draft
from common import numbers
from common.forms import FormArgument
from common.text import Unreadable
from common.widgets import DateField, LineField, TextField, WholeField, WholesField
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TIME_LIMITS, Rule, RuleValue

YES_NO = [("true", _("Yes")), ("false", _("No"))]


class PackageForm(CountryForm):
    """A package of rules in draft."""

    track = LineField(label=_("Track"), max_length=40, initial="JCM", help_text=_("A country can run two."))
    title = LineField(label=_("Title of the package"), max_length=200)
    note = TextField(
        label=_("Why it is proposed"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Members read it with the files."),
    )
    field_order = ("country", "track", "title", "note")


class VersionForm(forms.Form):
    """A document, or a new version of a known one."""

    stem = LineField(
        label=_("Code without the version"),
        max_length=60,
        help_text=_("JCM_[country]_[type]_[name]: F for a form, GL for a guideline, else the document’s own name."),
    )
    version = LineField(label=_("Version"), max_length=8, help_text=_("For example, 02.0"))
    title = LineField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("For a new document; a known one keeps its title and category."),
    )
    title_ja = LineField(label=_("Title in Japanese"), max_length=200, required=False)
    category = forms.TypedChoiceField(label=_("Category"), choices=RuleCategory.choices, coerce=RuleCategory)
    upload = forms.FileField(label=_("File"))
    note = LineField(label=_("What has changed"), required=False, max_length=300)

    def draft(self) -> Draft:
        """What the service takes, besides the file."""
        return Draft(**{key: value for key, value in self.cleaned_data.items() if key != "upload"})


class RulebookForm(forms.Form):
    """What the new rulebook sets; each field shows what holds today."""

    version = LineField(
        label=_("Version of the new rulebook"),
        required=False,
        max_length=20,
        help_text=_("Leave it empty when the rules that the platform applies do not change."),
    )

    def __init__(
        self, *args: FormArgument, package: RulePackage, today: Rulebook | None, **options: FormArgument
    ) -> None:
        super().__init__(*args, **options)
        self.initial["version"] = package.rulebook_version
        for key, rule in RULES.items():
            now: RuleValue = today.rule(key) if today else rule.default
            self.fields[f"rule_{key}"] = _rule_field(rule, package.rules.get(key, now))
        for key, declared in TIME_LIMITS.items():
            days = today.limit(key).days if today else declared.days
            self.fields[f"limit_{key}"] = WholeField(
                label=str(declared.label), min_value=0, initial=package.time_limits.get(key, {}).get("days", days)
            )
        self.sections = [
            (_("Rules"), [f"rule_{key}" for key in RULES]),
            (_("Time limits in days"), [f"limit_{key}" for key in TIME_LIMITS]),
        ]

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"version": self.cleaned_data["version"], "rules": self.rules(), "time_limits": self.time_limits()}

    def rules(self) -> dict[str, RuleValue]:
        """The rules by key, each of the kind of its default."""
        return {key: _typed(key, self.cleaned_data[f"rule_{key}"]) for key in RULES}

    def time_limits(self) -> dict[str, int]:
        """Days by key."""
        return {key: self.cleaned_data[f"limit_{key}"] for key in TIME_LIMITS}


def _rule_field(rule: Rule, value: RuleValue) -> forms.Field:
    label = cast("Any", rule.label)  # a field takes lazy text too
    if rule.choices:
        return forms.ChoiceField(label=label, choices=list(rule.choices.items()), initial=value)
    if isinstance(value, bool):
        return forms.ChoiceField(label=label, choices=YES_NO, initial="true" if value else "false")
    if isinstance(value, int):
        return WholeField(label=label, initial=value, min_value=0)
    if isinstance(rule.default, list):
        return WholesField(label=label, initial=value, required=False, max_length=200)
    return LineField(label=label, initial=value, required=False, max_length=200)


def _typed(key: str, given: object) -> RuleValue:
    """A rule's value in the kind of its default.

    Raises: Unreadable where a number is meant and none, or two, can be read.
    """
    default = RULES[key].default
    if isinstance(default, bool):
        return str(given).lower() == "true"
    if isinstance(default, int):
        return given if isinstance(given, int) else numbers.whole_amount(str(given))
    if isinstance(default, list):
        return given if isinstance(given, list) else numbers.wholes(str(given))
    return default if default is None and not given else str(given)


class ProposeForm(forms.Form):
    """From when it is to be valid."""

    effective_on = DateField(
        label=_("Valid from"), required=False, help_text=_("Leave it empty for the day of the decision.")
    )


class MeasureForm(CountryForm):
    """A rule that has another value for a period."""

    track = LineField(label=_("Track"), max_length=40, initial="JCM")
    title = LineField(label=_("Title of the measure"), max_length=200)
    rule_key = forms.ChoiceField(
        label=_("Rule"), choices=[(key, rule.label) for key, rule in RULES.items() if rule.by_measure]
    )
    value = LineField(
        label=_("Value in this period"),
        max_length=200,
        help_text=_("“true” or “false” for yes and no, a number, or words."),
    )
    first = DateField(label=_("First day"))
    last = DateField(label=_("Ends on"))
    reason = TextField(label=_("Reasons"), required=False, max_length=4000, widget=forms.Textarea)
    field_order = ("country", "track", "title", "rule_key", "value", "first", "last", "reason")

    @override
    def clean(self) -> dict[str, Any]:
        """The value in the kind that its rule has."""
        values = super().clean() or {}
        if "rule_key" in values and "value" in values:
            try:
                values["value"] = _typed(values["rule_key"], values["value"])
            except Unreadable as wrong:
                self.add_error("value", wrong.for_form())
        return values
