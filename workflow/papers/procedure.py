"""The procedures of people’s papers under four eyes; people themselves lie below."""

from typing import Any, override

from django.db.models import QuerySet

from partners.people.models.personnel import AliasCase, PersonnelChange
from partners.people.selectors import aliases, personnel
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
