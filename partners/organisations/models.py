"""Organisations and sides."""

from typing import override

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.text import constraint, one_line
from common.words import Names
from partners.countries.models import PartnerCountry


class Side(models.TextChoices):
    JAPAN = "japan", _("Japan")
    PARTNER = "partner", _("Partner country")


class OrganisationKind(models.TextChoices):
    PARTICIPANT = "participant", _("Project participant")
    TPE = "tpe", _("Third-party entity")
    GOVERNMENT = "government", _("Government")
    JCMA = "jcma", _("JCM Implementation Agency")
    SECRETARIAT = "secretariat", _("Joint Committee secretariat")
    AUDITOR = "auditor", _("Auditor")


class Organisation(Sourced):
    """A company, public body or entity that acts in the JCM. `country` is empty for Japan's own."""

    name = models.CharField(max_length=300, db_index=True, validators=[one_line])
    name_ja = models.CharField(max_length=300, blank=True, validators=[one_line])
    kind = models.CharField(max_length=12, choices=OrganisationKind)
    side = models.CharField(max_length=8, choices=Side)
    country = models.ForeignKey(
        PartnerCountry, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    website = models.URLField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            constraint("name", name="organisation_name_fit"),
            constraint("name_ja", name="organisation_name_ja_fit", empty=True),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="organisation_side_known"),
            models.CheckConstraint(
                condition=~Q(kind="government", side="partner", country=None), name="government_has_country"
            ),
            models.UniqueConstraint(
                fields=["kind", "side", "country"],
                condition=Q(kind="government"),
                nulls_distinct=False,
                name="one_government_a_side",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name_ja if self.name_ja and get_language() == "ja" else self.name

    @property
    def names(self) -> Names:
        """Its name in each language, to be kept in a sentence."""
        return Names({"en": self.name, "ja": self.name_ja})
