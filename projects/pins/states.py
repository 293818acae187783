"""How a project idea note goes from draft to both governments' answer, with its checks on itself."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class PinState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    WITH_COMMITTEE = "with_committee", _("With both governments")
    NO_OBJECTION = "no_objection", _("No objection")
    OBJECTED = "objected", _("Objected")
    DECIDED = "decided", _("Decided; outcome not published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TimingExemption(models.TextChoices):
    """Exemptions of criterion 2 in the source document."""

    CHANGED_CIRCUMSTANCES = "changed", _("Circumstances changed after the start, and credits became necessary (2)")
    PUBLIC_SUPPORT = "support", _("Public financial support towards a JCM application (2)")
    NO_EQUIPMENT = "no_equipment", _("No equipment is procured: forestry, agriculture or land use (3)")


EDITABLE = frozenset({PinState.DRAFT, PinState.RETURNED})
FORESTRY_SCOPE = 14
NO_EQUIPMENT_SCOPES = frozenset({FORESTRY_SCOPE, 15})


def _money(pin: Any) -> bool:
    return pin.japan_contribution is not None and pin.japan_contribution > 0 and bool(pin.japan_currency)


def _exemption(pin: Any, kind: TimingExemption) -> bool:
    return bool(pin.timing_exemption == kind)


def _viability_shown(pin: Any) -> bool:
    irr = pin.irr_without_percent is not None and pin.irr_with_percent is not None
    payback = pin.payback_without_years is not None and pin.payback_with_years is not None
    return pin.other_revenue is False or irr or payback


def _credits_make_a_difference(pin: Any) -> bool:
    irr = (pin.irr_without_percent, pin.irr_with_percent)
    payback = (pin.payback_without_years, pin.payback_with_years)
    given = [pair for pair in (irr, payback) if None not in pair]
    return not given or any(without != with_credits for without, with_credits in given)


CHECKS = (
    Check("PIN-01", _("Give the project a title."), lambda p: bool(p.title), "title"),
    Check("PIN-02", _("Say where the project is."), lambda p: bool(p.location), "location"),
    Check("PIN-03", _("Describe the technology."), lambda p: bool(p.technology), "technology"),
    Check("PIN-04", _("Choose the sectoral scope."), lambda p: p.sectoral_scope_id is not None, "sectoral_scope"),
    Check(
        "PIN-05",
        _("Name a person whom JCMA can ask."),
        lambda p: bool(p.contact_name and p.contact_email),
        "contact_name",
    ),
    Check(
        "PIN-06",
        _("Estimate the yearly emission reductions, above zero."),
        lambda p: p.estimated_annual_tco2e is not None and p.estimated_annual_tco2e > 0,
        "estimated_annual_tco2e",
    ),
    Check(
        "PIN-07",
        _("Say whether there is revenue other than credits."),
        lambda p: p.other_revenue is not None,
        "other_revenue",
    ),
    Check(
        "PIN-08",
        _("Explain why the project needs credits to be viable."),
        lambda p: bool(p.need_for_credits),
        "need_for_credits",
    ),
    Check(
        "PIN-09",
        _("There is other revenue: give IRR or payback period, both without and with credits."),
        _viability_shown,
        "irr_without_percent",
    ),
    Check(
        "PIN-10",
        _("The figures with credits equal those without: check them, or credits make no difference."),
        _credits_make_a_difference,
        "irr_with_percent",
    ),
    Check(
        "PIN-11",
        _("Tick at least one kind of excellence: technology, scale or speed."),
        lambda p: p.excels_in_technology or p.excels_in_scale or p.excels_in_speed,
        "excels_in_technology",
    ),
    Check("PIN-12", _("Explain what is excellent about the project."), lambda p: bool(p.excellence), "excellence"),
    Check(
        "PIN-13",
        _("Say what it contributes to the partner country’s NDC."),
        lambda p: bool(p.ndc_contribution),
        "ndc_contribution",
    ),
    Check(
        "PIN-14",
        _("Describe how capacity and technology spread to local industry."),
        lambda p: bool(p.spillover),
        "spillover",
    ),
    Check(
        "PIN-15",
        _("Name the local companies that take part, or say why there is none."),
        lambda p: bool(p.local_companies or p.no_local_company_reason),
        "local_companies",
    ),
    Check(
        "PIN-16",
        _("Give the start of procurement or of construction, or claim that no equipment is procured."),
        lambda p: p.earliest_start_on is not None or _exemption(p, TimingExemption.NO_EQUIPMENT),
        "procurement_starts_on",
    ),
    Check(
        "PIN-17",
        _("Explain which circumstances changed, when, and why credits became necessary."),
        lambda p: not _exemption(p, TimingExemption.CHANGED_CIRCUMSTANCES) or bool(p.timing_explanation),
        "timing_explanation",
    ),
    Check(
        "PIN-18",
        _("Name the support programme and the day on which support was decided."),
        lambda p: (
            not _exemption(p, TimingExemption.PUBLIC_SUPPORT) or bool(p.support_programme_id and p.support_decided_on)
        ),
        "support_programme",
    ),
    Check(
        "PIN-19",
        _("Only forestry, agriculture and land use procure no equipment: choose that sector, or another exemption."),
        lambda p: not _exemption(p, TimingExemption.NO_EQUIPMENT) or p.sectoral_scope_id in NO_EQUIPMENT_SCOPES,
        "timing_exemption",
    ),
    Check(
        "PIN-20",
        _("Explain the role of Japanese companies or of the Government of Japan."),
        lambda p: bool(p.japan_role),
        "japan_role",
    ),
    Check(
        "PIN-21",
        _("Give Japan’s financial contribution as an amount above zero, with its currency."),
        _money,
        "japan_contribution",
    ),
    Check(
        "PIN-22",
        _("Give the total cost, at least as high as Japan’s contribution, so that the share is known."),
        lambda p: p.japan_share_percent is not None and p.japan_share_percent <= 100,
        "total_cost",
    ),
    Check(
        "PIN-23",
        _("Say which methodology or guideline the reductions follow."),
        lambda p: bool(p.methodology_id or p.method_idea),
        "method_idea",
    ),
    Check(
        "PIN-26",
        _("Give the day on which both governments approved the forestry guideline."),
        lambda p: not p.forestry_guideline or p.forestry_guideline_on is not None,
        "forestry_guideline_on",
    ),
    Check(
        "PIN-27",
        _("Only forestry follows a forestry guideline: leave it empty, or choose that sector."),
        lambda p: not p.forestry_guideline or p.sectoral_scope_id == FORESTRY_SCOPE,
        "forestry_guideline",
    ),
)


class PinMachine(PaperRow):
    """State of a PIN and the facts that each state promises.

    While both governments answer, the Joint Committee's decision holds the step, with its own window.
    """

    HOLDERS: ClassVar[dict[str, Holder]] = {
        PinState.DRAFT: Holder("participant", _("Finish the PIN and submit it")),
        PinState.SUBMITTED: Holder("secretariat", _("Check that the PIN is complete"), "pin.completeness"),
        PinState.RETURNED: Holder("participant", _("Complete the PIN and submit it again"), "pin.return"),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {PinState.WITH_COMMITTEE: "waiting", PinState.DECIDED: "plain"}
    state = StateField(default=PinState.DRAFT, choices=PinState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    returned_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    timing_note = models.TextField(blank=True, editable=False)
    sent_to_partner_government_on = models.DateField(null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[PinState.DRAFT, PinState.RETURNED],
        target=PinState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Submit to JCMA"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        state,
        source=PinState.SUBMITTED,
        target=PinState.RETURNED,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Return for completion"),
        tells=("participant",),
    )
    def return_to_participant(self, *, at: datetime, note: str) -> None:
        self.returned_at, self.return_note = at, note

    @move(
        state,
        source=PinState.SUBMITTED,
        target=PinState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Forward to both governments"),
        tells=("participant",),
    )
    def forward(self, *, at: datetime, completeness: dict[str, bool], timing_note: str) -> None:
        self.completeness, self.timing_note = completeness, timing_note
        self.sent_to_partner_government_on = at.date()

    @move(
        state,
        source=PinState.WITH_COMMITTEE,
        target=PinState.NO_OBJECTION,
        who=permissions.system,
        label=_("No objection of both governments"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def conclude(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=PinState.WITH_COMMITTEE,
        target=PinState.OBJECTED,
        who=permissions.system,
        label=_("Objection of the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def object(self, *, at: datetime, on: date, note: str) -> None:
        self.decided_on, self.outcome_note = on, note

    @move(
        state,
        source=PinState.WITH_COMMITTEE,
        target=PinState.SUBMITTED,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        label=_("Back at the completeness check: the proposal was withdrawn"),
        by_page=False,
        tells=("participant",),
    )
    def take_back(self, *, at: datetime) -> None:
        """The secretariat withdrew the proposal; the PIN keeps its number."""

    @move(
        state,
        source=[PinState.DRAFT, PinState.RETURNED, PinState.SUBMITTED, PinState.WITH_COMMITTEE],
        target=PinState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note
