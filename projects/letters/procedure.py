"""The procedure of a letter about a project."""

from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.letters import selectors
from projects.letters.models import Letter
from workflow.procedures import Procedure


class LetterProcedure(Procedure[Letter]):
    """A letter between participants, entity, JCMA and a government."""

    model = Letter
    deed_words = {
        "letter.send": _("A letter was sent"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Letter]:
        return selectors.visible_to(user)


PROCEDURES = (LetterProcedure(),)
