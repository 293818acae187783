"""The procedure of a monitoring report."""

from typing import Any, override

from django.db.models import QuerySet

from projects.monitoring import selectors, services
from projects.monitoring.forms import REPORT_SECTIONS
from projects.monitoring.models import MonitoringReport
from projects.papers.checks.drafts import years
from projects.papers.models.documents import Slot
from workflow.procedures import HandedIn, Procedure, SlotRule


class MonitoringProcedure(Procedure[MonitoringReport]):
    """What was monitored in a period, with the SDIR: written, verified."""

    model = MonitoringReport
    sections = REPORT_SECTIONS
    forms_of_their_own = {"sdir": "SDIR"}
    rows = {"years": years}
    slots = {
        slot: SlotRule("participant", frozenset({"draft", "in_verification"}))
        for slot in (Slot.MONITORING_REPORT, Slot.SDIR)
    }
    handed_in = {"submit": HandedIn((*services.DRAFT_FIELDS, "structure", "parameters", "sdir", "years"), "PIR")}

    @override
    def visible_to(self, user: Any) -> QuerySet[MonitoringReport]:
        return selectors.visible_to(user)
