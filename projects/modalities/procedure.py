"""The procedure of modalities of communication."""

from typing import Any, override

from django.db.models import QuerySet

from projects.modalities import selectors
from projects.modalities.models import Modalities
from projects.papers.checks.drafts import entities, parts
from projects.papers.models.documents import Slot
from projects.papers.procedure import EVIDENCE
from workflow.procedures import HandedIn, Procedure


class ModalitiesProcedure(Procedure[Modalities]):
    """Who speaks for a project: written, confirmed by everybody, checked by JCMA."""

    model = Modalities
    rows = {"entities": entities, "parts": parts}
    slots = {Slot.EVIDENCE: EVIDENCE}
    handed_in = {"submit": HandedIn(selectors.WHOLE, "MoC")}

    @override
    def visible_to(self, user: Any) -> QuerySet[Modalities]:
        return selectors.visible_to(user)
