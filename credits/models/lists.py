"""The one public list of issuances: published history and what was issued here, as a view of the database."""

from typing import override

from django.db import models

from common.models import Origin
from partners.countries.models import PartnerCountry


class PublicIssuance(models.Model):
    """One row of the public list. Read only; `counts` tells whether its tonnes are part of the totals.

    Tonnes are as published or as issued; None is not published. `known_tco2e` are those that stand in the book.
    """

    id = models.TextField(primary_key=True)
    country = models.ForeignKey(PartnerCountry, on_delete=models.DO_NOTHING, related_name="+")
    reference = models.TextField()
    title = models.TextField()
    period_starts_on = models.DateField(null=True)
    period_ends_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    japan_issued_on = models.DateField(null=True)
    partner_issued_on = models.DateField(null=True)
    total_tco2e = models.BigIntegerField(null=True)
    japan_tco2e = models.BigIntegerField(null=True)
    partner_tco2e = models.BigIntegerField(null=True)
    known_tco2e = models.BigIntegerField()
    counts = models.BooleanField()
    origin = models.TextField()
    record_status = models.TextField()
    source_url = models.TextField()
    url = models.TextField()

    class Meta:
        managed = False
        db_table = "credits_public_issuance"
        ordering = [models.F("decided_on").desc(nulls_last=True), "-id"]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def is_imported(self) -> bool:
        return self.origin == Origin.IMPORTED

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE
