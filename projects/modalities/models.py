"""Modalities of communication (MoC): who speaks for a project, and whose signature counts (domain notes 3.6)."""

from datetime import date
from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import StoredFile
from common.words import Words
from partners.organisations.models import Organisation
from projects.modalities.states.cases import CASES, Case, CaseRule
from projects.modalities.states.modalities import EDITABLE, OPEN, ModalitiesMachine, ModalitiesState
from projects.papers.models.papers import ProjectPaper
from projects.projects.models import Project


class Modalities(ModalitiesMachine, ProjectPaper):
    """One version of a project's modalities: all entities as they stand once it is in force.

    A change is filed as a new version copied from the one in force; `case` says what it may change, and `about` whom.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="modalities")
    version = models.PositiveSmallIntegerField(default=1)
    case = models.CharField(_("what is filed"), max_length=10, choices=Case, default=Case.COMPLETE, editable=False)
    about = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("entity concerned"),
    )
    reason = models.TextField(_("reason of the change"), blank=True)

    class Meta:
        ordering = ["project", "-version"]
        verbose_name = _("modalities of communication")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ModalitiesState.values), name="modalities_state_known"),
            models.CheckConstraint(condition=Q(case__in=Case.values), name="modalities_case_known"),
            models.CheckConstraint(
                condition=Q(case="complete", about=None) | (~Q(case="complete") & Q(about__isnull=False)),
                name="modalities_change_is_about_somebody",
            ),
            models.UniqueConstraint(fields=["project", "version"], name="modalities_version_once"),
            models.UniqueConstraint(fields=["project"], condition=Q(state="in_force"), name="modalities_one_in_force"),
            models.UniqueConstraint(fields=["project"], condition=Q(state__in=OPEN), name="modalities_one_open"),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "in_force", "superseded"]) | Q(submitted_at__isnull=False),
                name="modalities_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "superseded"]) | Q(in_force_from__isnull=False),
                name="modalities_in_force_since_a_day",
            ),
            models.CheckConstraint(
                condition=(~Q(state="superseded") & Q(in_force_until=None))
                | Q(state="superseded", in_force_until__gte=F("in_force_from")),
                name="modalities_superseded_has_day",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"MoC {self.project} v{self.version}"

    @property
    def title(self) -> Words:
        return Words.of(_("Modalities of communication: %(project)s"), project=self.project.title)

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    def get_absolute_url(self) -> str:
        return reverse("projects:modalities-page", args=[self.project.slug, self.version])

    @property
    def rule(self) -> CaseRule:
        """What its case asks for."""
        return CASES[self.case]

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    @override
    def fixed_due_on(self) -> date | None:
        """While entities confirm one after the other, the day stays that of the first asking."""
        if self.state != ModalitiesState.CONFIRMING or self.confirming_since is None or self.rulebook is None:
            return None
        due: date = self.rulebook.due_on("moc.confirmation", self.confirming_since.date())
        return due

    def confirming_ids(self) -> set[int]:
        """The organisations whose confirmation this case needs; who has ceased to exist cannot give one."""
        able = [entity for entity in self.entities.all() if not entity.has_ceased]
        if "all" in self.rule.confirmed_by:
            return {entity.organisation_id for entity in able}
        asks_focal_point = "focal_point" in self.rule.confirmed_by
        return {
            entity.organisation_id
            for entity in able
            if entity.organisation_id == self.about_id or (asks_focal_point and entity.is_focal_point)
        }

    def unconfirmed_ids(self) -> set[int]:
        """The organisations whose confirmation is still missing."""
        given = {entity.organisation_id for entity in self.entities.all() if entity.confirmed_at is not None}
        return self.confirming_ids() - given

    @override
    def party_ids(self, role: str) -> set[int]:
        """Participants of the project, and until it is in force the entities named here: a new one confirms before it
        takes part."""
        if role == "confirming":
            return self.unconfirmed_ids()
        if role == "participant":
            named = {entity.organisation_id for entity in self.entities.all()} if self.state in OPEN else set()
            return self.project.participant_ids() | named
        return self.project.party_ids(role)


class ModalitiesEntity(models.Model):
    """An entity of the modalities: its legal identity, its authorised signatories, and its confirmation.

    `confirmed_sha256` is the hash of what was confirmed, as `hash_of` makes it. Specimen signatures are read
    by the entities themselves and by JCMA only.
    """

    modalities = models.ForeignKey(Modalities, on_delete=models.CASCADE, related_name="entities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_focal_point = models.BooleanField(_("focal point"), default=False)
    has_ceased = models.BooleanField(_("has ceased to exist and cannot sign"), default=False)
    leaves = models.BooleanField(_("leaves the project by this statement"), default=False, editable=False)
    legal_name = models.CharField(_("legal name"), max_length=300, blank=True)
    legal_status = models.CharField(_("legal status"), max_length=200, blank=True)
    address = models.TextField(_("registered address"), max_length=1000, blank=True)
    primary_name = models.CharField(_("primary signatory: name"), max_length=200, blank=True)
    primary_title = models.CharField(_("primary signatory: title"), max_length=200, blank=True)
    primary_email = models.EmailField(_("primary signatory: e-mail"), blank=True)
    primary_phone = models.CharField(_("primary signatory: telephone"), max_length=60, blank=True)
    primary_specimen = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("primary signatory: specimen signature"),
    )
    alternate_name = models.CharField(_("alternate signatory: name"), max_length=200, blank=True)
    alternate_title = models.CharField(_("alternate signatory: title"), max_length=200, blank=True)
    alternate_email = models.EmailField(_("alternate signatory: e-mail"), blank=True)
    alternate_phone = models.CharField(_("alternate signatory: telephone"), max_length=60, blank=True)
    alternate_specimen = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("alternate signatory: specimen signature"),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["modalities", "-is_focal_point", "organisation__name"]
        verbose_name = _("entity of the modalities")
        constraints = [
            models.UniqueConstraint(fields=["modalities", "organisation"], name="modalities_entity_once"),
            models.UniqueConstraint(
                fields=["modalities"], condition=Q(is_focal_point=True), name="modalities_one_focal_point"
            ),
            models.CheckConstraint(
                condition=Q(is_focal_point=False) | Q(has_ceased=False, leaves=False),
                name="modalities_focal_point_stays",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, confirmed_sha256="")
                | (Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_sha256="")),
                name="modalities_confirmation_whole",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.legal_name or str(self.organisation)

    def get_absolute_url(self) -> str:
        return f"{self.modalities.get_absolute_url()}entities/{self.pk}/"

    @property
    def title(self) -> str:
        return str(self)

    @property
    def is_editable(self) -> bool:
        """True when the modalities are a draft and their case allows this entity to be written."""
        concerned = self.modalities.about_id is None or self.modalities.about_id == self.organisation_id
        return self.modalities.is_editable and concerned and bool(self.modalities.rule.fields)

    def party_ids(self, role: str) -> set[int]:
        return self.modalities.party_ids(role)
