"""The questions of a project idea note, with their checks: its form, its pages and its PDF read them."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.refusals import Check, Sentence
from workflow.drafts.questions import Section


class TimingExemption(models.TextChoices):
    """Exemptions of criterion 2 in the source document."""

    CHANGED_CIRCUMSTANCES = "changed", _("Circumstances changed after the start, and credits became necessary (2)")
    PUBLIC_SUPPORT = "support", _("Public financial support towards a JCM application (2)")
    NO_EQUIPMENT = "no_equipment", _("No equipment is procured: forestry, agriculture or land use (3)")


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


SECTIONS = (
    Section(
        "project",
        _("The project"),
        _("What the project is, where, and whom JCMA can ask."),
        (
            "title",
            "contact_name",
            "contact_email",
            "location",
            "sectoral_scope",
            "technology",
            "scale",
            "schedule",
            "operation_starts_on",
            "estimated_annual_tco2e",
        ),
        {"contact_email": _("Only JCMA and both governments see it."), "scale": _("For example, 5 MW.")},
        optional=frozenset({"scale", "schedule", "operation_starts_on"}),
    ),
    Section(
        "need",
        _("Need for credits"),
        _(
            "Criterion 1.1: credits are needed to make the project viable. No threshold of IRR or payback exists; your "
            "explanation is judged as a whole."
        ),
        (
            "other_revenue",
            "irr_without_percent",
            "irr_with_percent",
            "payback_without_years",
            "payback_with_years",
            "need_for_credits",
        ),
        {
            "other_revenue": _("If there is, give IRR or payback, both without and with credits."),
            "payback_without_years": _("Instead of the IRR, or besides it."),
            "payback_with_years": _("Instead of the IRR, or besides it."),
        },
    ),
    Section(
        "excellence",
        _("Particular excellence"),
        _(
            "Criterion 1.2: the project is excellent in at least one of three ways and serves the partner country’s "
            "NDC."
        ),
        ("excels_in_technology", "excels_in_scale", "excels_in_speed", "excellence", "ndc_contribution"),
    ),
    Section(
        "spillover",
        _("Spillover in the partner country"),
        _("Criterion 1.3: local companies take part, and local industry gains capacity and technology."),
        ("local_companies", "no_local_company_reason", "spillover"),
        {"no_local_company_reason": _("Leave it empty when local companies take part.")},
    ),
    Section(
        "timing",
        _("Procurement and construction"),
        _(
            "Criterion 2: the partner government must get this PIN before procurement or construction starts, "
            "whichever is earlier. JCMA sends it on after its check, within the time limit of the rules. If the start "
            "comes first, choose the exemption that applies."
        ),
        (
            "procurement_starts_on",
            "construction_starts_on",
            "timing_exemption",
            "timing_explanation",
            "support_programme",
            "support_decided_on",
            "forestry_guideline",
            "forestry_guideline_on",
        ),
        {
            "procurement_starts_on": _("One of the two days is enough, where the other is not known yet."),
            "construction_starts_on": _("One of the two days is enough, where the other is not known yet."),
            "timing_exemption": _("Leave it empty when the PIN comes before both starts."),
            "timing_explanation": _("For changed circumstances: what changed, when, and why credits became necessary."),
            "support_programme": _("For public financial support."),
            "support_decided_on": _("For public financial support."),
            "forestry_guideline_on": _("Where a guideline is named."),
            "forestry_guideline": _(
                "Forestry only. An activity that started before the guideline was approved may "
                "still be eligible if it meets what the guideline asks for."
            ),
        },
    ),
    Section(
        "japan",
        _("Japan’s role and contribution"),
        _(
            "Criterion 4: the role of Japanese companies or government is clear, and Japan’s financial contribution is "
            "quantified. The share of the total cost is computed."
        ),
        ("japan_role", "japan_contribution", "japan_currency", "total_cost", "finance_sources"),
        {"japan_currency": _("Three letters, for example JPY or USD.")},
        optional=frozenset({"finance_sources"}),
    ),
    Section(
        "method",
        _("Method"),
        _("Which approved methodology the reductions follow, or the idea of a new one."),
        ("methodology", "method_idea"),
        {
            "methodology": _("Leave it empty for a new methodology, and give the idea of it below."),
        },
    ),
)


COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("actors", _("Representative company, participants and contact are named")),
    ("project", _("Title, location, scope, technology and expected reductions are given")),
    ("added_value", _("The three points of added value are explained (criterion 1)")),
    ("timing", _("The dates of procurement and construction, or an exemption, are explained (criteria 2 and 3)")),
    ("japan", _("Japan’s role is clear and its contribution is quantified (criterion 4)")),
)
