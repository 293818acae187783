"""Validations and verifications by third-party entities, their findings and verified amounts."""

from datetime import date
from typing import Any, ClassVar, Self, override

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.designations.models import Designation
from common import clock
from common.machines import Holder
from common.models import StoredFile
from common.words import Words
from partners.organisations.models import Organisation
from projects.assessments.states import reports
from projects.assessments.states.assessments import (
    ENDED_BY_OTHERS,
    NOT_AT_WORK,
    OF_ENTITY,
    VALIDATION_HOLDERS,
    VERIFICATION_HOLDERS,
    AssessmentMachine,
    AssessmentState,
    FindingKind,
    FindingMachine,
    FindingState,
)
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.papers.models.papers import ProjectPaper
from projects.projects.models import Project


class AssessmentQuerySet[Row: "Assessment"](QuerySet[Row]):
    """Assessments by what their entities may do with them."""

    def counting(self, on: date | None = None) -> Self:
        """Those that count for their entities on a day (today, by the clock): at work or concluded by an opinion, under
        a designation that counts for the project's scope. An entity reads its own opinion and what it was based on as
        long as it is designated for that; what was declined, released or closed with its project gives it nothing."""
        scope = OuterRef(f"{self.model.PROJECT}__sectoral_scope")
        named = Designation.objects.filter(pk=OuterRef("designation"))
        counts = named.counting(on or clock.today(), function=self.model.FUNCTION, scope=scope)
        return self.filter(Exists(counts), state__in=OF_ENTITY)


class Assessment(AssessmentMachine, ProjectPaper):
    """What validation and verification share: the entity, its designation and its report in sections.

    `read_version` is the version of the paper that the entity said last it has read.
    """

    tpe = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    designation = models.ForeignKey(Designation, on_delete=models.PROTECT, related_name="+")
    team = models.TextField(_("team and roles"), blank=True)
    means = models.TextField(_("means of assessment"), blank=True)
    visited_on = models.DateField(_("day of the visit to the site"), null=True, blank=True)
    public_inputs_considered = models.TextField(_("how public inputs were considered"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    interviewees = models.TextField(_("interviewees"), blank=True)
    documents_reviewed = models.TextField(_("documents reviewed"), blank=True)
    topics = models.JSONField(_("topics"), default=dict)
    conclusion = models.TextField(_("conclusion"), blank=True)
    read_version = models.BigIntegerField(default=1, db_default=1, editable=False)

    TOPICS: ClassVar[tuple[reports.Topic, ...]] = ()
    FUNCTION: ClassVar[str] = ""
    PROJECT: ClassVar[str] = ""  # the path to its project

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def topics_asked(self) -> tuple[reports.Topic, ...]:
        """The topics of the report: with sustainable development where the rulebook leaves that to the entity."""
        rulebook = self.rulebook
        asked = rulebook is not None and bool(rulebook.rule("sdip.required"))
        if asked and rulebook is not None and rulebook.rule("sustainability.reviewed_by") == "tpe":
            return self.TOPICS
        return tuple(topic for topic in self.TOPICS if topic.key != reports.SUSTAINABILITY)

    @property
    def missing_topics(self) -> list[reports.Topic]:
        """The topics of the report that have no conclusion yet."""
        return reports.missing(self.topics_asked, self.topics)

    def rows_of(self, name: str) -> list[list[Any]]:
        """Answers that are rows of their own (members, findings, amounts), as a version of the report keeps them."""
        of: Any = self
        if name == "members":
            return [[one.name, one.role, one.declared_at] for one in of.members.order_by("pk")]
        if name == "findings":
            return [[one.code, one.topic, one.state] for one in of.findings.order_by("pk")]
        return [[one.year, one.quantity_tco2e] for one in of.amounts.order_by("year")]

    @override
    def tpe_ids(self) -> set[int]:
        """The entity, while it is at work or once it has given its opinion."""
        return {self.tpe_id} if self.state in OF_ENTITY else set()

    @override
    def parting(self) -> Designation | None:
        """Of an entity whose work was ended by others the designation, under which it is told of that: it reads no more
        of the assessment itself."""
        return self.designation if self.state in ENDED_BY_OTHERS else None

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    @property
    def kind_label(self) -> str:
        """What it is, in a word."""
        return str(self._meta.verbose_name)


class Validation(Assessment):
    """The validation of a project design."""

    HOLDERS: ClassVar[dict[str, Holder]] = VALIDATION_HOLDERS
    TOPICS: ClassVar[tuple[reports.Topic, ...]] = reports.VALIDATION
    FUNCTION: ClassVar[str] = "validation"
    PROJECT: ClassVar[str] = "design__project"

    design = models.ForeignKey(ProjectDesign, on_delete=models.PROTECT, related_name="validations")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("validation")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AssessmentState.values), name="validation_state_known"),
            models.UniqueConstraint(
                fields=["design"], condition=~Q(state__in=NOT_AT_WORK), name="validation_one_at_work_a_design"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["positive", "negative"]) | Q(impartiality_declared_at__isnull=False),
                name="validation_opinion_is_impartial",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["positive", "negative"]) | (Q(concluded_at__isnull=False) & ~Q(conclusion="")),
                name="validation_concluded_has_report",
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    @property
    def project(self) -> Project:
        return self.design.project

    @property
    def subject(self) -> ProjectDesign:
        """What is assessed."""
        return self.design

    @property
    def title(self) -> Words:
        return Words.of(_("Validation: %(project)s"), project=self.design.title)

    def get_absolute_url(self) -> str:
        return reverse("projects:validation-page", args=[self.pk])


