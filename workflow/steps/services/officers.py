"""Officers take steps of JCMA in hand and hand them on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.refusals import Refused
from partners.people.models.people import Role, User
from partners.permissions import secretariat
from workflow.notices.services import notices
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import officers


@transaction.atomic
def assign(*, step_id: int, officer: User | None, by: User, at: datetime) -> WaitingStep:
    """Put an open step of JCMA into an officer's hand, or into nobody's; the officer is told by whom.

    Raises: Refused OFF-01 (409, not an open step of JCMA), OFF-02 (403, not an officer of that country),
    OFF-03 (that person is no officer for the country).
    """
    step = WaitingStep.objects.select_for_update(of=("self",)).select_related("country", "paper").get(pk=step_id)
    if step.done_at is not None or step.role != Role.SECRETARIAT:
        raise Refused("OFF-01", _("This step is done, or it is not JCMA’s."), status=409)
    if not secretariat(step, by):
        raise Refused("OFF-02", _("Only officers of this country hand its steps on."), status=403)
    if officer is not None and not officers.possible_for(step).filter(pk=officer.pk).exists():
        raise Refused("OFF-03", _("Choose an officer who works for this country."), field="officer")
    before, step.officer = step.officer_id, officer
    step.save(update_fields=["officer"])
    events.record(
        "workflow.waitingstep.hand_on",
        subject=step,
        by=by,
        at=at,
        before={"officer": before},
        after={"officer": step.officer_id},
    )
    if officer is not None:
        notices.give(
            to=[officer],
            paper=step.paper,
            what="workflow.waitingstep.hand_on",
            title=step.paper.title,
            details={},
            by=by,
            at=at,
        )
    return step
