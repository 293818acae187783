"""How a project gets its next crediting period, where the rules allow a renewal."""

from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, move
from partners import permissions
from projects.papers.states import RequestMachine, RequestState
from projects.renewals.questions import CHECKS


class RenewalMachine(RequestMachine):
    """State of a request for renewal; once approved, the next crediting period stands."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RequestState.DRAFT: Holder("participant", _("Update and validate the PDD, then request the renewal")),
        RequestState.SUBMITTED: Holder(
            "secretariat", _("Check that the request for renewal is complete"), "renewal.completeness"
        ),
        RequestState.RETURNED: Holder(
            "participant", _("Complete the request for renewal and submit it again"), "paper.return"
        ),
    }

    class Meta:
        abstract = True

    @move(
        "state",
        source=[RequestState.DRAFT, RequestState.RETURNED],
        target=RequestState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Request the renewal"),
        done=pgettext_lazy("deed", "Renewal requested"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at
