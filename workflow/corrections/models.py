"""Corrections of papers that were handed in, with the parts that are open and who asked for each."""

from typing import override

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Paper, PaperRow
from common.words import Words
from partners.countries.models import PartnerCountry
from workflow.corrections.states import UNDER_WAY, CorrectionMachine, CorrectionState
from workflow.versions.models import PaperVersion


class Correction(CorrectionMachine):
    """Named parts of a paper are open again; of every paper one correction at most is under way.

    `names` are the answers that may change. `written` holds them as they are written so far, by name: the paper itself
    says what was handed in last until the correction is handed in.
    """

    corrects = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="corrections")
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="+")
    names = ArrayField(models.CharField(max_length=60))
    written = models.JSONField(default=dict, editable=False)
    before = models.ForeignKey(PaperVersion, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(PaperVersion, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opened_at", "-id"]
        verbose_name = _("correction")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CorrectionState.values), name="correction_state_known"),
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(state__in=UNDER_WAY), name="one_correction_a_paper"
            ),
            models.CheckConstraint(condition=~Q(names=[]), name="correction_opens_something"),
            models.CheckConstraint(
                condition=~Q(state="handed_in") | Q(after__isnull=False), name="handed_in_correction_has_version"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY) | Q(ended_at__isnull=False), name="ended_correction_has_time"
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("projects:correction-page", args=[self.pk])

    @property
    def corrected(self) -> PaperRow:
        """The row of the paper that is corrected, as it was handed in last."""
        return self.corrects.row

    @property
    def reference(self) -> str:
        return self.corrects.reference

    @property
    def title(self) -> Words:
        return Words.of(_("Correction: %(paper)s"), paper=self.corrects.title)

    @property
    def rulebook(self) -> object:
        """The rulebook of the paper that is corrected."""
        return getattr(self.corrected, "rulebook", None)

    @property
    def is_example(self) -> bool:
        """True for papers of the demo's examples."""
        return self.corrects.is_example

    def party_ids(self, role: str) -> set[int]:
        """The organisations that act in a role for the paper."""
        organisations: set[int] = self.corrected.party_ids(role)
        return organisations

    def open_parts(self) -> list["CorrectionPart"]:
        """The parts that nobody has closed again."""
        return [part for part in self.parts.all() if part.closed_at is None]

    def entity_of(self, part: "CorrectionPart") -> set[int]:
        """The entity at work whose finding opened a part; empty where JCMA did, or the entity is at work no longer."""
        asked_by: set[int] = part.asked_in.row.party_ids("tpe") if part.asked_in is not None else set()
        return asked_by & self.party_ids("tpe")


class CorrectionPart(models.Model):
    """A part that is open, and who asked for it: a finding, or an officer by themselves.

    Whoever opened it may close it again, once, and says why; nothing else of a row changes.
    """

    keeps_history = False  # a row says itself when it was opened and closed, and by whom

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="parts")
    section = models.CharField(max_length=60)
    asked_in = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="asked_parts")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_for = models.TextField(editable=False, default="", db_default="")

    class Meta:
        ordering = ["correction", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "section", "asked_in"],
                condition=Q(asked_in__isnull=False, closed_at=None),
                name="correction_part_open_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_for="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_for=""),
                name="closed_part_says_who_and_why",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_part_has_reason"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.correction_id} {self.section}"
