"""The procedures of calls for public inputs and of what comes in."""

from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.rulebooks.models.rules import TimeLimit
from projects.inputs import selectors
from projects.inputs.models import InputCall, PublicInput
from workflow.procedures import Procedure


class CallProcedure(Procedure[InputCall]):
    """A paper is open for inputs of the public."""

    model = InputCall
    limits = {
        "inputs.response": TimeLimit(
            30, "calendar", _("Participants respond to the public inputs"), "not found; our default"
        ),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[InputCall]:
        return selectors.visible_to(user)


class PublicInputProcedure(Procedure[PublicInput]):
    """One input, answered by the participants."""

    model = PublicInput
    limits = {
        "inputs.reading": TimeLimit(7, "calendar", _("Secretariat reads a public comment"), "not found; our default"),
    }
    deed_words = {
        "publicinput.receive": _("Received"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[PublicInput]:
        return selectors.comments_to_judge(user)


PROCEDURES = (
    CallProcedure(),
    PublicInputProcedure(),
)
