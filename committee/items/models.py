"""The committee's desk: meetings and their agenda, files shared with members, who opened them, and the discussion."""

from typing import override

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionItem
from common.models import StoredFile
from partners.organisations.models import Side
from partners.people.models.people import User


class FileKind(models.TextChoices):
    PAPER = "paper", _("Paper to be decided on")
    INVITATION = "invitation", _("Invitation")
    REPORT = "report", _("Meeting report")
    ANNEX = "annex", _("Annex")


class SharedFile(models.Model):
    """A file before the committee, in versions. Members, secretariat and auditors only, unless it is for the public:
    then everybody may have its last version once the decision is taken."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="shared_files")
    item = models.ForeignKey(DecisionItem, null=True, on_delete=models.PROTECT, related_name="shared_files")
    kind = models.CharField(max_length=10, choices=FileKind)
    annex_number = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["decision", "kind", "annex_number", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="shared_file_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind="annex") & Q(annex_number__regex=r"^\d+(\.\d+)*$"))
                | (~Q(kind="annex") & Q(annex_number="")),
                name="annex_has_number",
            ),
            models.UniqueConstraint(
                fields=["decision", "annex_number"], condition=~Q(annex_number=""), name="annex_number_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.annex_number} {self.title}".strip()


class SharedFileVersion(models.Model):
    """One version of a shared file; a new one is a new row, the highest number counts."""

    shared = models.ForeignKey(SharedFile, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["shared", "-number"]
        constraints = [models.UniqueConstraint(fields=["shared", "number"], name="shared_version_once")]

    @override
    def __str__(self) -> str:
        return f"{self.shared} v{self.number}"


class FileOpening(models.Model):
    """A person opened a version; written when the file leaves, never changed."""

    version = models.ForeignKey(SharedFileVersion, on_delete=models.PROTECT, related_name="openings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["version", "-at"], name="openings_of_version")]

    @override
    def __str__(self) -> str:
        return f"{self.user}: {self.version}"

    @property
    def about(self) -> Decision:
        """What a deed on it is about."""
        return self.version.shared.decision


class Audience(models.TextChoices):
    ALL = "all", _("Members of both sides and the secretariat")
    MEMBERS = "members", _("Members of both sides only")
    SIDE = "side", _("Members of my side only")


class Remark(models.Model):
    """A contribution to the discussion of an item; an answer names the remark it answers."""

    item = models.ForeignKey(DecisionItem, on_delete=models.PROTECT, related_name="remarks")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side, blank=True)
    audience = models.CharField(max_length=8, choices=Audience)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="remark_audience_known"),
            models.CheckConstraint(condition=~Q(audience="side") | ~Q(side=""), name="remark_of_side_has_side"),
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.by}: {self.text[:60]}"
