"""The procedure of a monitoring report."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.models import Paper
from partners.people.models.people import User
from projects.assessments.services import findings
from projects.monitoring import checks, selectors, services
from projects.monitoring.forms import REPORT_SECTIONS
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import CORRECTABLE
from projects.papers.models.documents import Slot
from projects.papers.selectors.years import years
from projects.readings import checks as monitoring_data
from projects.readings.selectors import plans
from projects.readings.services import readings
from projects.sustainability import services as sustainability
from workflow.drafts.questions import Section
from workflow.procedures import HandedIn, Procedure, SlotRule


class MonitoringProcedure(Procedure[MonitoringReport]):
    """What was monitored in a period, with the SDIR: written, verified."""

    model = MonitoringReport
    sections = REPORT_SECTIONS
    parts = (
        ("years", checks.years_reported),
        ("sdir", checks.sustainability_reported),
        ("changes", checks.changes_told),
    )
    related = ("project__country", "project__rulebook")
    forms_of_their_own = {"sdir": "SDIR"}
    rows = {"years": years}
    row_makers = {"years": services.years_from}
    reopens = CORRECTABLE
    slots = {
        slot: SlotRule("participant", frozenset({"draft", "in_verification"}))
        for slot in (Slot.MONITORING_REPORT, Slot.SDIR)
    }
    handed_in = {"submit": HandedIn("PIR"), "correct": HandedIn("PIR")}
    terms = {
        "sdir": _("Sustainable development implementation report (SDIR)"),
    }
    deed_words = {
        "monitoringreport.calculate": _("Calculated from the readings"),
        "monitoringreport.correct": _("Corrected parts of the monitoring report handed in"),
        "monitoringreport.write": _("Monitoring report written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[MonitoringReport]:
        return selectors.visible_to(user)

    @override
    def sections_of(self, row: MonitoringReport) -> Sequence[Section]:
        """Nobody types amounts that follow from readings."""
        calculated = {"years", "parameters"} if plans.is_calculated(row) else set()
        return [section for section in self.sections if section.slug not in calculated]

    @override
    def worked_on_by(self, user: Any) -> QuerySet[MonitoringReport]:
        return selectors.worked_on_by(user)

    @override
    def write(self, row: MonitoringReport, *, values: Mapping[str, object], **more: Any) -> None:
        if more.get("years") is not None:
            monitoring_data.amounts_are_typed(plans.is_calculated(row))
        services.write(row, values=values, **more)

    @override
    def corrected(
        self,
        row: MonitoringReport,
        changed: Sequence[str],
        *,
        asked_in: Sequence[Paper],
        said: str,
        by: User,
        at: datetime,
    ) -> None:
        if "sdir" in changed:
            sustainability.review_anew(row, by=by, at=at)
        findings.answer_by_correction(asked_in, text=said, by=by, at=at)

    @override
    def before_submission(self, row: MonitoringReport, *, by: User, at: datetime) -> None:
        has_readings = plans.is_calculated(row)
        if has_readings:
            monitoring_data.nothing_open(row)
            readings.calculate(report_id=row.pk, by=by, at=at)
        checks.whole(row, has_readings=has_readings)

    @override
    def submitted(self, row: MonitoringReport, *, by: User, at: datetime) -> None:
        sustainability.open_for(row, by=by, at=at)


PROCEDURES = (MonitoringProcedure(),)
