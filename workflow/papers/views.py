"""Changes about people: what waits, what the second officer reads, and what they say to it; accounts that are alike."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners.people.forms.people import ConfirmForm, NoteForm
from partners.people.models.personnel import AliasCase, PersonnelChange
from partners.people.permissions.personnel import concerns, is_officer_for
from partners.people.selectors import aliases as alike
from partners.people.selectors import personnel as selectors
from partners.people.services import aliases, personnel
from partners.people.views.people import OFFICERS, READERS
from partners.permissions import role
from partners.views.pages import acting, form_page
from workflow.steps.selectors import inbox

AUDITORS = role("auditor")
NEWEST = 50


@screen(may=READERS, methods=("GET",))
def change_list(request: HttpRequest) -> HttpResponse:
    """What waits for a second officer, and what was decided last."""
    every = selectors.visible_to(request.user)
    context = {
        "waiting": every.filter(state="proposed"),
        "decided": every.exclude(state="proposed")[:NEWEST],
        "cases": alike.visible_to(request.user),
        "reads_cases": AUDITORS(request.user),
    }
    return render(request, "workflow/change_list.html", context)


def _find(request: HttpRequest, pk: int) -> PersonnelChange:
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


@screen(may=READERS, methods=("GET",))
def change_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A change with everything that the second officer judges."""
    change = _find(request, pk)
    is_open = change.state == "proposed"
    officer = is_officer_for(request.user, side=change.side, country_id=change.country_id)
    context = {
        "change": change,
        "step": inbox.open_step(change),
        "alike": alike.like(change),
        "proofs": selectors.proofs_of(change.person) if change.person else [],
        "is_own": is_open and change.proposed_by_id in acting(request).own_accounts,
        "is_concerned": is_open and officer and concerns(change, request.user),
    }
    return render(request, "workflow/change_page.html", context)


@screen(may=AUDITORS, methods=("GET",))
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Two accounts side by side, with what makes them look like one person's."""
    case = get_object_or_404(alike.visible_to(request.user), pk=pk)
    pair = [(one, selectors.proofs_of(one), one.sign_ins.all()[:5]) for one in (case.one, case.other)]
    context = {"case": case, "pair": pair, "step": inbox.open_step(case)}
    return render(request, "workflow/case_page.html", context)


def _find_case(request: HttpRequest, pk: int) -> AliasCase:
    return get_object_or_404(alike.visible_to(request.user), pk=pk)


def _decide_page(
    *,
    find: Callable[[HttpRequest, int], Any],
    call: Callable[..., Any],
    key: str,
    title: Any,
    lead: Any,
    done: Any,
    form: type[Form] = NoteForm,
    may: Callable[[Any], bool] = OFFICERS,
    warning: bool = False,
) -> Callable[..., HttpResponseBase]:
    @screen(may=may)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        subject = find(request, pk)
        sent = form(request.POST if request.method == "POST" else None)
        if sent.is_valid():
            with refusals_in(sent):
                call(**{key: pk}, by=acting(request), at=clock.now(), **sent.cleaned_data)
                messages.success(request, str(done))
                return redirect(subject)
        return form_page(
            request,
            sent,
            title=title,
            submit=title,
            lead=lead,
            back=subject.get_absolute_url(),
            subject=subject,
            warning=warning,
        )

    view.__doc__ = f"{title}."
    return view


change_confirm = _decide_page(
    find=_find,
    call=personnel.confirm,
    key="change_id",
    form=ConfirmForm,
    title=_("Put in force"),
    lead=_("It counts at once. You say that you have judged it yourself."),
    done=_("It is in force."),
)
change_reject = _decide_page(
    find=_find,
    call=personnel.reject,
    key="change_id",
    title=_("Reject"),
    warning=True,
    lead=_("Nothing changes. The officer who proposed it reads your reason."),
    done=_("The proposal is rejected."),
)
change_withdraw = _decide_page(
    find=_find,
    call=personnel.withdraw,
    key="change_id",
    title=_("Withdraw"),
    warning=True,
    lead=_("Nothing changes. It can be proposed again at any time."),
    done=_("The proposal is withdrawn."),
)
case_apart = _decide_page(
    find=_find_case,
    call=aliases.tell_apart,
    key="case_id",
    may=AUDITORS,
    title=_("They are two persons"),
    lead=_("From now on one may approve what the other proposed. Say what you have seen."),
    done=_("It is recorded."),
)
case_unite = _decide_page(
    find=_find_case,
    call=aliases.unite,
    key="case_id",
    may=AUDITORS,
    title=_("They are one person"),
    warning=True,
    lead=_("Neither account may ever approve what the other proposed. Officers are told, and suspend one of them."),
    done=_("It is recorded."),
)
