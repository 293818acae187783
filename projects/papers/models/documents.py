"""Documents of a project: slots of a paper, each with versions, each version confidential and public (notes 3.7)."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import Paper, StoredFile
from partners.rulebooks.models.rulebooks import Rulebook
from projects.projects.models import Project


class Slot(models.TextChoices):
    """What a document is, in the cycle's words."""

    PIN = "pin", _("PIN annexes")
    PDD = "pdd", _("Project design document (PDD)")
    SDIP = "sdip", _("Sustainable development implementation plan (SDIP)")
    FIGURE = "figure", _("C.2 Figure of sources and monitoring points")
    MONITORING_PLAN = "monitoring_plan", _("Monitoring plan sheet")
    MOC = "moc", _("Modalities of communication (MoC)")
    VALIDATION_REPORT = "validation_report", _("Validation report")
    ALLOCATION = "allocation", _("Credit allocation form")
    MONITORING_REPORT = "monitoring_report", _("Monitoring report sheet")
    SDIR = "sdir", _("Sustainable development implementation report (SDIR)")
    VERIFICATION_REPORT = "verification_report", _("Verification report")
    EVIDENCE = "evidence", _("Evidence")
    METHODOLOGY_SPREADSHEET = "methodology_sheet", _("Methodology spreadsheet")
    DRAFT_PDD = "draft_pdd", _("Draft PDD")
    ADDITIONAL = "additional", _("Additional information")


# What a rulebook may call by a name of its own: its key among the terms.
TERM_OF: dict[str, str] = {
    Slot.PDD: "pdd",
    Slot.SDIP: "sdip",
    Slot.SDIR: "sdir",
    Slot.MOC: "moc",
    Slot.ALLOCATION: "allocation_form",
}


def slot_name(slot: str, rulebook: Rulebook | None) -> str:
    """What a slot is called under a rulebook."""
    own = rulebook.own_term(TERM_OF[slot]) if rulebook is not None and slot in TERM_OF else ""
    return own or str(Slot(slot).label)


class Document(models.Model):
    """A slot of a paper.

    `project` is None for papers that belong to no project: proposed methodologies.
    """

    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="documents")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="documents")
    slot = models.CharField(max_length=24, choices=Slot)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(slot__in=Slot.values), name="document_slot_known"),
            models.UniqueConstraint(fields=["paper", "slot"], name="document_slot_once"),
        ]

    @override
    def __str__(self) -> str:
        return self.get_slot_display()

    @property
    def name(self) -> str:
        """What the project's rulebook calls it."""
        return slot_name(self.slot, self.project.rulebook if self.project else None)

    @property
    def latest(self) -> "DocumentVersion | None":
        """The version that counts."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)


class DocumentVersion(models.Model):
    """One version: the complete file, and the one for publication (None until one is handed in).

    Where nothing is confidential both are the same file.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    complete_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    public_file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="document_version_from_one"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.document} v{self.number}"

    @property
    def about(self) -> Paper:
        """What a deed on it is about."""
        return self.document.paper

    @property
    def is_confidential(self) -> bool:
        """True when the complete file differs from the public one, or no public one is there."""
        return self.public_file_id != self.complete_file_id
