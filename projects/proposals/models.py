"""Proposed methodologies and proposed revisions of approved ones (domain notes 1.2 O1 to O4, 1.5 and 4)."""

from datetime import date
from typing import override

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.models import Sourced
from common.numbers import RUNNING
from common.text import constraint, one_line
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.rulebooks.models.rulebooks import Rulebook
from partners.scopes.models import SectoralScope
from projects.methodologies.models import Methodology
from projects.proposals.states import DECIDED, EDITABLE, IN_COMMITTEE, ProposalKind, ProposalMachine, ProposalState
from workflow.drafts.models import RowsOf

PUBLISHED_STATES = ["inputs_open", "considered", "with_committee", *(state.value for state in DECIDED)]


class MethodologyProposal(ProposalMachine, Sourced):
    """A methodology form with everything that it says; the people of its proponents write it together.

    `methodology` is the public record of the proposal from its publication on, and the approved version once it is
    approved; `revises` is the version that a revision starts from.
    """

    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="methodology_proposals")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ProposalKind, default=ProposalKind.NEW)
    revises = models.ForeignKey(
        Methodology, null=True, on_delete=models.PROTECT, related_name="revisions", editable=False
    )
    reference = models.CharField(max_length=16, null=True, unique=True, editable=False)
    proponents = models.ManyToManyField(Organisation, related_name="methodology_proposals")
    title = models.CharField(_("title of the methodology"), max_length=300, blank=True, validators=[one_line])
    sectoral_scope = models.ForeignKey(
        SectoralScope,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("sectoral scope"),
    )
    revision_reason = models.TextField(_("what is revised, and why"), blank=True)
    terms = models.TextField(_("terms and definitions"), blank=True)
    summary = models.TextField(_("summary of the methodology"), blank=True)
    measures = models.TextField(_("measures that reduce GHG emissions"), blank=True)
    eligibility = models.JSONField(
        _("eligibility criteria"), default=list, blank=True, validators=[RowsOf("eligibility")]
    )
    emission_sources = models.JSONField(
        _("emission sources and GHG types"), default=list, blank=True, validators=[RowsOf("emission_sources")]
    )
    reference_establishment = models.TextField(_("establishment of reference emissions"), blank=True)
    reference_calculation = models.TextField(_("calculation of reference emissions"), blank=True)
    project_calculation = models.TextField(_("calculation of project emissions"), blank=True)
    fixed_parameters = models.JSONField(
        _("data and parameters fixed ex ante"), default=list, blank=True, validators=[RowsOf("fixed_parameters")]
    )
    monitored_parameters = models.JSONField(
        _("parameters to be monitored"), default=list, blank=True, validators=[RowsOf("monitored_parameters")]
    )
    methodology = models.OneToOneField(
        Methodology, null=True, on_delete=models.PROTECT, related_name="proposal", editable=False
    )
    decision_item = models.OneToOneField(
        DecisionItem, null=True, editable=False, on_delete=models.PROTECT, related_name="methodology_proposal"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("proposed methodology")
        constraints = [
            constraint("title", name="methodologyproposal_title_fit", empty=True),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(kind="new", revises=None) | Q(kind="revision", revises__isnull=False),
                name="proposal_revision_names_version",
            ),
            models.CheckConstraint(
                condition=Q(reference=None) | Q(reference__regex=rf"^[A-Z]{{2}}_PM(-EX)?{RUNNING}$"),
                name="proposal_number_form",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="proposal_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLISHED_STATES)
                | Q(published_at__isnull=False, reference__isnull=False, methodology__isnull=False),
                name="published_proposal_has_reference_and_record",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["considered", "with_committee"]) | Q(consideration_due_on__isnull=False),
                name="considered_proposal_has_due_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["with_committee", *(state.value for state in DECIDED)])
                | Q(decision_item__isnull=False),
                name="proposal_before_committee_has_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in DECIDED]) | Q(decided_on__isnull=False),
                name="decided_proposal_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["to_revise", "revised"]) | ~Q(required_revisions=""),
                name="proposal_to_revise_says_what",
            ),
            models.CheckConstraint(
                condition=Q(extended_at=None) | ~Q(extension_reason=""), name="extended_proposal_has_reason"
            ),
            models.UniqueConstraint(
                fields=["revises"],
                condition=~Q(state__in=["approved", "not_approved", "withdrawn"]) & Q(revises__isnull=False),
                name="proposal_one_revision_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["country", "state"], name="proposals_of_country")]

    @override
    def __str__(self) -> str:
        return f"{self.reference or ''} {self.title or _('Methodology without a title')}".strip()

    @property
    def slug(self) -> str:
        """What stands in its addresses: the reference, or `m-12` before it has one."""
        return self.reference or f"m-{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("projects:proposal-page", args=[self.slug])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_revision(self) -> bool:
        return self.kind == ProposalKind.REVISION

    @property
    @override
    def fixed_due_on(self) -> date | None:
        """The day on which the consideration is due, which an extension moves."""
        return self.consideration_due_on if self.state in IN_COMMITTEE else None

    @property
    def form_name(self) -> str:
        """The name in its form's code, as the published codes write it (domain notes 1.5)."""
        return "AMR_Req" if self.is_revision else "PM"

    @property
    @override
    def not_in_form(self) -> tuple[str, ...]:
        """Answers that its form does not ask for."""
        return () if self.is_revision else ("revision_reason",)

    def proponent_names(self) -> str:
        """Who proposes it."""
        return ", ".join(organisation.name for organisation in self.proponents.all())

    def party_ids(self, role: str) -> set[int]:
        """Its proponents; no third-party entity works on a methodology."""
        return {organisation.pk for organisation in self.proponents.all()} if role == "participant" else set()
