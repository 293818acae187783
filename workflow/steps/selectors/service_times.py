"""How long steps take, by step and country, against the rule; computed by the database from the steps that were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    Min,
    Q,
    QuerySet,
)
from django.db.models.functions import Cast, TruncDate

from common.models import Origin
from common.refusals import Sentence
from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import TIME_LIMITS
from partners.rulebooks.selectors import rulebooks
from partners.rulebooks.selectors.changes import shown_limit
from workflow.steps.models import WaitingStep

YEAR = timedelta(days=365)


class Percentile(Aggregate):
    """PostgreSQL's percentile_cont."""

    function = "percentile_cont"
    name = "percentile"
    template = "percentile_cont(%(fraction)s) within group (order by %(expressions)s)"
    output_field = FloatField()

    def __init__(self, expression: Any, fraction: str, **extra: Any) -> None:
        super().__init__(expression, fraction=fraction, **extra)


@dataclass(frozen=True)
class ServiceTime:
    """A step in one country (or in all): days taken, share in time, what is open and overdue now."""

    key: str
    label: Sentence
    country: PartnerCountry | None
    rule: str
    done: int
    median_days: float | None
    slowest_tenth_days: float | None
    in_time: int
    open_now: int
    overdue_now: int
    oldest_since: date | None

    @property
    def in_time_percent(self) -> int | None:
        """How many of a hundred were done by their last day."""
        return round(100 * self.in_time / self.done) if self.done else None


def table(
    today: date, *, by_country: bool, key: str = "", country: str = "", examples: bool = False
) -> Sequence[ServiceTime]:
    """Service times of the last 365 days and what is open now; two queries whatever is asked."""
    steps = WaitingStep.objects.filter(Q(done_at=None) | Q(done_at__date__gte=today - YEAR)).exclude(limit_key="")
    steps = steps if examples else steps.exclude(paper__origin=Origin.EXAMPLE)
    if key:
        steps = steps.filter(limit_key=key)
    if country:
        steps = steps.filter(country__iso2=country)
    groups = ["limit_key", "country_id"] if by_country else ["limit_key"]
    rows = _measured(steps, groups, today).order_by(*(F(name).asc(nulls_first=True) for name in groups))
    books = {book.country_id: book for book in rulebooks.current(today) if book.track == "JCM"}
    order = list(TIME_LIMITS)
    known = [row for row in rows if row["limit_key"] in TIME_LIMITS]
    known.sort(key=lambda row: order.index(row["limit_key"]))
    return [_row(row, books) for row in known]


def _measured(steps: QuerySet[WaitingStep], groups: Sequence[str], today: date) -> Any:
    taken = ExpressionWrapper(F("done_at") - F("since"), output_field=DurationField())
    days = Func(
        taken,
        F("days_paused"),
        template="(extract(epoch from %(expressions)s)",
        arg_joiner=") / 86400.0 - ",
        output_field=FloatField(),
    )
    done = Q(done_at__isnull=False)
    in_time = done & (Q(due_on=None) | Q(due_on__gte=TruncDate("done_at")))
    late = Q(done_at=None, due_on__lt=today, paused_on=None)
    return (
        steps.order_by()
        .values(*groups)
        .annotate(
            done=Count("pk", filter=done),
            median=Percentile(days, "0.5", filter=done),
            slowest=Percentile(days, "0.9", filter=done),
            in_time=Count("pk", filter=in_time),
            open_now=Count("pk", filter=Q(done_at=None)),
            overdue_now=Count("pk", filter=late),
            oldest=Min(Cast("since", DateField()), filter=Q(done_at=None)),
        )
    )


def _row(row: Mapping[str, Any], books: dict[int, Rulebook]) -> ServiceTime:
    country_id = row.get("country_id")
    book = None if country_id is None else books.get(country_id)
    limit = book.limit(row["limit_key"]) if book else TIME_LIMITS[row["limit_key"]]
    return ServiceTime(
        row["limit_key"],
        limit.label,
        book.country if book else None,
        shown_limit(limit),
        row["done"],
        row["median"],
        row["slowest"],
        row["in_time"],
        row["open_now"],
        row["overdue_now"],
        row["oldest"],
    )


def has_examples() -> bool:
    """True where examples of a demonstration stand among the steps."""
    return WaitingStep.objects.filter(paper__origin=Origin.EXAMPLE).exclude(limit_key="").exists()
