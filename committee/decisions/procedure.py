"""The procedure of decisions."""

from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision
from committee.decisions.selectors import decisions
from partners.rulebooks.models.rules import Rule, TimeLimit
from workflow.procedures import Procedure


class DecisionProcedure(Procedure[Decision]):
    """What a Joint Committee decides."""

    model = Decision
    rules = {
        "conflict.closes_files": Rule(
            _("Who has an interest in an item does not read its files"),
            True,
            "not found; inferred from the declaration form",
        ),
        "conflict.yearly_declaration": Rule(
            _("Members declare their interests each year before they answer"),
            False,
            "Georgia’s rules of procedures have a form (Annex 1.1); its use is not published",
        ),
    }
    limits = {
        "decision.circulation": TimeLimit(
            7, "calendar", _("Secretariat circulates a decision"), "our default", is_pinned=False
        ),
        "decision.no_objection": TimeLimit(
            10, "calendar", _("No-objection window"), "briefings, from memory: 10 days", is_fixed=True, is_pinned=False
        ),
        "decision.confirmation": TimeLimit(
            7, "calendar", _("Co-chairs confirm a meeting’s outcomes"), "our default", is_pinned=False
        ),
    }
    deed_words = {
        "decision.add_item": _("An item was added"),
        "decision.add_point": _("A point was added to the agenda"),
        "decision.arrange": _("The arrangement of the meeting changed"),
        "answer.give": _("Given for one side"),
        "confirmation.give": _("Given for one side"),
        "direction.give": _("Given for one side"),
        "decision.give_items": _("Items went into another decision"),
        "decision.move_point": _("The order of the agenda changed"),
        "decision.prepare": _("Prepared"),
        "decision.remark": _("A remark in the discussion"),
        "decision.remove_point": _("A point was taken off the agenda"),
        "decision.renew_file": _("A new version of a file"),
        "decision.share_file": _("A new file"),
        "decision.take_items": _("Items were taken over"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Decision]:
        return decisions.visible_to(user)
