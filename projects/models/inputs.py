"""Calls for public inputs and the comments of visitors."""

from datetime import date
from typing import override

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.designs import ProjectDesign
from projects.models.papers import ProjectPaper
from projects.models.projects import Project
from projects.states.inputs import CallMachine, CallState, PublicInputMachine, PublicInputState


class InputCall(CallMachine, ProjectPaper):
    """A period in which anybody may comment on a project design. Both days belong to the period."""

    design = models.OneToOneField(ProjectDesign, on_delete=models.PROTECT, related_name="input_call")
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["-opens_on", "-id"]
        verbose_name = _("call for public inputs")
        verbose_name_plural = _("calls for public inputs")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CallState.values), name="call_state_known"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="call_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(state="open") | Q(closed_at__isnull=False), name="closed_call_has_time"),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="calls_by_close")]

    @override
    def __str__(self) -> str:
        return f"{_('Call for public inputs')}: {self.project}"

    @property
    def project(self) -> Project:
        return self.design.project

    @property
    def title(self) -> str:
        return self.design.title

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    def get_absolute_url(self) -> str:
        return f"/calls/{self.pk}/"

    def takes_comments_on(self, day: date) -> bool:
        """True while the period runs."""
        return self.state == CallState.OPEN and self.opens_on <= day <= self.closes_on

    @override
    def tpe_ids(self) -> set[int]:
        return self.design.tpe_ids()


class PublicInput(PublicInputMachine, ProjectPaper):
    """A visitor's comment. The e-mail address is never published."""

    call = models.ForeignKey(InputCall, on_delete=models.PROTECT, related_name="inputs")
    name = models.CharField(_("your name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    text = models.TextField(_("your comment"), max_length=10_000)

    class Meta:
        ordering = ["call", "received_at"]
        verbose_name = _("public input")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PublicInputState.values), name="public_input_state_known"),
            models.CheckConstraint(condition=~Q(text=""), name="public_input_has_text"),
            models.CheckConstraint(
                condition=~Q(state="withheld") | ~Q(withheld_because=""), name="withheld_input_has_reason"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.name} ({self.call})"

    @property
    def project(self) -> Project:
        return self.call.project

    @property
    def title(self) -> str:
        return self.call.title

    @property
    def reference(self) -> str:
        return self.call.reference

    def get_absolute_url(self) -> str:
        return f"/calls/{self.call_id}/#input-{self.pk}"

    @override
    def tpe_ids(self) -> set[int]:
        return self.call.tpe_ids()
