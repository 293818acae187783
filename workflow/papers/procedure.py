"""The procedures of papers that belong to no kind: corrections of any, and people’s papers under four eyes."""

from typing import Any, override

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from partners.people.models.personnel import AliasCase, PersonnelChange
from partners.people.selectors import aliases, personnel
from partners.rulebooks.models.rules import TimeLimit
from workflow import procedures
from workflow.corrections.models import Correction
from workflow.procedures import Procedure


class AliasCaseProcedure(Procedure[AliasCase]):
    """Two accounts may be one person’s."""

    model = AliasCase

    @override
    def visible_to(self, user: Any) -> QuerySet[AliasCase]:
        return aliases.visible_to(user)


class PersonnelChangeProcedure(Procedure[PersonnelChange]):
    """A role, a seat or a suspension, under four eyes."""

    model = PersonnelChange
    is_personal = True

    @override
    def visible_to(self, user: Any) -> QuerySet[PersonnelChange]:
        return personnel.visible_to(user)


class CorrectionProcedure(Procedure[Correction]):
    """Parts of a paper that was handed in are corrected; whoever works on the paper follows it."""

    model = Correction
    limits = {
        "paper.correction": TimeLimit(
            30, "calendar", _("Participants correct reopened parts"), "as for the answer to a finding; our default"
        ),
    }
    deed_words = {
        "correction.open": _("Parts opened for correction"),
        "correction.close_parts": _("Some of the parts closed again"),
        "correction.write": _("Corrections written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Correction]:
        may = Q(pk__in=[])
        for procedure in procedures.every().values():
            if procedure.reopens:
                may |= Q(corrects__in=procedure.worked_on_by(user).order_by().values("paper"))
        return Correction.objects.filter(may).select_related("corrects", "before", "after").prefetch_related("parts")


PROCEDURES = (AliasCaseProcedure(), PersonnelChangeProcedure(), CorrectionProcedure())
