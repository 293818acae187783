"""The procedure of modalities of communication."""

from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.rulebooks.models.rules import Rule, TimeLimit
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
    rules = {
        "moc.before_pdd": Rule(
            _("Modalities of communication go to the authority before the PDD"), False, "Premium T-VER: yes"
        ),
        "moc.alternate_signatory": Rule(
            _("Each entity names an alternate signatory in the modalities of communication"),
            False,
            "from memory, unverified",
        ),
    }
    limits = {
        "moc.confirmation": TimeLimit(
            30, "calendar", _("Entities confirm the modalities of communication"), "not found; our default"
        ),
        "moc.completeness": TimeLimit(
            7, "calendar", _("Completeness check of the modalities of communication"), "not found; as the other checks"
        ),
    }
    terms = {
        "moc": _("Modalities of Communication Statement"),
    }
    deed_words = {
        "project.attach_specimen": _("A specimen signature was attached"),
        "modalities.confirm": _("Confirmed for an organisation"),
        "project.save_entity": _("Modalities written for an organisation"),
        "modalities.write": _("Modalities of communication written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Modalities]:
        return selectors.visible_to(user)


PROCEDURES = (ModalitiesProcedure(),)
