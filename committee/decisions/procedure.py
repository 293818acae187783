"""The procedure of decisions."""

from typing import Any, override

from django.db.models import QuerySet

from committee.decisions.models import Decision
from committee.decisions.selectors import decisions
from workflow.procedures import Procedure


class DecisionProcedure(Procedure[Decision]):
    """What a Joint Committee decides."""

    model = Decision

    @override
    def visible_to(self, user: Any) -> QuerySet[Decision]:
        return decisions.visible_to(user)
