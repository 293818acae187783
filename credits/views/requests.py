"""Pages of issuance requests: preview, submit, completeness, forward; and JCMA's desk."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common import clock
from common.conditions import outlook
from common.pages.pages import SubjectPage
from common.screens import anyone, screen
from credits.checks import requests as checks
from credits.forms.requests import CompletenessForm
from credits.models import IssuanceRequest
from credits.permissions import may_check, may_request
from credits.selectors import issuances as issuance_selectors
from credits.selectors import requests as selectors
from credits.services import requests
from partners import permissions
from partners.people.models.people import User
from projects.monitoring.models import MonitoringReport
from projects.papers.checks import fees
from projects.papers.views.drafts import SectionPage, SubmitPage, overview
from projects.papers.views.pages import FeePage, ForwardPage, PaperMove, ReturnPage, WithdrawPage, by_pk, step_of

find = by_pk(selectors.visible_to)


class AboutRequest(SubjectPage[IssuanceRequest]):
    """A page about an issuance request."""

    @override
    def find(self, pk: int) -> IssuanceRequest:
        return find(self.request, pk)


class RequestStart(PaperMove[MonitoringReport]):
    """Start the request for the credits of a verified report."""

    may = staticmethod(may_request)
    title = _("Request issuance of credits")
    lead = _(
        "You ask both sides to issue the credits of this verified monitoring report, shared out by the "
        "percentages that were agreed at registration. The next page shows who gets how much."
    )
    done = _("The request is started.")
    template_name = "credits/request_start.html"

    @override
    def shows(self, subject: MonitoringReport) -> Mapping[str, object]:
        return {"outlook": outlook(_("Requesting issuance"), checks.START, subject, clock.today())}

    @override
    def find(self, pk: int) -> MonitoringReport:
        return get_object_or_404(selectors.own_reports(self.request.user), pk=pk)

    @override
    def act(self, report: MonitoringReport, *, by: User, at: datetime) -> IssuanceRequest:
        return requests.start(report_id=report.pk, by=by, at=at)


@screen(may=anyone, methods=("GET",))
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """An issuance request: what each party gets, who holds it, and what each registry has issued."""
    asked = find(request, pk)
    works = selectors.works_on(asked, request.user)
    context = {
        "asked": asked,
        "works": works,
        "step": step_of(asked) if works else None,
        "preview": selectors.preview(asked, clock.today()),
        "outlook": checks.issuance(asked, clock.today()) if works else None,
        "fee_due": fees.is_due(asked, clock.today()),
        "is_officer": permissions.secretariat(asked, request.user),
        "issuances": issuance_selectors.of_request(asked),
        **overview(asked, request.user),
    }
    return render(request, "credits/request_page.html", context)


class RequestEdit(AboutRequest, SectionPage[IssuanceRequest]):
    """Write one section of an issuance request."""

    may = staticmethod(may_request)


class RequestSubmit(AboutRequest, SubmitPage[IssuanceRequest]):
    """Check the answers of an issuance request, and who gets how much, and submit it."""

    may = staticmethod(may_request)
    more_template = "credits/parts/who_gets.html"
    lead = _(
        "Read what you wrote and who gets how much: that is fixed once you submit. JCMA checks that the "
        "request is complete, within the time limit of the rules, and passes it to the Joint Committee."
    )
    done = _("Your request is with JCMA.")

    @override
    def shows(self, asked: IssuanceRequest) -> Mapping[str, object]:
        return {"asked": asked, "works": True, "preview": selectors.preview(asked, clock.today())}


class RequestFee(AboutRequest, FeePage[IssuanceRequest]):
    """Record that the fee of an issuance request is paid."""

    @override
    def act(self, asked: IssuanceRequest, *, by: User, at: datetime, reference: str, paid_on: date) -> None:
        requests.record_fee(request_id=asked.pk, reference=reference, paid_on=paid_on, by=by, at=at)


class RequestReturn(AboutRequest, ReturnPage[IssuanceRequest]):
    """Give an issuance request back to be completed."""


class RequestConfirm(AboutRequest, PaperMove[IssuanceRequest]):
    """Confirm that an issuance request is complete."""

    may = staticmethod(may_check)
    form_class = CompletenessForm
    title = _("Confirm that it is complete")
    lead = _("Tick each point. The participants are told, and the amounts can then go to the Joint Committee.")
    done = _("The request is complete.")

    @override
    def act(
        self, asked: IssuanceRequest, *, by: User, at: datetime, completeness: Mapping[str, bool]
    ) -> IssuanceRequest:
        return requests.confirm_complete(request_id=asked.pk, completeness=completeness, by=by, at=at)


class RequestForward(AboutRequest, ForwardPage[IssuanceRequest]):
    """Put the amounts before the committee."""

    may = staticmethod(may_check)
    title = _("Forward to the Joint Committee")
    lead = _(
        "The request gets its issuance number, and members of both sides are asked to decide on the "
        "amounts shown on its page."
    )
    done = _("The amounts are before the Joint Committee.")


class RequestWithdraw(AboutRequest, WithdrawPage[IssuanceRequest]):
    """Take an issuance request back."""

    may = staticmethod(may_request)
    lead = _(
        "You take the request back, also while the Joint Committee considers it: members are told, and "
        "nothing is decided. A new one can be started."
    )


@screen(may=may_check, methods=("GET",))
def request_desk(request: HttpRequest) -> HttpResponse:
    """Issuance requests that wait at JCMA."""
    return render(request, "credits/request_desk.html", {"requests": selectors.for_desk(request.user)})
