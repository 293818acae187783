"""The procedure of the review of sustainability papers."""

from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.sustainability import selectors
from projects.sustainability.models import SustainabilityReview
from workflow.procedures import Procedure


class SustainabilityProcedure(Procedure[SustainabilityReview]):
    """The authority of the partner country reviews SDIP and SDIR."""

    model = SustainabilityReview
    rules = {
        "sustainability.reviewed_by": Rule(
            _("Who reviews the sustainability reports"),
            "tpe",
            "Premium T-VER: the authority itself",
            {"tpe": _("the third-party entity"), "authority": _("the authority of the partner country")},
        ),
    }
    limits = {
        "sustainability.review": TimeLimit(
            30, "calendar", _("The authority reviews a sustainability paper"), "not found; our default"
        ),
        "sustainability.answer": TimeLimit(
            30, "calendar", _("Participants answer the authority’s question"), "not found; our default"
        ),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[SustainabilityReview]:
        return selectors.visible_to(user)


PROCEDURES = (SustainabilityProcedure(),)
