"""Rulebooks: the rules of one country and track during a span of time."""

from datetime import date
from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rules import RULES, TERMS, TIME_LIMITS, RuleValue, TimeLimit


def _validate_rules(value: object) -> None:
    if not isinstance(value, dict) or set(value) - set(RULES):
        raise ValidationError(_("Use only the declared rules: %(keys)s."), params={"keys": ", ".join(RULES)})


def _validate_limits(value: object) -> None:
    if not isinstance(value, dict) or set(value) - set(TIME_LIMITS):
        raise ValidationError(_("Use only the declared limits: %(keys)s."), params={"keys": ", ".join(TIME_LIMITS)})


class Rulebook(models.Model):
    """The rules of one country and track during a span of time; what it does not set takes the declared default.

    `rules`, `time_limits` and `terms` (names of documents) hold only what differs from
    `partners.rulebooks.models.rules`;
    `sources` says of a key where it stands. A rulebook is only ever closed (trigger `rulebook_stays`).
    """

    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="rulebooks")
    track = models.CharField(max_length=40, default="JCM")
    version = models.CharField(max_length=20)
    in_force = DateRangeField()
    rules = models.JSONField(default=dict, blank=True, validators=[_validate_rules])
    time_limits = models.JSONField(default=dict, blank=True, validators=[_validate_limits])
    terms = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True)
    sources = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True)
    source_url = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["country__order", "track", "in_force"]
        constraints = [
            models.UniqueConstraint(fields=["country", "track", "version"], name="rulebook_version_once"),
            ExclusionConstraint(
                name="rulebook_one_in_force",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    (Func(F("track"), function="lower"), RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.country.iso2} {self.track} ver{self.version}"

    def rule(self, key: str) -> RuleValue:
        """The value of a declared rule: this rulebook's own, or the declared default."""
        declared = RULES[key]
        value: RuleValue = self.rules.get(key, declared.default)
        return value

    def term(self, key: str) -> str:
        """What this rulebook calls a document: its own name in the reader's language, or the usual one."""
        return self.own_term(key) or str(TERMS[key])

    def own_term(self, key: str) -> str:
        """This rulebook's own name of a document in the reader's language; "" where it has none."""
        own = self.terms.get(key, {})
        return str(own.get(get_language() or "en") or own.get("en") or "")

    def limit(self, key: str) -> TimeLimit:
        """The time limit of a step under this rulebook."""
        declared = TIME_LIMITS[key]
        own = self.time_limits.get(key, {})
        return TimeLimit(
            days=own.get("days", declared.days),
            kind=own.get("kind", declared.kind),
            label=declared.label,
            source=own.get("source", declared.source),
            remind_before=own.get("remind_before", declared.remind_before),
            escalate_after=own.get("escalate_after", declared.escalate_after),
            is_fixed=declared.is_fixed,
        )

    def due_on(self, key: str, start: date) -> date:
        """The day on which a step that started on `start` is due (both sides' calendars for working days)."""
        limit = self.limit(key)
        return limit.due_on(start, (self.country.iso2, "JP"))
