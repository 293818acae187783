"""The questions of a request for a change after registration, with their checks."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.refusals import Check, Sentence
from workflow.drafts.questions import Section


class ChangeKind(models.TextChoices):
    DEVIATION = "deviation", _("Temporary deviation from the monitoring plan or the methodology")
    DESIGN = "design", _("Permanent change of the project design")
    MONITORING_PLAN = "monitoring_plan", _("Permanent change of the monitoring plan")
    METHODOLOGY = "methodology", _("Another version of the methodology, or another methodology")
    CREDITING_START = "crediting_start", _("Change of the first day of the crediting period")
    CORRECTION = "correction", _("Correction of a registered paper")


def _deviates(change: Any) -> bool:
    return bool(change.kind == ChangeKind.DEVIATION)


def _span(change: Any) -> bool:
    return not _deviates(change) or (
        change.ends_on is not None and change.starts_on is not None and change.ends_on >= change.starts_on
    )


CHECKS = (
    Check("CHG-01", _("Choose the kind of change."), lambda c: bool(c.kind), "kind"),
    Check(
        "CHG-02", _("Describe what changes, compared with the registered PDD."), lambda c: bool(c.summary), "summary"
    ),
    Check("CHG-03", _("Give the reason for the change."), lambda c: bool(c.reason), "reason"),
    Check("CHG-04", _("Give the first day of the change."), lambda c: c.starts_on is not None, "starts_on"),
    Check("CHG-05", _("A deviation is temporary: give its last day, not before the first."), _span, "ends_on"),
    Check(
        "CHG-06",
        _("Explain how the calculation stays conservative during the deviation."),
        lambda c: not _deviates(c) or bool(c.conservativeness),
        "conservativeness",
    ),
    Check(
        "CHG-07",
        _("Explain why the methodology still applies, criterion by criterion."),
        lambda c: bool(c.applicability),
        "applicability",
    ),
    Check("CHG-08", _("Explain the effect on emission reductions."), lambda c: bool(c.effect), "effect"),
    Check(
        "CHG-09",
        _("Give the new first day of the crediting period."),
        lambda c: c.kind != ChangeKind.CREDITING_START or c.new_crediting_start is not None,
        "new_crediting_start",
    ),
    Check(
        "CHG-11",
        _("Only a change of the first day of the crediting period names a new first day: leave it empty."),
        lambda c: c.kind == ChangeKind.CREDITING_START or c.new_crediting_start is None,
        "new_crediting_start",
    ),
    Check(
        "CHG-10", _("Declare that what you submit is true and complete."), lambda c: c.declares_true, "declares_true"
    ),
)


SECTIONS = (
    Section(
        "change",
        _("What changes"),
        _("The kind of change, compared with the registered PDD, and its days."),
        ("kind", "summary", "reason", "starts_on", "ends_on"),
        {
            "ends_on": _("Only for a temporary deviation."),
            "starts_on": _("For a permanent change, the first day on which the revised PDD is to count."),
        },
    ),
    Section(
        "methodology",
        _("Methodology and reductions"),
        _("The Joint Committee first judges whether the methodology still applies."),
        ("applicability", "effect", "conservativeness", "new_crediting_start"),
        {
            "conservativeness": _(
                "For a temporary deviation: for example by leaving out the days without measurement."
            ),
            "new_crediting_start": _("Only if the first day of the crediting period changes."),
        },
    ),
    Section("declaration", _("Declaration"), _("You declare that the request is true."), ("declares_true",)),
)


COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("kind", _("The kind of change fits what is described")),
    ("days", _("The days of the change are given, and for a deviation the monitoring period is clear")),
    ("methodology", _("It is explained why the methodology still applies")),
    ("conservativeness", _("The effect on emission reductions and the conservativeness are explained")),
)
