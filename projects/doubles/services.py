"""Double registration: an officer judges each project that resembles the one to be registered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.refusals import Refused
from common.text import plain, shows
from partners import permissions
from partners.people.models.people import User
from partners.permissions.interests import may_judge
from projects.doubles import checks
from projects.doubles.models import DoubleJudgement
from projects.registrations.models import RegistrationRequest
from projects.registrations.states import RegistrationState


@transaction.atomic
def judge(
    *, request_id: int, candidate_id: int, verdict: str, explanation: str, by: User, at: datetime
) -> DoubleJudgement:
    """Say whether a similar project is the same one, and why; a later judgement replaces an earlier one.

    Raises: Refused DBL-01 (403), DBL-02 (409, not at the completeness check), DBL-03, DBL-04 (no explanation).
    """
    locked = RegistrationRequest.objects.select_for_update(of=("self",))
    request = locked.select_related("project__country", "project__rulebook", "design").get(pk=request_id)
    if not may_judge(permissions.secretariat, request, by):
        raise Refused("DBL-01", _("Only the secretariat judges whether two projects are the same."), status=403)
    if request.state != RegistrationState.SUBMITTED:
        raise Refused("DBL-02", _("This is judged during the completeness check only."), status=409)
    if not shows(explanation):
        raise Refused("DBL-04", _("Explain your judgement: it is kept with the request."), field="explanation")
    candidate = checks.judgeable(request, candidate_id)
    judgement, _new = DoubleJudgement.objects.update_or_create(
        request=request,
        candidate=candidate,
        defaults={"verdict": verdict, "explanation": plain(explanation), "by": by, "at": at},
    )
    after = {"candidate": candidate.pk, "verdict": verdict, "request": request.pk}
    events.record("projects.doublejudgement.judge", subject=judgement, by=by, at=at, after=after)
    return judgement
