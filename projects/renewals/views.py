"""Pages of renewals of the crediting period: start, update the PDD, write, submit, check, forward."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import override

from django.utils.translation import gettext_lazy as _

from common.pages.pages import SubjectPage
from partners.people.models.people import User
from projects.designs.models import ProjectDesign
from projects.designs.services import revisions
from projects.papers.selectors import requests
from projects.papers.views.drafts import SectionPage, SubmitPage
from projects.papers.views.pages import ForwardPage, PaperMove, ReturnPage, WithdrawPage, by_pk
from projects.papers.views.requests import RequestPage
from projects.permissions import may_draft
from projects.projects.models import Project
from projects.projects.views.projects import AboutProject
from projects.renewals import selectors as crediting
from projects.renewals import services as renewals
from projects.renewals.forms import RenewalChecklist
from projects.renewals.models import CreditingPeriodRenewal

find = by_pk(partial(requests.visible_to, CreditingPeriodRenewal))


class AboutRenewal(SubjectPage[CreditingPeriodRenewal]):
    """A page about a renewal."""

    @override
    def find(self, pk: int) -> CreditingPeriodRenewal:
        return find(self.request, pk)


class RenewalStart(AboutProject, PaperMove[Project]):
    """Start the request for the next crediting period."""

    may = staticmethod(may_draft)
    title = _("Request the next crediting period")
    lead = _(
        "Where the rules renew crediting periods, you update the PDD and its reference emissions against "
        "the partner country’s latest NDC, have it validated, and ask the Joint Committee."
    )
    done = _("The request is started.")

    @override
    def act(self, project: Project, *, by: User, at: datetime) -> CreditingPeriodRenewal:
        return renewals.start(project_id=project.pk, by=by, at=at)


class RenewalPage(AboutRenewal, RequestPage[CreditingPeriodRenewal]):
    """A request for the next crediting period, with the updated PDD."""

    lead = _("The participants ask for the next crediting period, with a PDD updated against the latest NDC.")

    @override
    def more(self, renewal: CreditingPeriodRenewal) -> Mapping[str, object]:
        revised = renewal.designs.select_related("project").first()
        is_free = revised is None or revised.state in {"not_validated", "withdrawn"}
        period = getattr(renewal, "period", None)
        return {
            "revised": revised,
            "may_revise": is_free and renewal.is_editable,
            "span": period or crediting.next_span(renewal.project),
        }


class RenewalEdit(AboutRenewal, SectionPage[CreditingPeriodRenewal]):
    """Write one section of the request."""


class RenewalSubmit(AboutRenewal, SubmitPage[CreditingPeriodRenewal]):
    """Check the answers of the request and submit it."""

    lead = _(
        "Read what you wrote. The updated PDD must be validated by now. After you submit, JCMA checks "
        "that the request is complete and puts it before the Joint Committee."
    )
    done = _("The request is with JCMA now. You get a notice when it goes on or comes back.")


class RenewalReturn(AboutRenewal, ReturnPage[CreditingPeriodRenewal]):
    """Give the request back to be completed."""


class RenewalWithdraw(AboutRenewal, WithdrawPage[CreditingPeriodRenewal]):
    """Take the request back."""


class RenewalForward(AboutRenewal, ForwardPage[CreditingPeriodRenewal]):
    """Put the request before the committee."""

    form_class = RenewalChecklist


class RenewalRevise(AboutRenewal, PaperMove[CreditingPeriodRenewal]):
    """Start the updated PDD of a renewal."""

    may = staticmethod(may_draft)
    title = _("Start the updated PDD")
    lead = _(
        "The version in force is carried over. Update the reference emissions, submit it, and have it "
        "validated; then request the renewal."
    )
    done = _("The updated PDD is started.")

    @override
    def act(self, renewal: CreditingPeriodRenewal, *, by: User, at: datetime) -> ProjectDesign:
        return revisions.start_for_renewal(renewal_id=renewal.pk, by=by, at=at)
