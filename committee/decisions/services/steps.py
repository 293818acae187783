"""The step of a decision that is before the committee: several take it, each their part."""

from datetime import datetime

from committee.decisions.models import Decision
from committee.decisions.selectors import consensus
from committee.decisions.states import DecisionState
from partners.people.models.people import User
from workflow.steps.services import inbox


def follow(decision: Decision, *, by: User, at: datetime) -> None:
    """Whose part is done has the step no longer among what waits for them; the caller has locked the decision."""
    if decision.state in {DecisionState.CIRCULATED, DecisionState.RECORDED}:
        done = {member.user_id for member in consensus.done_with(decision, at.date())}
        inbox.parts_done(decision, done=done, by=by, at=at)
