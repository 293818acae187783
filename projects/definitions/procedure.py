"""The definition of a methodology as a paper: two officers put it in force."""

from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.rulebooks.models.rules import TimeLimit
from projects.definitions.models import MethodologyDefinition
from projects.definitions.selectors import definitions as selectors
from workflow.procedures import Procedure


class DefinitionProcedure(Procedure[MethodologyDefinition]):
    """A methodology becomes data by which everything is calculated."""

    model = MethodologyDefinition
    limits = {
        "definition.confirm": TimeLimit(
            14, "calendar", _("A second officer confirms a proposed definition"), "none found; our default"
        ),
    }
    deed_words = {
        "methodologydefinition.start": _("A definition was begun"),
        "methodologydefinition.write": _("The draft of the definition changed"),
        "methodologydefinition.record": _("The definition was read from our files"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[MethodologyDefinition]:
        return selectors.visible_to(user)


PROCEDURES = (DefinitionProcedure(),)
