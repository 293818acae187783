"""Projects and their participants."""

from datetime import date
from typing import override

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock
from common.models import Sourced
from common.numbers import RUNNING, by_number
from common.text import constraint, one_line
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, Side
from partners.programmes.models import FinancingProgramme
from partners.rulebooks.models.rulebooks import Rulebook
from partners.scopes.models import SectoralScope
from projects.methodologies.models import Methodology
from projects.projects.states import ProjectMachine, ProjectState


class Project(ProjectMachine, Sourced):
    """One project: the whole to which PIN, design, requests and reports belong.

    The rulebook is pinned when the project starts; imported projects of before the platform may lack it, as they
    lack whatever is not published. `participants_as_published` keeps names that are not (yet) organisations here.
    """

    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="projects")
    track = models.CharField(max_length=40, default="JCM")
    rulebook = models.ForeignKey(Rulebook, null=True, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(max_length=300, blank=True, validators=[one_line])
    location = models.TextField(blank=True)
    sectoral_scope = models.ForeignKey(SectoralScope, null=True, on_delete=models.PROTECT, related_name="+")
    technology = models.TextField(blank=True)
    methodology = models.ForeignKey(Methodology, null=True, on_delete=models.PROTECT, related_name="projects")
    financing_programme = models.ForeignKey(FinancingProgramme, null=True, on_delete=models.PROTECT, related_name="+")
    financing_as_published = models.CharField(max_length=200, blank=True)
    participants_as_published = models.TextField(blank=True)
    estimated_annual_tco2e = models.DecimalField(max_digits=16, decimal_places=3, null=True)
    estimated_total_tco2e = models.DecimalField(max_digits=16, decimal_places=3, null=True)
    operation_started_on = models.DateField(null=True)
    registered_as_published = models.CharField(max_length=120, blank=True)
    import_key = models.CharField(max_length=300, null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("project")
        ordering = ["country__order", models.F("reference").asc(nulls_last=True), "id"]
        constraints = [
            constraint("title", name="project_title_fit", empty=True),
            models.CheckConstraint(condition=Q(state__in=ProjectState.values), name="project_state_known"),
            models.CheckConstraint(
                condition=Q(reference=None)
                | Q(origin="example", reference__regex=rf"^[A-Z]{{2}}-EX{RUNNING}$")
                | (~Q(origin="example") & Q(reference__regex=rf"^[A-Z]{{2}}{RUNNING}$")),
                name="project_number_form",
            ),
            models.CheckConstraint(
                condition=Q(origin="imported") | Q(rulebook__isnull=False), name="project_has_rulebook"
            ),
            models.CheckConstraint(
                condition=~Q(state="registered")
                | Q(origin="imported")
                | Q(reference__isnull=False, registered_on__isnull=False),
                name="registered_project_has_reference_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(origin="imported") | Q(withdrawn_on__isnull=False),
                name="withdrawn_project_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="deregistered") | Q(deregistered_on__isnull=False, reference__isnull=False),
                name="deregistered_project_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["country", "state"], name="projects_of_country"),
            models.Index(*by_number("reference"), name="projects_by_number"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference or ''} {self.title}".strip() or self.slug

    @property
    def slug(self) -> str:
        """What stands in its addresses: the reference, or `p-12` before it has one."""
        return self.reference or f"p-{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("projects:project-page", args=[self.slug])

    @property
    def ended_on(self) -> date | None:
        """The day on which it was withdrawn or de-registered; credits issued before stay valid."""
        return self.withdrawn_on or self.deregistered_on

    def participant_ids(self) -> set[int]:
        """The organisations that take part now."""
        today = clock.today()
        return {p.organisation_id for p in self.participants.all() if p.ended_on is None or p.ended_on > today}

    def party_ids(self, role: str) -> set[int]:
        """Participants, and the third-party entities whose validations and verifications of it count today."""
        if role == "participant":
            return self.participant_ids()
        return self.counting_tpe_ids() if role == "tpe" else set()

    def counting_tpe_ids(self) -> set[int]:
        """The third-party entities whose validations and verifications of it count today: they read."""
        kinds = (apps.get_model("projects", name) for name in ("Validation", "Verification"))  # they import us
        counting = [kind._default_manager.counting().filter(**{kind.PROJECT: self}) for kind in kinds]
        return {pk for rows in counting for pk in rows.values_list("tpe", flat=True)}


class ProjectParticipant(models.Model):
    """An organisation takes part in a project; one focal point (the representative company) speaks for all."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="project_participations")
    side = models.CharField(max_length=8, choices=Side)
    is_focal_point = models.BooleanField(default=False)
    since = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["project", "-is_focal_point", "side", "organisation__name"]
        verbose_name = _("project participant")
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="project_participant_side_known"),
            models.UniqueConstraint(
                fields=["project", "organisation"], condition=Q(ended_on=None), name="project_participant_once"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(ended_on=None, is_focal_point=True), name="project_one_focal_point"
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.organisation)
