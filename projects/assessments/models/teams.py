"""The team of a validation or a verification: who does what, and each member's declaration of impartiality."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.assessments.models.assessments import Validation, Verification


class TeamRole(models.TextChoices):
    LEAD = "lead", _("Lead auditor")
    AUDITOR = "auditor", _("Auditor")
    EXPERT = "expert", _("Technical expert")
    REVIEWER = "reviewer", _("Technical reviewer")


class TeamMember(models.Model):
    """A member with role and declaration: no consultancy, no ownership, no prior involvement in the project."""

    validation = models.ForeignKey(Validation, null=True, on_delete=models.PROTECT, related_name="members")
    verification = models.ForeignKey(Verification, null=True, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=10, choices=TeamRole)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    no_consultancy = models.BooleanField(default=False)
    no_ownership = models.BooleanField(default=False)
    no_involvement = models.BooleanField(default=False)
    declared_at = models.DateTimeField(null=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=TeamRole.values), name="team_role_known"),
            models.CheckConstraint(
                condition=Q(validation__isnull=True, verification__isnull=False)
                | Q(validation__isnull=False, verification__isnull=True),
                name="team_member_of_one_assessment",
            ),
            models.CheckConstraint(
                condition=Q(declared_at=None, declared_by=None)
                | Q(
                    no_consultancy=True,
                    no_ownership=True,
                    no_involvement=True,
                    declared_at__isnull=False,
                    declared_by__isnull=False,
                ),
                name="declaration_is_whole",
            ),
            models.UniqueConstraint(
                fields=["validation", "verification"],
                condition=Q(role="lead"),
                nulls_distinct=False,
                name="one_lead_a_team",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    def get_absolute_url(self) -> str:
        return self.assessment.get_absolute_url()

    @property
    def title(self) -> str:
        return str(self)

    @property
    def assessment(self) -> Validation | Verification:
        """The validation or verification it works on."""
        found = self.validation or self.verification
        assert found is not None  # noqa: S101  the constraint team_member_of_one_assessment says so
        return found