class Verification(Assessment):
    """The verification of a monitoring report."""

    HOLDERS: ClassVar[dict[str, Holder]] = VERIFICATION_HOLDERS
    TOPICS: ClassVar[tuple[reports.Topic, ...]] = reports.VERIFICATION
    FUNCTION: ClassVar[str] = "verification"
    PROJECT: ClassVar[str] = "report__project"

    report = models.ForeignKey(MonitoringReport, on_delete=models.PROTECT, related_name="verifications")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("verification")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AssessmentState.values), name="verification_state_known"),
            models.UniqueConstraint(
                fields=["report"], condition=~Q(state__in=NOT_AT_WORK), name="verification_one_at_work_a_report"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["positive", "negative"]) | Q(impartiality_declared_at__isnull=False),
                name="verification_opinion_is_impartial",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["positive", "negative"]) | (Q(concluded_at__isnull=False) & ~Q(conclusion="")),
                name="verification_concluded_has_report",
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    @property
    def project(self) -> Project:
        return self.report.project

    @property
    def subject(self) -> MonitoringReport:
        """What is assessed."""
        return self.report

    @property
    def title(self) -> Words:
        return Words.of(_("Verification: %(report)s"), report=self.report.title)

    def get_absolute_url(self) -> str:
        return reverse("projects:verification-page", args=[self.pk])


class VerifiedAmount(models.Model):
    """Whole tonnes verified for one vintage year."""

    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    quantity_tco2e = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["verification", "year"]
        constraints = [models.UniqueConstraint(fields=["verification", "year"], name="verified_year_once")]

    @override
    def __str__(self) -> str:
        return f"{self.year}: {self.quantity_tco2e}"


class Finding(FindingMachine, ProjectPaper):
    """A corrective action, clarification or forward action request of a validation or a verification."""

    validation = models.ForeignKey(Validation, null=True, on_delete=models.PROTECT, related_name="findings")
    verification = models.ForeignKey(Verification, null=True, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(_("kind"), max_length=3, choices=FindingKind)
    number = models.PositiveSmallIntegerField()
    topic = models.CharField(_("topic"), max_length=200)
    carried_to = models.ForeignKey(
        Verification, null=True, on_delete=models.PROTECT, related_name="carried_findings", editable=False
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("finding")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FindingState.values), name="finding_state_known"),
            models.CheckConstraint(condition=Q(kind__in=FindingKind.values), name="finding_kind_known"),
            models.CheckConstraint(
                condition=Q(validation__isnull=True, verification__isnull=False)
                | Q(validation__isnull=False, verification__isnull=True),
                name="finding_of_one_assessment",
            ),
            models.UniqueConstraint(
                fields=["validation", "verification", "kind", "number"],
                nulls_distinct=False,
                name="finding_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False), name="closed_finding_has_time"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.code}: {self.topic}"

    @property
    def assessment(self) -> Validation | Verification:
        """The validation or verification that raised it."""
        found = self.validation or self.verification
        assert found is not None  # noqa: S101  the constraint finding_of_one_assessment says so
        return found

    @property
    def at_work(self) -> Validation | Verification:
        """The assessment that works on it now: the one that raised it, or the verification it was carried to."""
        return self.carried_to or self.assessment

    @property
    def project(self) -> Project:
        return self.assessment.project

    @property
    def code(self) -> str:
        """How people call it: `CAR 1`."""
        return f"{self.kind} {self.number}"

    @property
    def title(self) -> str:
        return f"{self.code}: {self.topic}"

    @property
    def reference(self) -> str:
        return self.assessment.reference

    def get_absolute_url(self) -> str:
        return reverse("projects:finding-page", args=[self.pk])

    @override
    def tpe_ids(self) -> set[int]:
        return self.at_work.tpe_ids()


class FindingMessage(models.Model):
    """One message of a finding's thread; the first is the finding itself."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("text"), max_length=20_000)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["finding", "at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="finding_message_has_text")]

    @override
    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"
