"""The procedure of modalities of communication."""

from typing import Any, override

from django.db.models import QuerySet

from projects.modalities import selectors
from projects.modalities.checks import COMPLETENESS
from projects.modalities.models import Modalities
from projects.modalities.selectors import entity_rows, part_rows
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE
from workflow.procedures import HandedIn, Procedure


class ModalitiesProcedure(Procedure[Modalities]):
    """Who speaks for a project: written, confirmed by everybody, checked by JCMA."""

    model = Modalities
    completeness = COMPLETENESS
    related = ("project__country", "project__rulebook")
    rows = {"entities": entity_rows, "parts": part_rows}
    slots = {Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn("MoC", selectors.WHOLE)}

    @override
    def visible_to(self, user: Any) -> QuerySet[Modalities]:
        return selectors.visible_to(user)
