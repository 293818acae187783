"""How a project gets its next crediting period, where the rules allow a renewal."""

from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from common.machines import Holder, move
from common.refusals import Check
from partners import permissions
from projects.papers.states import RequestMachine, RequestState

CHECKS = (
    Check(
        "RNW-01",
        _("Name the partner country’s latest NDC and its targets that matter for the project."),
        lambda r: bool(r.ndc_considered),
        "ndc_considered",
    ),
    Check(
        "RNW-02",
        _("Explain how the reference emissions were updated against that NDC."),
        lambda r: bool(r.reference_update),
        "reference_update",
    ),
    Check(
        "RNW-03",
        _("Explain why the project and its methodology are still eligible."),
        lambda r: bool(r.validity),
        "validity",
    ),
    Check(
        "RNW-04", _("Declare that what you submit is true and complete."), lambda r: r.declares_true, "declares_true"
    ),
)


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
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at
