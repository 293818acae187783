"""The step of a decision that is before the committee: several take it, each their part."""

from datetime import datetime

from committee.decisions.models import Decision
from committee.decisions.selectors import consensus
from committee.decisions.states import DecisionState
from workflow.steps.services import inbox


def follow(decision: Decision, *, at: datetime) -> None:
    """Whose part is done has the step no longer among what waits for them; the caller has locked the decision."""
    if decision.state in {DecisionState.CIRCULATED, DecisionState.RECORDED}:
        inbox.parts_done(decision, {member.user_id for member in consensus.done_with(decision, at.date())})
