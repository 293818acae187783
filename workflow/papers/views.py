"""Changes about people: what waits, what the second officer reads, and what they say to it; accounts that are alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common.facts import Fact
from common.pages.finals import FinalPage
from common.pages.forms import MovePage
from common.screens import screen
from partners.people.forms.people import NoteForm
from partners.people.models.people import User
from partners.people.models.personnel import AliasCase, PersonnelChange
from partners.people.permissions.personnel import concerns, is_officer_for
from partners.people.selectors import aliases as alike
from partners.people.selectors import personnel as selectors
from partners.people.services import aliases, personnel
from partners.people.views.people import OFFICERS, READERS
from partners.permissions import role
from partners.views.pages import acting
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
        "lines": selectors.facts_of(change),
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
    people = (case.one, case.other)
    pair = [(person, selectors.proofs_of(person), person.sign_ins.all()[:5]) for person in people]
    context = {"case": case, "pair": pair, "step": inbox.open_step(case)}
    return render(request, "workflow/case_page.html", context)


def _find_case(request: HttpRequest, pk: int) -> AliasCase:
    return get_object_or_404(alike.visible_to(request.user), pk=pk)


class ChangeMove(MovePage[PersonnelChange]):
    """What an officer says to a change that was proposed."""

    may = staticmethod(OFFICERS)

    @override
    def find(self, pk: int) -> PersonnelChange:
        return _find(self.request, pk)


class ChangeConfirm(FinalPage[PersonnelChange]):
    """A second officer puts it in force."""

    move = "confirm"
    may = staticmethod(OFFICERS)
    title = _("Put in force")
    lead = _("You say that you have judged it yourself.")
    consequence = _("It counts at once. What it gives or takes is undone only by another proposal of two officers.")
    done = _("It is in force.")

    @override
    def find(self, pk: int) -> PersonnelChange:
        return _find(self.request, pk)

    @override
    def facts(self, change: PersonnelChange, form: BaseForm) -> Sequence[Fact]:
        return [*selectors.facts_of(change), Fact(_("Proposed by"), str(change.proposed_by))]

    @override
    def act(self, change: PersonnelChange, *, by: User, at: datetime) -> None:
        personnel.confirm(change_id=change.pk, by=by, at=at)


class ChangeReject(ChangeMove):
    """A second officer rejects it."""

    form_class = NoteForm
    warning = True
    title = _("Reject")
    lead = _("Nothing changes. The officer who proposed it reads your reason.")
    done = _("The proposal is rejected.")

    @override
    def act(self, change: PersonnelChange, *, by: User, at: datetime, note: str) -> None:
        personnel.reject(change_id=change.pk, note=note, by=by, at=at)


class ChangeWithdraw(ChangeMove):
    """Who proposed it takes it back."""

    form_class = NoteForm
    warning = True
    title = _("Withdraw")
    lead = _("Nothing changes. It can be proposed again at any time.")
    done = _("The proposal is withdrawn.")

    @override
    def act(self, change: PersonnelChange, *, by: User, at: datetime, note: str) -> None:
        personnel.withdraw(change_id=change.pk, note=note, by=by, at=at)


class CaseFinal(FinalPage[AliasCase]):
    """What an auditor concludes about two accounts that look like one person's."""

    may = staticmethod(AUDITORS)
    form_class = NoteForm
    done = _("It is recorded.")

    @override
    def find(self, pk: int) -> AliasCase:
        return _find_case(self.request, pk)

    @override
    def facts(self, case: AliasCase, form: BaseForm) -> Sequence[Fact]:
        return [
            Fact(_("Accounts"), [f"{person} ({person.email})" for person in (case.one, case.other)]),
            Fact(_("What makes them look alike"), case.ground_labels),
        ]


class CaseApart(CaseFinal):
    """They are two persons."""

    move = "tell_apart"
    title = _("They are two persons")
    lead = _("From now on one may approve what the other proposed. Say what you have seen.")
    consequence = _("From now on each may approve what the other proposed, and what is approved then stays.")

    @override
    def act(self, case: AliasCase, *, by: User, at: datetime, note: str) -> None:
        aliases.tell_apart(case_id=case.pk, note=note, by=by, at=at)


class CaseUnite(CaseFinal):
    """They are one person."""

    move = "unite"
    warning = True
    consequence = _("It is written down for good, and officers of both offices are told.")
    title = _("They are one person")
    lead = _("Neither account may ever approve what the other proposed. Officers are told, and suspend one of them.")

    @override
    def act(self, case: AliasCase, *, by: User, at: datetime, note: str) -> None:
        aliases.unite(case_id=case.pk, note=note, by=by, at=at)
