"""Issuances as published before this platform, every cell of them."""

from typing import override

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from credits.models.issuances import Issuance
from partners.countries.models import PartnerCountry
from projects.projects.models import Project
from registry.models import BookTransaction


class PublishedIssuance(Sourced):
    """One row of what is published: an issuance, or a total over several projects.

    Amounts are whole tonnes, or None where no exact number is published; the published words of each cell stand in
    `imported_values`. A row that another row includes names its key in `contained_in` and counts nowhere.
    `posted_tco2e` is what stands in the book for it, by `transaction`, the latest posting.
    """

    import_key = models.CharField(max_length=60, unique=True, editable=False)
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="published_issuances")
    projects = models.ManyToManyField(Project, blank=True, related_name="published_issuances")
    project_refs = models.CharField(max_length=300, blank=True)
    scope = models.CharField(max_length=120, blank=True)
    monitoring_starts_on = models.DateField(null=True)
    monitoring_ends_on = models.DateField(null=True)
    total_tco2e = models.PositiveBigIntegerField(null=True)
    japan_tco2e = models.PositiveBigIntegerField(null=True)
    government_of_japan_tco2e = models.PositiveBigIntegerField(null=True)
    japanese_participants_tco2e = models.PositiveBigIntegerField(null=True)
    partner_tco2e = models.PositiveBigIntegerField(null=True)
    partner_government_tco2e = models.PositiveBigIntegerField(null=True)
    partner_participants_tco2e = models.PositiveBigIntegerField(null=True)
    decided_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    announced_on = models.DateField(null=True)
    serial = models.CharField(max_length=60, blank=True)
    is_article6 = models.BooleanField(default=False)
    contained_in = models.CharField(max_length=60, blank=True, editable=False)
    same_as = models.ForeignKey(Issuance, null=True, on_delete=models.PROTECT, related_name="published", editable=False)
    number = models.PositiveSmallIntegerField(default=0, editable=False)
    posted_tco2e = models.PositiveBigIntegerField(default=0, editable=False)
    posted_japan_tco2e = models.PositiveBigIntegerField(default=0, editable=False)
    posted_partner_tco2e = models.PositiveBigIntegerField(default=0, editable=False)
    transaction = models.ForeignKey(
        BookTransaction, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["country__order", "import_key"]
        verbose_name = _("published issuance")
        constraints = [
            models.CheckConstraint(
                condition=Q(contained_in="") | Q(posted_tco2e=0), name="contained_issuance_not_posted_again"
            ),
            models.CheckConstraint(
                condition=Q(posted_tco2e=0) | Q(transaction__isnull=False), name="posted_record_has_transaction"
            ),
        ]
        indexes = [models.Index(fields=["country"], name="published_of_country")]

    @override
    def __str__(self) -> str:
        return f"{self.import_key} {self.project_refs}".strip()

    def get_absolute_url(self) -> str:
        return reverse("credits:published-page", args=[self.import_key])

    @property
    def posted_unknown_tco2e(self) -> int:
        """Issued tonnes of which the side is not published."""
        return self.posted_tco2e - self.posted_japan_tco2e - self.posted_partner_tco2e

    def as_published(self, cell: str) -> str:
        """The words of a cell as they are published."""
        return str(self.imported_values.get(cell, ""))
