"""The five sheets of a monitoring report, from its plan and readings."""

from projects.definitions.reports import sheets
from projects.definitions.reports.sheets import Responsible
from projects.definitions.selectors import definitions
from projects.methodologies.calculation.inputs import from_json
from projects.monitoring.models import MonitoringReport
from projects.readings.models import MonitoringPlan
from projects.readings.selectors.readings import counted, document


def five_sheets(report: MonitoringReport, plan: MonitoringPlan) -> bytes:
    """The workbook of a report by one of its plans. Raises: Refused MTH numbers while a reading is missing."""
    definition, zone = definitions.read(plan.definition), report.project.country.zone
    planned = from_json(definition, plan.document, zone)
    monitored = from_json(definition, document(plan, report, counted(report, plan)), zone)
    structure = [Responsible(line["who"], line["role"], line["task"]) for line in report.structure]
    return sheets.workbook(
        definition, planned, monitored, reference=report.project.reference or "", structure=structure
    )
