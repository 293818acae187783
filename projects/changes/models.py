"""Changes after registration: temporary deviations and permanent changes."""

from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.words import Words
from projects.changes.questions import ChangeKind
from projects.changes.states import KINDS, ChangeMachine, Route
from projects.papers.models.requests import AfterRegistration, promises
from projects.papers.states import RequestState
from projects.projects.models import Project


class PostRegistrationChange(ChangeMachine, AfterRegistration):
    """The participants ask for a change of a registered project (form F_PRC_Req).

    A permanent change that alters the PDD has a revised `ProjectDesign`, which points here.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("kind of change"), max_length=20, choices=ChangeKind, blank=True)
    summary = models.TextField(_("what changes, compared with the registered PDD"), blank=True)
    reason = models.TextField(_("reason for the change"), blank=True)
    starts_on = models.DateField(_("first day of the change"), null=True, blank=True)
    ends_on = models.DateField(_("last day of the deviation"), null=True, blank=True)
    conservativeness = models.TextField(_("how the calculation stays conservative"), blank=True)
    applicability = models.TextField(_("why the methodology still applies"), blank=True)
    effect = models.TextField(_("effect on emission reductions"), blank=True)
    new_crediting_start = models.DateField(_("new first day of the crediting period"), null=True, blank=True)

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("change after registration")
        verbose_name_plural = _("changes after registration")
        constraints = [
            *promises("change", *RequestState.values),
            models.CheckConstraint(condition=Q(kind="") | Q(kind__in=ChangeKind.values), name="change_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "returned", "withdrawn", "closed"])
                | Q(ends_on=None)
                | Q(ends_on__gte=F("starts_on")),
                name="change_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_from__isnull=False), name="change_in_force_has_day"
            ),
        ]
        indexes = [models.Index(fields=["project", "state"], name="changes_of_project")]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def title(self) -> Words:
        return Words.of(
            _("Change %(number)s after registration: %(project)s"), number=self.number, project=self.project.title
        )

    @override
    def get_absolute_url(self) -> str:
        return reverse("projects:change-page", args=[self.pk])

    @property
    def is_temporary(self) -> bool:
        return self.kind in KINDS and KINDS[self.kind].is_temporary

    @property
    def route(self) -> Route:
        """Who settles it, by the rulebook."""
        return Route(str(self.rule(KINDS[self.kind].rule))) if self.kind in KINDS else Route.COMMITTEE
