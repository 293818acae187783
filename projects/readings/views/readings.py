"""Pages of the readings of a report: what came in, what is odd, what it comes to."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, override

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common import workbooks
from common.facts import Fact
from common.pages.forms import Data
from common.refusals import Refused, Sentence
from common.screens import anyone, screen
from partners import permissions
from partners.people.models.people import User
from projects.assessments.models.assessments import Verification
from projects.assessments.views.assessments import find_verification
from projects.definitions.selectors.calculations import shown_steps
from projects.methodologies.calculation.inputs import midnight
from projects.monitoring.models import MonitoringReport
from projects.monitoring.views import find
from projects.papers.views.pages import PaperMove, or_404
from projects.permissions import may_assess, may_draft
from projects.readings import checks
from projects.readings.forms.forms import CorrectionForm, ExplanationForm, ReadingForm, ReadingsForm
from projects.readings.models import Batch, MonitoringPlan
from projects.readings.reports.sheets import five_sheets
from projects.readings.reports.templates import readings_template
from projects.readings.selectors import calculations, charts, findings, plans
from projects.readings.selectors.readings import batches_of, counted
from projects.readings.services import readings as services
from projects.readings.services.readings import Given

MOST_SHOWN = 100


@screen(may=anyone, methods=("GET",))
def data_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The monitoring data of a report: sums, chart, findings, and each formula with its numbers put in."""
    report = find(request, slug, number)
    standing = plans.of_report(report)
    if not standing:
        raise Http404
    mine = permissions.participant_of(report, request.user)
    writes = mine and report.state in checks.OPEN_TO_READINGS
    odd = findings.of_report(report)
    context = {
        "report": report,
        "plans": [_of_plan(report, plan) for plan in standing],
        "batches": batches_of(report),
        "findings": odd[: findings.MOST_SHOWN],
        "more_findings": max(0, len(odd) - findings.MOST_SHOWN),
        "open": sum(one.is_open for one in odd),
        "writes": writes,
        "verification": _at_work(report, request),
        "kept": calculations.newest(report),
    }
    return render(request, "projects/data_page.html", context)


def _of_plan(report: MonitoringReport, plan: MonitoringPlan) -> Mapping[str, Any]:
    rows = counted(report, plan)
    shown: dict[str, Any] = {"plan": plan, "chart": charts.of_plan(report, plan, rows), "rows": rows[:MOST_SHOWN]}
    shown["more_rows"] = max(0, len(rows) - MOST_SHOWN)
    try:
        calculation, _document = calculations.with_document(report, plan)
    except Refused as refusal:
        return shown | {"missing": refusal}
    return shown | {"calculation": calculation, "years": shown_steps(calculation)}


def _at_work(report: MonitoringReport, request: HttpRequest) -> Verification | None:
    """The verification that this person may correct readings in."""
    for one in report.verifications.all():
        if one.state == "in_progress" and permissions.tpe_of(one, request.user):
            return one
    return None


@screen(may=may_draft, methods=("GET",))
def data_template(request: HttpRequest, slug: str, number: int, plan: int) -> HttpResponse:
    """The workbook to type readings into."""
    report = find(request, slug, number)
    answer = HttpResponse(
        readings_template(report, _plan(report, plan)),
        content_type=workbooks.MEDIA_TYPE,
    )
    answer["Content-Disposition"] = f'attachment; filename="{report.project.slug}-{report.number}-readings.xlsx"'
    return answer


