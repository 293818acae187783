"""Readings of a report: taken from a file or by hand, taken out again, explained, corrected by the verifying entity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

import rfc8785
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.refusals import Refused
from common.text import plain, shows
from partners.people.models.people import User
from projects.assessments import checks as assessments
from projects.assessments.models.assessments import Verification
from projects.definitions.selectors import definitions
from projects.designs.services.designs import YearAmounts
from projects.methodologies.calculation import units
from projects.methodologies.calculation.answers import to_document
from projects.methodologies.calculation.calculations import Calculation
from projects.monitoring.models import MonitoringReport
from projects.monitoring.services import reported
from projects.readings import checks
from projects.readings.models import Batch, Explanation, MonitoringPlan, Reading, ReadingCorrection, ReportCalculation
from projects.readings.selectors import calculations, findings, plans
from projects.readings.selectors.readings import batches_of, bounds
from workflow.drafts.selectors import put_rows, save_rows
from workflow.papers import checks as drafts

PLACES = Decimal("0.001")
MOST_READINGS = 200_000


@dataclass(frozen=True)
class Given:
    """A reading as a file or a form gives it."""

    symbol: str
    item: str
    first_at: datetime
    last_at: datetime
    value: Decimal
    unit: str
    option: str = ""
    counter: Decimal | None = None
    place: str = ""


def _locked(report_id: int) -> MonitoringReport:
    found = MonitoringReport.objects.select_for_update(of=("self",))
    return found.select_related("project__country", "project__rulebook").get(pk=report_id)


@transaction.atomic
def take(
    *, report_id: int, plan_id: int, rows: Sequence[Given], name: str, digest: str = "", by: User, at: datetime
) -> Batch:
    """Take readings into a report, all or none.

    Args:
        name: of the file, or what was entered. `digest`: SHA-256 of the file, empty for what was entered by hand.
    Raises: Refused DRF-01 (403), RDG-40, RDG-41 (409), RDG-48 (409, the same file again), RDG-49 (too many), RDG-17 (a
    reading outside of the period).
    """
    report = _locked(report_id)
    checks.takes_readings(report, by)
    plan = next((one for one in plans.of_report(report) if one.pk == plan_id), None)
    if plan is None:
        raise Refused("RDG-41", _("The PDD of this project has no monitoring plan to read against."), status=409)
    standing = batches_of(report).filter(plan=plan)
    if digest and standing.filter(sha256=digest).exists():
        raise Refused(
            "RDG-48", _("This very file was taken in already. Take it out first, or choose another."), status=409
        )
    if not rows or len(rows) + sum(standing.values_list("rows", flat=True)) > MOST_READINGS:
        raise Refused(
            "RDG-49", _("A report takes between one and %(most)s readings."), params={"most": f"{MOST_READINGS:,}"}
        )
    begin, end = bounds(report)
    for one in rows:
        if not begin <= one.first_at < one.last_at <= end:
            raise Refused(
                "RDG-17",
                _("%(place)s: the interval does not lie within the monitoring period, or ends before it begins."),
                params={"place": one.place or one.symbol},
            )
    batch = Batch.objects.create(
        report=report, plan=plan, name=name, sha256=digest, rows=len(rows), taken_by=by, taken_at=at
    )
    Reading.objects.bulk_create((_row(batch, one, at) for one in rows), batch_size=2000)
    after = {"rows": len(rows), "sha256": digest}
    events.record("projects.batch.take", subject=batch, by=by, at=at, after=after)
    _recalculate(report, at)
    return batch


def _row(batch: Batch, one: Given, at: datetime) -> Reading:
    return Reading(
        batch=batch,
        symbol=one.symbol,
        item=one.item,
        first_at=one.first_at,
        last_at=one.last_at,
        value=one.value,
        unit=one.unit,
        option=one.option,
        counter=one.counter,
        place=one.place,
        came_at=at,
    )


@transaction.atomic
def remove(*, batch_id: int, by: User, at: datetime) -> Batch:
    """Take readings out again; they stay on record and no longer count. Raises Refused DRF-01, RDG-40, RDG-50 (409)."""
    batch = Batch.objects.select_related("report").get(pk=batch_id)
    report = _locked(batch.report_id)
    checks.takes_readings(report, by)
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.removed_at is not None:
        raise Refused("RDG-50", _("These readings were taken out already."), status=409)
    batch.removed_at = at
    batch.save(update_fields=["removed_at"])
    events.record("projects.batch.remove", subject=batch, by=by, at=at, after={"rows": batch.rows})
    _recalculate(report, at)
    return batch


@transaction.atomic
def explain(*, report_id: int, mark: str, text: str, by: User, at: datetime) -> Explanation:
    """Say why something that looks odd is right.

    Raises: Refused DRF-01, RDG-40, RDG-51 (409, no such finding, or an error to be corrected), RDG-52 (no words).
    """
    report = _locked(report_id)
    checks.takes_readings(report, by)
    found = next((one for one in findings.of_report(report) if one.mark == mark), None)
    if found is None or found.is_error or found.explanation is not None:
        raise Refused(
            "RDG-51", _("This cannot be explained: it must be corrected, or is not there any more."), status=409
        )
    if not shows(text):
        raise Refused("RDG-52", _("Write down why the reading is right."), field="text")
    explanation = Explanation.objects.create(
        report=report, mark=mark, number=found.number, text=plain(text), written_by=by, written_at=at
    )
    after = {"number": found.number, "symbol": found.symbol, "place": found.place}
    events.record("projects.explanation.write", subject=explanation, by=by, at=at, after=after)
    return explanation


@transaction.atomic
def correct(
    *, verification_id: int, reading_id: int, value: Decimal, reason: str, by: User, at: datetime
) -> ReadingCorrection:
    """The entity puts another amount beside a reading, with its reason; the report is calculated anew.

    Raises: Refused TPE-11 (403), TPE-12 (409, not at work), RDG-53 (no reading of this report), RDG-52 (no reason).
    """
    rows = Verification.objects.select_for_update(of=("self",))
    verification = rows.select_related("report__project__country", "tpe", "designation").get(pk=verification_id)
    assessments.at_work(verification, by)
    report = _locked(verification.report_id)
    reading = calculations.reading_of(report, reading_id)
    if reading is None:
        raise Refused("RDG-53", _("This reading does not count for the report that you verify."), status=409)
    if not shows(reason):
        raise Refused("RDG-52", _("Write down why the reading is corrected."), field="reason")
    correction = ReadingCorrection.objects.create(
        reading=reading, verification=verification, value=value, reason=plain(reason), made_by=by, made_at=at
    )
    before, after = {"value": f"{reading.value:f}"}, {"value": f"{value:f}", "reading": reading.pk}
    events.record("projects.readingcorrection.make", subject=correction, by=by, at=at, before=before, after=after)
    for plan in plans.of_report(report):  # what was reported stays; what is verified follows from this
        _kept(report, plan, *calculations.with_document(report, plan), at)
    return correction


@transaction.atomic
def calculate(*, report_id: int, by: User, at: datetime) -> Sequence[ReportCalculation]:
    """Calculate a report as it is handed in. Raises: Refused DRF-03 (403), MTH numbers while something is missing."""
    report = _locked(report_id)
    drafts.participant(report, by)
    made = [_kept(report, plan, *calculations.with_document(report, plan), at) for plan in plans.of_report(report)]
    after = {"tonnes": [one.tonnes_tco2e for one in made]}
    events.record("projects.monitoringreport.calculate", subject=report, by=by, at=at, after=after)
    return made


def _recalculate(report: MonitoringReport, at: datetime) -> None:
    """A step of each change: what the report comes to now; nothing while something is still missing."""
    try:
        found = [(plan, *calculations.with_document(report, plan)) for plan in plans.of_report(report)]
    except Refused:
        _put_years(report, [])
        return
    for plan, calculation, document in found:
        _kept(report, plan, calculation, document, at)
    years: dict[int, tuple[Decimal, Decimal]] = {}
    for _plan, calculation, _document in found:
        for year in calculation.years:
            reference, project = years.get(year.year, (Decimal(0), Decimal(0)))
            years[year.year] = reference + year.reference, project + year.project
    rows = [YearAmounts(year, r.quantize(PLACES), p.quantize(PLACES)) for year, (r, p) in sorted(years.items())]
    _put_years(report, rows)


def _put_years(report: MonitoringReport, years: Sequence[YearAmounts]) -> None:
    put_rows(report, "years", [reported(report, one) for one in years])
    save_rows(report, "years")


def _kept(
    report: MonitoringReport, plan: MonitoringPlan, calculation: Calculation, document: dict[str, object], at: datetime
) -> ReportCalculation:
    answer = to_document(calculation)
    answer["inputs"] = {**document, "readings": len(calculation.inputs.readings)}
    return ReportCalculation.objects.create(
        report=report,
        plan=plan,
        inputs_sha256=sha256(rfc8785.dumps(document)).hexdigest(),  # type: ignore[arg-type]  # JSON
        answer={**answer, "definition_sha256": plan.definition.sha256},
        tonnes_tco2e=calculation.tonnes,
        is_sourced=not calculation.not_sourced,
        made_at=at,
    )


@transaction.atomic
def enter(
    *,
    report_id: int,
    plan_id: int,
    symbol: str,
    item: str,
    interval: tuple[datetime, datetime],
    value: Decimal,
    unit: str,
    option: str,
    by: User,
    at: datetime,
) -> Batch:
    """Take one reading in that was typed by hand; an empty unit is that of the methodology.

    Raises: Refused RDG-07 (not monitored), RDG-09 (a unit that does not fit), and what `take` raises.
    """
    plan = MonitoringPlan.objects.select_related("definition").get(pk=plan_id)
    parameter = definitions.read(plan.definition).by_symbol.get(symbol)
    if parameter is None or parameter.kind != "monitored":
        raise Refused("RDG-07", _("This is not monitored by the methodology."), field="parameter")
    given = unit or parameter.unit
    if not units.of(given).fits(units.of(parameter.unit)):
        raise Refused(
            "RDG-09",
            _("“%(typed)s” does not measure what %(symbol)s is measured in (%(unit)s)."),
            field="unit",
            params={"typed": given, "symbol": symbol, "unit": parameter.unit},
        )
    row = Given(symbol, item, *interval, value, given, option)
    return take(report_id=report_id, plan_id=plan_id, rows=[row], name=f"{symbol} {item}".strip(), by=by, at=at)
