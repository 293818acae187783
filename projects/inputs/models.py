"""Calls for public inputs and the comments of visitors."""

from datetime import date
from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.text import constraint, no_control_signs, one_line
from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rulebooks import Rulebook
from projects.designs.models import ProjectDesign
from projects.inputs.states import CallMachine, CallState, PublicInputMachine, PublicInputState
from projects.papers.models.papers import ProjectPaper
from projects.projects.models import Project
from projects.proposals.models import MethodologyProposal
from workflow.versions.models import PaperVersion


class InputCall(CallMachine, ProjectPaper):
    """A period in which anybody may comment on a project design or on a proposed methodology.

    Both days belong to the period. `version_number` is that of what everybody reads and comments on; None of
    older calls.
    """

    design = models.OneToOneField(ProjectDesign, null=True, on_delete=models.PROTECT, related_name="input_call")
    proposal = models.OneToOneField(MethodologyProposal, null=True, on_delete=models.PROTECT, related_name="input_call")
    version_number = models.BigIntegerField(null=True, editable=False)
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["-opens_on", "-id"]
        verbose_name = _("call for public inputs")
        verbose_name_plural = _("calls for public inputs")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CallState.values), name="call_state_known"),
            models.CheckConstraint(
                condition=Q(design=None, proposal__isnull=False) | Q(design__isnull=False, proposal=None),
                name="call_has_one_subject",
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="call_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(state="open") | Q(closed_at__isnull=False), name="closed_call_has_time"),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="calls_by_close")]

    @override
    def __str__(self) -> str:
        return f"{_('Call for public inputs')}: {self.subject}"

    @cached_property
    def version(self) -> PaperVersion | None:
        """What everybody reads and comments on; None for calls older than versions that are named."""
        if self.version_number is None:
            return None
        return PaperVersion.objects.filter(paper=self.subject.paper_id, number=self.version_number).first()

    @property
    def subject(self) -> "ProjectDesign | MethodologyProposal":
        """What the comments are about."""
        found = self.design or self.proposal
        if found is None:  # the constraint call_has_one_subject
            raise ValueError("A call without a subject")
        return found

    @property
    def project(self) -> Project | None:
        """The project whose design it is about; None for a methodology."""
        return self.design.project if self.design else None

    @property
    def country(self) -> PartnerCountry:
        return self.design.project.country if self.design else self.subject.country

    @property
    @override
    def country_id(self) -> int:
        return self.subject.country_id

    @property
    @override
    def rulebook(self) -> Rulebook | None:
        return self.subject.rulebook

    @property
    def title(self) -> str:
        return self.subject.title

    @property
    def reference(self) -> str:
        return self.subject.reference or ""

    @property
    @override
    def is_example(self) -> bool:
        return self.subject.is_example

    def get_absolute_url(self) -> str:
        return reverse("projects:call-page", args=[self.pk])

    def takes_comments_on(self, day: date) -> bool:
        """True while the period runs."""
        return self.state == CallState.OPEN and self.opens_on <= day <= self.closes_on

    @override
    def party_ids(self, role: str) -> set[int]:
        return self.subject.party_ids(role)


class PublicInput(PublicInputMachine, ProjectPaper):
    """A visitor's comment. The e-mail address is never published."""

    call = models.ForeignKey(InputCall, on_delete=models.PROTECT, related_name="inputs")
    name = models.CharField(_("your name"), max_length=120, validators=[one_line])
    organisation = models.CharField(_("organisation"), max_length=200, blank=True, validators=[one_line])
    email = models.EmailField(_("e-mail address"))
    text = models.TextField(_("your comment"), max_length=10_000, validators=[no_control_signs])

    class Meta:
        ordering = ["call", "received_at"]
        verbose_name = _("public input")
        constraints = [
            constraint("name", name="publicinput_name_fit"),
            constraint("organisation", name="publicinput_organisation_fit", empty=True),
            constraint("text", name="publicinput_text_fit", line=False),
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
    def project(self) -> Project | None:
        return self.call.project

    @property
    @override
    def country_id(self) -> int:
        return self.call.country_id

    @property
    @override
    def rulebook(self) -> Rulebook | None:
        return self.call.rulebook

    @property
    def title(self) -> str:
        return self.call.title

    @property
    def reference(self) -> str:
        return self.call.reference

    def get_absolute_url(self) -> str:
        return f"{self.call.get_absolute_url()}#input-{self.pk}"

    @override
    def party_ids(self, role: str) -> set[int]:
        return self.call.party_ids(role)
