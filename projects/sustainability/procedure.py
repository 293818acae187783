"""The procedure of the review of sustainability papers."""

from typing import Any, override

from django.db.models import QuerySet

from projects.sustainability import selectors
from projects.sustainability.models import SustainabilityReview
from workflow.procedures import Procedure


class SustainabilityProcedure(Procedure[SustainabilityReview]):
    """The authority of the partner country reviews SDIP and SDIR."""

    model = SustainabilityReview

    @override
    def visible_to(self, user: Any) -> QuerySet[SustainabilityReview]:
        return selectors.visible_to(user)
