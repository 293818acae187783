"""What is odd in the readings of a report: each with its number, its place, and what to do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from projects.definitions.selectors import definitions
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.values import amount, said
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import DEAD
from projects.readings.models import Explanation, MonitoringPlan
from projects.readings.selectors import plans
from projects.readings.selectors.readings import Counted, bounds, counted

FACTOR = Decimal(20)  # against the plan, or earlier periods: more is no variation of weather
THOUSAND = (Decimal(300), Decimal(3000))  # so much too large or small is kWh for MWh, or kg for t
MOST_SHOWN = 200


@dataclass(frozen=True)
class Finding:
    """Something odd. `place` is a cell of the file, or the day where it begins; `is_error` cannot be explained away."""

    number: str
    symbol: str
    item: str
    place: str
    sentence: Sentence
    is_error: bool
    params: Mapping[str, str] = field(default_factory=dict)
    explanation: Explanation | None = None

    @property
    def mark(self) -> str:
        """The same finding with the same values has the same mark: an explanation of other values is none."""
        said_of_it = "|".join([self.number, self.symbol, self.item, self.place, *map(str, self.params.values())])
        return sha256(said_of_it.encode()).hexdigest()

    @property
    def text(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)

    @property
    def is_open(self) -> bool:
        return self.is_error or self.explanation is None


def of_report(report: MonitoringReport) -> Sequence[Finding]:
    """What is odd in a report, in the order of its plans and parameters; what was explained says so."""
    explained = {one.mark: one for one in report.explanations.select_related("written_by")}
    found = [one for plan in plans.of_report(report) for one in _of_plan(report, plan)]
    return [
        Finding(f.number, f.symbol, f.item, f.place, f.sentence, f.is_error, f.params, explained.get(f.mark))
        for f in found
    ]


def _of_plan(report: MonitoringReport, plan: MonitoringPlan) -> Iterator[Finding]:
    definition = definitions.read(plan.definition)
    series: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for one in counted(report, plan):
        series[one.key].append(one)
    planned, earlier = _planned(definition, plan), _earlier(report, plan)
    for parameter in definition.monitored:
        for item in _items(definition, plan, parameter):
            rows = series.get((parameter.symbol, item), [])
            yield from _in_series(report, parameter, item, rows)
            usual = earlier.get((parameter.symbol, item)) or planned.get((parameter.symbol, item))
            if rows and usual:
                yield from _unlike(parameter, item, rows, usual)


def _items(definition: Definition, plan: MonitoringPlan, parameter: Parameter) -> Sequence[str]:
    if not parameter.per:
        return [""]
    return [str(item["name"]) for item in plan.document["items"].get(parameter.per, [])]


def _in_series(report: MonitoringReport, parameter: Parameter, item: str, rows: Sequence[Counted]) -> Iterator[Finding]:
    """Duplicates, overlaps, gaps and what is odd in a reading itself; in order of time."""
    zone, named = report.project.country.zone, (parameter.symbol, item)
    upto, end = bounds(report)
    before: Counted | None = None
    for one in rows:
        place = _place(one, report)
        if before is not None and (one.row.first_at, one.row.last_at) == (before.row.first_at, before.row.last_at):
            yield Finding("RDG-21", *named, place, _("The same interval stands twice. Take one of the two out."), True)
        elif before is not None and one.row.first_at < upto:
            words = _("This interval overlaps the one before, which ends on %(upto)s. Correct one of them.")
            yield Finding("RDG-22", *named, place, words, True, {"upto": _said(upto, zone)})
        elif one.row.first_at > upto:
            yield _gap(named, upto, one.row.first_at, zone)
        yield from _of_reading(one, named, place, zone)
        yield from _of_counter(one, before, named, place)
        upto, before = max(upto, one.row.last_at), one
    if rows and upto < end:
        yield _gap(named, upto, end, zone)
    if not rows:
        yield Finding("RDG-28", *named, "", _("There is no reading yet. Give what was monitored in the period."), True)


def _of_reading(one: Counted, named: tuple[str, str], place: str, zone: tzinfo) -> Iterator[Finding]:
    """A negative amount, and a calibration that counted no longer."""
    if one.value < 0:
        words = _(
            "The amount is negative: %(value)s. Where a meter was reset or replaced, give the amount that it measured, "
            "in two rows."
        )
        yield Finding("RDG-24", *named, place, words, True, {"value": said(one.value)})
    meter = one.row.meter
    if (
        meter is not None
        and meter.calibrated_until is not None
        and _day(one.row.last_at, zone) > meter.calibrated_until
    ):
        words = _("The calibration of the meter %(meter)s counted until %(day)s only. Explain why its amounts hold.")
        params = {"meter": meter.name, "day": meter.calibrated_until.isoformat()}
        yield Finding("RDG-27", *named, place, words, False, params)


def _of_counter(one: Counted, before: Counted | None, named: tuple[str, str], place: str) -> Iterator[Finding]:
    if before is None or one.row.counter is None or before.row.counter is None or one.is_corrected:
        return
    grown = one.row.counter - before.row.counter
    if grown < 0:
        yield Finding(
            "RDG-25",
            *named,
            place,
            _(
                "The meter went back from %(before)s to %(after)s: it was reset or replaced. Explain it, and how the "
                "amount was found."
            ),
            False,
            {"before": said(before.row.counter), "after": said(one.row.counter)},
        )
    elif grown != one.row.value:
        yield Finding(
            "RDG-26",
            *named,
            place,
            _(
                "The amount is %(value)s, but the meter grew by %(grown)s. Correct one of them, or explain the "
                "difference."
            ),
            False,
            {"value": said(one.row.value), "grown": said(grown)},
        )


def _gap(named: tuple[str, str], first: datetime, last: datetime, zone: tzinfo) -> Finding:
    return Finding(
        "RDG-23",
        *named,
        _said(first, zone),
        _("Nothing stands for %(first)s to %(last)s. Give the readings, or explain why nothing counts for that time."),
        False,
        {"first": _said(first, zone), "last": _said(last, zone)},
    )


def _unlike(parameter: Parameter, item: str, rows: Sequence[Counted], usual: Decimal) -> Iterator[Finding]:
    """A rate that is twenty times the usual, or a twentieth of it, is a wrong unit until it is explained."""
    for one in rows:
        rate = _rate(parameter, one.value, one.row.first_at, one.row.last_at)
        if rate <= 0:
            continue
        factor = rate / usual if rate > usual else usual / rate
        if factor <= FACTOR:
            continue
        is_thousand = THOUSAND[0] <= factor <= THOUSAND[1]
        yield Finding(
            "RDG-29" if is_thousand else "RDG-30",
            parameter.symbol,
            item,
            one.row.place or one.row.first_at.date().isoformat(),
            _(
                "%(value)s %(unit)s is about a thousand times off what was planned or reported before. Check the unit: "
                "kWh for MWh, or kg for t?"
            )
            if is_thousand
            else _(
                "%(value)s %(unit)s is %(factor)s times off what was planned or reported before. Check the unit, or"
                " explain it."
            ),
            is_thousand,
            {"value": said(one.given), "unit": one.row.unit} | ({} if is_thousand else {"factor": f"{factor:.0f}"}),
        )


def _rate(parameter: Parameter, value: Decimal, first: datetime, last: datetime) -> Decimal:
    """An amount a day; an average is its own rate."""
    if parameter.adds == "mean":
        return value
    return value * 86_400 / round(last.timestamp() - first.timestamp())


def _planned(definition: Definition, plan: MonitoringPlan) -> Mapping[tuple[str, str], Decimal]:
    """What a day is estimated at: the plan holds amounts of a full year."""
    found = {}
    for parameter in definition.monitored:
        rows = (
            plan.document["items"].get(parameter.per, []) if parameter.per else [plan.document["values"] | {"name": ""}]
        )
        for row in rows:
            if parameter.symbol in row:
                value = amount(row[parameter.symbol], parameter.unit, parameter.symbol)
                found[parameter.symbol, str(row["name"])] = value if parameter.adds == "mean" else value / 365
    return found


def _earlier(report: MonitoringReport, plan: MonitoringPlan) -> Mapping[tuple[str, str], Decimal]:
    """What a day came to in the last period before this one that has readings."""
    before = report.project.monitoring_reports.filter(period_ends_on__lt=report.period_starts_on).exclude(
        state__in=DEAD
    )
    last = (
        before.filter(batches__plan__definition__methodology=plan.definition.methodology_id)
        .order_by("-period_ends_on")
        .first()
    )
    if last is None:
        return {}
    planned = {one.definition.methodology_id: one for one in plans.of_report(last)}
    theirs = planned.get(plan.definition.methodology_id)
    if theirs is None:
        return {}
    definition = definitions.read(theirs.definition)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    days: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for one in counted(last, theirs):
        seconds = round(one.row.last_at.timestamp() - one.row.first_at.timestamp())
        length = seconds / Decimal(86400)
        is_mean = definition.by_symbol[one.row.symbol].adds == "mean"
        sums[one.key] += one.value * length if is_mean else one.value
        days[one.key] += length
    return {key: total / days[key] for key, total in sums.items() if total > 0}


def _place(one: Counted, report: MonitoringReport) -> str:
    return one.row.place or _said(one.row.first_at, report.project.country.zone)


def _day(instant: datetime, zone: tzinfo) -> date:
    """The last day that an interval covers."""
    return (instant.astimezone(zone) - timedelta(microseconds=1)).date()


def _said(instant: datetime, zone: tzinfo) -> str:
    local = instant.astimezone(zone)
    return f"{local:%Y-%m-%d}" if not (local.hour or local.minute) else f"{local:%Y-%m-%d %H:%M}"
