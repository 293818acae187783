"""Pages of issuance requests: preview, submit, completeness, forward; and JCMA's desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy

from committee.decisions.services import forwarding
from common import clock
from common.screens import anyone, screen
from credits.forms.requests import REQUEST_SECTIONS, CompletenessForm
from credits.permissions import may_check, may_request
from credits.selectors import issuances as issuance_selectors
from credits.selectors import requests as selectors
from credits.services import requests
from credits.states.requests import CHECKS
from partners import permissions
from partners.views.pages import deed_page
from projects.monitoring.models import MonitoringReport
from projects.papers.checks import fees
from projects.papers.forms.notes import FeeForm, NoteForm
from projects.papers.views.drafts import Draft, edit_page, overview, submit_page
from projects.papers.views.pages import by_pk, move_page, step_of
from workflow.drafts.forms.sections import form_of
from workflow.papers import services as papers

find = by_pk(selectors.visible_to)
DRAFT = Draft(
    sections=REQUEST_SECTIONS,
    checks=CHECKS,
    find=find,
    form=form_of,
    may=may_request,
    save=lambda asked, **values: papers.save_draft(paper=asked, **values),
    submit=lambda asked, **values: papers.submit(paper=asked, **values),
    done=gettext_lazy("Your request is with JCMA."),
    lead=gettext_lazy(
        "Read what you wrote and who gets how much: that is fixed once you submit. JCMA checks that the "
        "request is complete, within the time limit of the rules, and passes it to the Joint Committee."
    ),
    shows=lambda asked: {"asked": asked, "works": True, "preview": selectors.preview(asked, clock.today())},
    template="credits/parts/who_gets.html",
)
request_edit = edit_page(DRAFT)
request_submit = submit_page(DRAFT)


def _find_report(request: HttpRequest, pk: int) -> MonitoringReport:
    return get_object_or_404(selectors.own_reports(request.user), pk=pk)


request_start = move_page(
    find=_find_report,
    may=may_request,
    title=gettext_lazy("Request issuance of credits"),
    lead=gettext_lazy(
        "You ask both sides to issue the credits of this verified monitoring report, shared out by the "
        "percentages that were agreed at registration. The next page shows who gets how much."
    ),
    done=gettext_lazy("The request is started."),
    call=lambda report, **values: requests.start(report_id=report.pk, **values),
)


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
        "fee_due": fees.is_due(asked, clock.today()),
        "is_officer": permissions.secretariat(asked, request.user),
        "issuances": issuance_selectors.of_request(asked),
        **overview(DRAFT, asked, request.user),
    }
    return render(request, "credits/request_page.html", context)


request_fee = deed_page(
    find=find,
    may=may_check,
    form=FeeForm,
    title=gettext_lazy("Record that the fee is paid"),
    lead=gettext_lazy(
        "The rules ask for a fee with this request. Once its payment is recorded here, the request can "
        "be found complete. The participants are told."
    ),
    done=gettext_lazy("The payment is recorded."),
    call=lambda asked, **values: requests.record_fee(request_id=asked.pk, **values),
)
request_return = move_page(
    find=find,
    may=may_check,
    form=NoteForm,
    title=gettext_lazy("Return for completion"),
    lead=gettext_lazy("Say what is missing or unclear. The participants read your words and submit again."),
    done=gettext_lazy("The request is back with its participants."),
    call=lambda asked, **values: papers.give_back(paper=asked, **values),
)
request_confirm = move_page(
    find=find,
    may=may_check,
    form=CompletenessForm,
    title=gettext_lazy("Confirm that it is complete"),
    lead=gettext_lazy(
        "Tick each point. The participants are told, and the amounts can then go to the Joint Committee."
    ),
    done=gettext_lazy("The request is complete."),
    call=lambda asked, **values: requests.confirm_complete(request_id=asked.pk, **values),
)
request_forward = move_page(
    find=find,
    may=may_check,
    title=gettext_lazy("Forward to the Joint Committee"),
    lead=gettext_lazy(
        "The request gets its issuance number, and members of both sides are asked to decide on the "
        "amounts shown on its page."
    ),
    done=gettext_lazy("The amounts are before the Joint Committee."),
    call=lambda asked, **values: forwarding.forward(paper=asked, **values),
)
request_withdraw = move_page(
    find=find,
    may=may_request,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the request"),
    lead=gettext_lazy(
        "You take the request back, also while the Joint Committee considers it: members are told, and "
        "nothing is decided. A new one can be started."
    ),
    done=gettext_lazy("The request is withdrawn."),
    call=lambda asked, **values: forwarding.withdraw(paper=asked, **values),
)


@screen(may=may_check, methods=("GET",))
def request_desk(request: HttpRequest) -> HttpResponse:
    """Issuance requests that wait at JCMA."""
    found = selectors.for_desk(request.user)
    return render(request, "credits/request_desk.html", {"requests": found})
