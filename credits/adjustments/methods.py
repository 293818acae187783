"""Which method goes with which target, and which combinations are refused, as data."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from credits.adjustments.facts import GHG, Event, Method, Target, TargetKind


@dataclass(frozen=True)
class NotTogether:
    """A target and a method that do not go together, with the number of the refusal and why."""

    number: str
    kind: TargetKind
    method: Method
    why: Sentence
    source: str


REFUSED: tuple[NotTogether, ...] = (
    NotTogether(
        "ADJ-02",
        TargetKind.SINGLE_YEAR,
        Method.MULTI_YEAR,
        _(
            "A single-year target takes an indicative trajectory or averaging. Adjusting every year by a budget is for "
            "multi-year targets."
        ),
        "2/CMA.3 annex, paragraph 7(a)",
    ),
    NotTogether(
        "ADJ-03",
        TargetKind.MULTI_YEAR,
        Method.AVERAGING,
        _("Averaging is for single-year targets. A multi-year target adjusts every year, and cumulatively at the end."),
        "2/CMA.3 annex, paragraph 7(b)",
    ),
    NotTogether(
        "ADJ-04",
        TargetKind.MULTI_YEAR,
        Method.TRAJECTORY,
        _("An indicative trajectory is for single-year targets. A multi-year target has its own trajectory or budget."),
        "2/CMA.3 annex, paragraph 7(b)",
    ),
)


def judge(kind: TargetKind, method: Method) -> None:
    """Raises: Refused ADJ-02 to ADJ-04 where a target of this kind does not take the method."""
    for each in REFUSED:
        if (each.kind, each.method) == (kind, method):
            raise Refused(each.number, each.why, field="method")


def judge_method(target: Target, method: Method) -> None:
    """Raises: Refused ADJ-02 to ADJ-04, ADJ-05 where the NDC names another method for its whole period."""
    judge(target.kind, method)
    if target.method != method:
        raise Refused(
            "ADJ-05",
            _("One method counts for the whole period of an NDC. Version %(version)s of this one names: %(method)s."),
            field="method",
            params={"version": target.version, "method": target.method.value},
        )


def judge_metric(events: list[Event]) -> tuple[list[Event], list[Event]]:
    """Events in tonnes of CO2 equivalent, and those of other metrics, never summed with them (paragraph 9)."""
    return [e for e in events if e.metric == GHG], [e for e in events if e.metric != GHG]
