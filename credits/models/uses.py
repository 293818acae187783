"""Retirements and cancellations: the final use of units, and the certificate of each."""

from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.text import constraint, no_control_signs, one_line
from credits.models.purposes import Act, Purpose
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from registry.models import BookTransaction, Lot, TransactionRequest


class FinalUse(models.Model):
    """A retirement or cancellation that was asked for: who benefits and what for.

    The registry's transaction request carries it; what happens to it (approved, refused, completed) stands there.
    """

    request = models.OneToOneField(TransactionRequest, on_delete=models.PROTECT, related_name="final_use")
    act = models.CharField(max_length=12, choices=Act)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    beneficiary = models.CharField(_("beneficiary"), max_length=300, validators=[one_line])
    statement = models.TextField(_("statement"), max_length=1000, blank=True, validators=[no_control_signs])
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    registry = models.CharField(max_length=2)
    is_example = models.BooleanField(default=False, editable=False)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("final use")
        constraints = [
            constraint("beneficiary", name="finaluse_beneficiary_fit"),
            constraint("statement", name="finaluse_statement_fit", line=False, empty=True),
            models.CheckConstraint(condition=Q(act__in=Act.values), name="final_use_act_known"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="final_use_purpose_known"),
            models.CheckConstraint(condition=~Q(beneficiary=""), name="final_use_has_beneficiary"),
            models.CheckConstraint(
                condition=Q(act="retirement", purpose__in=["gx_ets", "shk", "ndc"])
                | Q(act="cancellation", purpose__in=["voluntary", "overall_mitigation", "oimp", "other"]),
                name="final_use_act_fits_purpose",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.beneficiary}"

    @property
    def about(self) -> TransactionRequest:
        """What a deed on it is about."""
        return self.request


class RetirementCertificate(models.Model):
    """The public, permanent record of a completed retirement or cancellation. It never changes.

    `record` is what it certifies; `sha256` is the hash of its canonical JSON (RFC 8785).
    """

    use = models.OneToOneField(FinalUse, on_delete=models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=20, unique=True)
    transaction = models.OneToOneField(BookTransaction, on_delete=models.PROTECT, related_name="certificate")
    issued_at = models.DateTimeField()
    quantity_tco2e = models.PositiveBigIntegerField()
    record = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-issued_at", "-id"]
        verbose_name = _("certificate")
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="certificate_has_sha256"),
            models.CheckConstraint(condition=Q(quantity_tco2e__gt=0), name="certificate_has_tonnes"),
        ]
        indexes = [models.Index(fields=["-issued_at"], name="certificates_newest_first")]

    @override
    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("credits:certificate-page", args=[self.number])

    @property
    def about(self) -> TransactionRequest:
        """What a deed on it is about."""
        return self.use.request

    @property
    def is_example(self) -> bool:
        return self.use.is_example

    @property
    def is_imported(self) -> bool:
        """Certificates are made here, never imported."""
        return False


class CertificateRange(models.Model):
    """Units that a certificate names: a range of one lot."""

    certificate = models.ForeignKey(RetirementCertificate, on_delete=models.PROTECT, related_name="ranges")
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    first_unit = models.PositiveBigIntegerField()
    last_unit = models.PositiveBigIntegerField()
    serial = models.CharField(max_length=60)
    project_reference = models.CharField(max_length=40)
    vintage = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["certificate", "lot", "first_unit"]
        constraints = [
            models.CheckConstraint(condition=Q(last_unit__gte=F("first_unit")), name="certificate_range_has_units")
        ]

    @override
    def __str__(self) -> str:
        return self.serial

    @property
    def quantity_tco2e(self) -> int:
        return self.last_unit - self.first_unit + 1