@screen(may=anyone, methods=("GET",))
def data_sheets(request: HttpRequest, slug: str, number: int, plan: int) -> HttpResponse:
    """The five sheets of a report: plan, structure and what was monitored, with live formulas."""
    report = find(request, slug, number)
    answer = HttpResponse(five_sheets(report, _plan(report, plan)), content_type=workbooks.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{report.project.slug}-{report.number}-sheets.xlsx"'
    return answer


def _plan(report: MonitoringReport, key: int) -> MonitoringPlan:
    return or_404(next((one for one in plans.of_report(report) if one.pk == key), None))


class AboutPlan(PaperMove[MonitoringReport]):
    """A page about one plan of a report."""

    @override
    def find(self, slug: str, number: int, plan: int) -> MonitoringReport:
        report = find(self.request, slug, number)
        self.plan = _plan(report, plan)
        return report

    @override
    def back(self, report: MonitoringReport) -> str:
        return f"{report.get_absolute_url()}data/"


class DataUpload(AboutPlan):
    """Take a file of readings in."""

    may = staticmethod(may_draft)
    title = _("Hand in a file of readings")
    submit = _("Take the readings in")
    done = _("The readings are in. Look at what is odd in them.")
    sent_once = False
    template_name = "projects/data_upload.html"

    @override
    def form(self, report: MonitoringReport, data: Data) -> ReadingsForm:
        checks.takes_readings(report, self.request.user)  # type: ignore[arg-type]  # signed in: `may`
        self.asked = ReadingsForm(self.plan, data, self.files)
        return self.asked

    @override
    def shows(self, report: MonitoringReport) -> Mapping[str, object]:
        return {"plan": self.plan, "report": report, "faults": self.asked.faults}

    @override
    def act(
        self, report: MonitoringReport, *, by: User, at: datetime, rows: Sequence[Given], digest: str, name: str
    ) -> None:
        services.take(report_id=report.pk, plan_id=self.plan.pk, rows=rows, name=name, digest=digest, by=by, at=at)


class DataEnter(AboutPlan):
    """Enter one reading by hand."""

    may = staticmethod(may_draft)
    title = _("Enter a reading")
    submit = _("Take the reading in")
    lead = _("An amount for a part of the monitoring period; both days belong to it.")
    done = _("The reading is in.")

    @override
    def form(self, report: MonitoringReport, data: Data) -> ReadingForm:
        return ReadingForm(self.plan, data)

    @override
    def act(
        self,
        report: MonitoringReport,
        *,
        by: User,
        at: datetime,
        parameter: str,
        first: date,
        last: date,
        value: Decimal,
        unit: str,
        option: str,
    ) -> None:
        symbol, _sign, item = parameter.partition("|")
        services.enter(
            report_id=report.pk,
            plan_id=self.plan.pk,
            symbol=symbol,
            item=item,
            interval=(
                midnight(first, report.project.country.zone),
                midnight(last + timedelta(days=1), report.project.country.zone),
            ),
            value=value,
            unit=unit,
            option=option,
            by=by,
            at=at,
        )


class DataRemove(PaperMove[MonitoringReport]):
    """Take readings out again."""

    may = staticmethod(may_draft)
    warning = True
    title = _("Take these readings out")
    lead = _("They stay on record and no longer count.")
    done = _("The readings are taken out.")

    @override
    def find(self, slug: str, number: int, batch: int) -> MonitoringReport:
        report = find(self.request, slug, number)
        self.batch: Batch = get_object_or_404(batches_of(report), pk=batch)
        return report

    @override
    def back(self, report: MonitoringReport) -> str:
        return f"{report.get_absolute_url()}data/"

    @override
    def act(self, report: MonitoringReport, *, by: User, at: datetime) -> None:
        services.remove(batch_id=self.batch.pk, by=by, at=at)


class DataExplain(PaperMove[MonitoringReport]):
    """Say why something odd is right."""

    may = staticmethod(may_draft)
    form_class = ExplanationForm
    title = _("Explain what looks odd")
    done = _("The explanation is kept beside the finding.")

    @override
    def find(self, slug: str, number: int, mark: str) -> MonitoringReport:
        report = find(self.request, slug, number)
        self.found = or_404(next((one for one in findings.of_report(report) if one.mark == mark), None))
        return report

    @override
    def lead_of(self, report: MonitoringReport) -> Sentence:
        return f"{self.found.symbol} {self.found.item} {self.found.place}: {self.found.text}"

    @override
    def back(self, report: MonitoringReport) -> str:
        return f"{report.get_absolute_url()}data/"

    @override
    def act(self, report: MonitoringReport, *, by: User, at: datetime, text: str) -> None:
        services.explain(report_id=report.pk, mark=self.found.mark, text=text, by=by, at=at)


class ReadingCorrect(PaperMove[Verification]):
    """The entity corrects a reading."""

    may = staticmethod(may_assess)
    form_class = CorrectionForm
    title = _("Correct a reading")
    lead = _("Your amount and reason stand beside the reading, which stays. The report is calculated anew.")
    done = _("The correction is made, and the report is calculated anew.")

    @override
    def find(self, pk: int, reading: int) -> Verification:
        verification = find_verification(self.request, pk)
        self.reading = or_404(calculations.reading_of(verification.report, reading))
        return verification

    @override
    def back(self, verification: Verification) -> str:
        return f"{verification.report.get_absolute_url()}data/"

    @override
    def shows(self, verification: Verification) -> Mapping[str, object]:
        return {"facts": [Fact(_("Reading"), str(self.reading))]}

    @override
    def act(self, verification: Verification, *, by: User, at: datetime, value: Decimal, reason: str) -> None:
        services.correct(
            verification_id=verification.pk, reading_id=self.reading.pk, value=value, reason=reason, by=by, at=at
        )
