"""Rules and guidelines as documents with versions, the packages in which they are decided, and special measures."""

from datetime import date, timedelta
from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from committee.rules.states.rules import RuleProposalMachine, RuleState
from common.models import Sourced, StoredFile
from common.refusals import Sentence
from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rules import RULES

STEM = r"^JCM_[A-Z]{2}(_[A-Za-z0-9]+)+$"
VERSION = r"^\d{2}\.\d$"


class RuleCategory(models.TextChoices):
    """As the public sites group them (domain notes 12.2)."""

    GENERAL = "general", _("General")
    PROJECT_CYCLE = "project_cycle", _("Project cycle")
    TPE = "tpe", _("Third-party entities")
    COMMITTEE = "committee", _("Joint Committee")
    FORMS = "forms", _("Forms")


class RuleDocument(models.Model):
    """A document of the rules of a country and track, whatever its version.

    `stem` is its code without the version, by the grammar `JCM_{CC}_{type}_{name}` (domain notes 1.5).
    """

    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="rule_documents")
    track = models.CharField(max_length=40, default="JCM")
    stem = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    title_ja = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=16, choices=RuleCategory)

    class Meta:
        ordering = ["country__order", "track", "category", "stem"]
        constraints = [
            models.UniqueConstraint(fields=["country", "track", "stem"], name="rule_document_once"),
            models.CheckConstraint(condition=Q(stem__regex=STEM), name="rule_document_code"),
            models.CheckConstraint(condition=Q(category__in=RuleCategory.values), name="rule_category_known"),
        ]

    @override
    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        """The title in the reader's language, where there is one."""
        return self.title_ja if get_language() == "ja" and self.title_ja else self.title


class RulePackage(RuleProposalMachine, Sourced):
    """Documents adopted or revised together, decided as one item; a new version of the rulebook may come with them.

    `rules` and `time_limits` are what the new rulebook sets; it comes into force by the decision and never before.
    """

    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="rule_packages")
    track = models.CharField(max_length=40, default="JCM")
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    effective_on = models.DateField(null=True)
    rulebook_version = models.CharField(max_length=20, blank=True)
    rules = models.JSONField(default=dict)
    time_limits = models.JSONField(default=dict)
    decision_item = models.OneToOneField(
        DecisionItem, null=True, on_delete=models.PROTECT, related_name="rule_package", editable=False
    )

    class Meta:
        verbose_name = _("package of rules")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RuleState.values), name="rule_package_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["with_committee", "adopted", "not_adopted"]) | Q(decision_item__isnull=False),
                name="decided_package_has_decision",
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("committee:package-page", args=[self.pk])

    def party_ids(self, role: str) -> set[int]:
        """The secretariat drafts; no organisation in particular."""
        return set()

    @property
    def reference(self) -> str:
        return f"{self.country.iso2} {self.track}"


class RuleVersion(models.Model):
    """One version of a document; `valid` is set by the committee's decision, and ends when the next one begins."""

    document = models.ForeignKey(RuleDocument, on_delete=models.PROTECT, related_name="versions")
    package = models.ForeignKey(RulePackage, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=8)
    valid = DateRangeField(null=True, editable=False)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["document", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="rule_version_once"),
            models.CheckConstraint(condition=Q(version__regex=VERSION), name="rule_version_form"),
            ExclusionConstraint(
                name="rule_version_one_valid",
                expressions=[("document", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The full code, as `JCM_MN_GL_TPE_ver04.0`."""
        return f"{self.document.stem}_ver{self.version}"

    @property
    def last_day(self) -> date | None:
        """The last day on which it was valid, once it is known."""
        return self.valid.upper - timedelta(days=1) if self.valid is not None and self.valid.upper else None

    def is_valid_on(self, on: date) -> bool:
        """True when it is the version in force that day."""
        return self.valid is not None and on in self.valid


class SpecialMeasure(RuleProposalMachine, Sourced):
    """A rule has another value for a period, by decision of the committee; an extension is a measure of its own."""

    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="special_measures")
    track = models.CharField(max_length=40, default="JCM")
    title = models.CharField(max_length=200)
    reason = models.TextField()
    rule_key = models.CharField(max_length=60)
    value = models.JSONField()
    span = DateRangeField()
    extends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="extensions")
    decision_item = models.OneToOneField(
        DecisionItem, null=True, on_delete=models.PROTECT, related_name="special_measure", editable=False
    )

    class Meta:
        verbose_name = _("special measure")
        ordering = ["-span", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RuleState.values), name="special_measure_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["with_committee", "adopted", "not_adopted"]) | Q(decision_item__isnull=False),
                name="decided_measure_has_decision",
            ),
            ExclusionConstraint(
                name="one_measure_a_rule_at_a_time",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    ("track", RangeOperators.EQUAL),
                    ("rule_key", RangeOperators.EQUAL),
                    ("span", RangeOperators.OVERLAPS),
                ],
                condition=Q(state="adopted"),
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("committee:rule-desk") + "#measures"

    def party_ids(self, role: str) -> set[int]:
        """The secretariat drafts; no organisation in particular."""
        return set()

    @property
    def reference(self) -> str:
        return f"{self.country.iso2} {self.track}"

    @property
    def shown_value(self) -> object:
        """The value as a person reads it."""
        if isinstance(self.value, bool):
            return _("Yes") if self.value else _("No")
        return self.value

    @property
    def rule_label(self) -> Sentence:
        """What the rule is about."""
        return RULES[self.rule_key].label if self.rule_key in RULES else self.rule_key

    @property
    def last_day(self) -> date:
        """The last day on which it applies."""
        last: date = self.span.upper - timedelta(days=1)
        return last
