"""The procedure of a change after registration."""

from collections.abc import Mapping
from datetime import datetime
from typing import override

from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.machines import judge
from common.refusals import Sentence
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.changes import checks
from projects.changes.models import PostRegistrationChange
from projects.changes.questions import COMPLETENESS, SECTIONS
from projects.changes.states import Route
from projects.papers.procedure import RequestProcedure
from workflow.procedures import HandedIn

SETTLERS: dict[str, Sentence] = {
    "note": _("JCMA takes note of it"),
    "committee": _("the Joint Committee"),
    "committee-validation": _("the Joint Committee, then a validation of the revised PDD"),
}


class ChangeProcedure(RequestProcedure[PostRegistrationChange]):
    """A permanent change, a deviation or a correction after registration."""

    model = PostRegistrationChange
    asks = "change"
    asks_for = _("Change after registration")
    sections = SECTIONS
    completeness = COMPLETENESS
    handed_in = {"submit": HandedIn("PRC_Req")}
    rules = {
        "change.deviation": Rule(
            _("Who settles a temporary deviation"), "committee", "from memory, unverified", SETTLERS
        ),
        "change.design": Rule(
            _("Who settles a change of the design"), "committee-validation", "from memory, unverified", SETTLERS
        ),
        "change.monitoring_plan": Rule(
            _("Who settles a change of the monitoring plan"),
            "committee-validation",
            "from memory, unverified",
            SETTLERS,
        ),
        "change.methodology": Rule(
            _("Who settles a change of the methodology"), "committee-validation", "from memory, unverified", SETTLERS
        ),
        "change.crediting_start": Rule(
            _("Who settles a change of the first day of crediting"),
            "committee-validation",
            "inferred; none found",
            SETTLERS,
        ),
        "change.correction": Rule(_("Who settles a correction"), "note", "inferred; none found", SETTLERS),
        "change.public_inputs": Rule(_("A revised PDD is opened for public inputs"), False, "none found; our default"),
    }
    limits = {
        "change.completeness": TimeLimit(
            7, "calendar", _("Completeness check of a change"), "as registration; inferred"
        ),
        "change.revision": TimeLimit(
            180,
            "calendar",
            _("Participants revise the PDD of an approved change and have it validated"),
            "none found; ours",
        ),
    }

    @override
    def possible(self, row: PostRegistrationChange) -> None:
        checks.registered(row.project)

    @override
    def whole(self, row: PostRegistrationChange) -> None:
        checks.whole(row)

    @override
    def before_forwarding(
        self, row: PostRegistrationChange, *, completeness: Mapping[str, bool], at: datetime, **words: str
    ) -> Mapping[str, object]:
        checks.goes_to(row, committee=True)
        return super().before_forwarding(row, completeness=completeness, at=at, **words)

    @override
    def proposal(self, row: PostRegistrationChange) -> str:
        return "\n\n".join(part for part in (row.summary, row.applicability, row.effect) if part)

    @override
    def agreed(self, row: PostRegistrationChange, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The change is in force, or the PDD is revised and validated first."""
        if row.route == Route.VALIDATION:
            judge(row.approve_subject_to_validation, by=by).commit(at=at, on=at.date())
            return
        row.in_force_from = row.starts_on
        super().agreed(row, item, by=by, at=at)


PROCEDURES = (ChangeProcedure(),)
