"""Crediting periods of a project, and the requests to renew them."""

from datetime import date
from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.words import Words
from projects.papers.models.requests import AfterRegistration, promises
from projects.projects.models import Project
from projects.renewals.states import RenewalMachine


class CreditingPeriodRenewal(RenewalMachine, AfterRegistration):
    """The participants ask for the next crediting period (form: JCM Renewal of Crediting Period Request).

    The updated `ProjectDesign` points here and is validated before the request goes to JCMA.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="renewals")
    ndc_considered = models.TextField(
        _("the partner country’s latest NDC: title, day and relevant targets"), blank=True
    )
    reference_update = models.TextField(_("how reference emissions were updated against that NDC"), blank=True)
    validity = models.TextField(_("why project and methodology are still eligible"), blank=True)

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("renewal of the crediting period")
        verbose_name_plural = _("renewals of crediting periods")
        constraints = [
            *promises(
                "renewal",
                "draft",
                "submitted",
                "returned",
                "with_committee",
                "in_force",
                "not_approved",
                "withdrawn",
                "closed",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=["draft", "submitted", "returned", "with_committee"]),
                name="renewal_one_open_request",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def title(self) -> Words:
        return Words.of(
            _("Renewal %(number)s of the crediting period: %(project)s"), number=self.number, project=self.project.title
        )

    @override
    def get_absolute_url(self) -> str:
        return reverse("projects:renewal-page", args=[self.pk])


class CreditingPeriod(models.Model):
    """A span of days in which reductions of a project may become credits; both days belong to it.

    The first one comes with the registration, each further one with a renewal. Imported projects have none on record.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="crediting_periods")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    renewal = models.OneToOneField(
        CreditingPeriodRenewal, null=True, editable=False, on_delete=models.PROTECT, related_name="period"
    )

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("crediting period")
        verbose_name_plural = _("crediting periods")
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="crediting_period_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="crediting_period_from_one"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="crediting_period_ends_after_start"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(renewal__isnull=False), name="further_crediting_period_has_renewal"
            ),
            ExclusionConstraint(
                name="crediting_periods_do_not_overlap",
                expressions=[
                    ("project", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.number}: {self.starts_on} – {self.ends_on}"

    @property
    def about(self) -> Project:
        """What a deed on it is about."""
        return self.project

    def covers(self, starts_on: date, ends_on: date) -> bool:
        """True when both days, and all between, belong to the period."""
        return self.starts_on <= starts_on and ends_on <= self.ends_on
