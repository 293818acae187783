"""Pages of issuances: one side's issuance, the registry's desk, a published record, a project's own."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import clock
from common.facts import Fact
from common.pages.finals import FinalPage
from common.screens import anyone, screen
from credits.models import Issuance, PublishedIssuance
from credits.permissions import may_issue
from credits.reports import published
from credits.selectors import issuances as selectors
from credits.selectors import requests as request_selectors
from credits.services import issuances
from partners.people.models.people import User
from projects.papers.forms.notes import NoteForm
from projects.papers.views.pages import PaperMove, or_404, step_of
from projects.projects.selectors import projects


def find(request: HttpRequest, pk: int) -> Issuance:
    """An issuance; they are public."""
    return get_object_or_404(selectors.public(), pk=pk)


@screen(may=anyone, methods=("GET",))
def issuance_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What one side's registry issues: notified and issued tonnes, lots with serial numbers."""
    issuance = find(request, pk)
    works = request_selectors.works_on(issuance.request, request.user)
    preview = request_selectors.preview(issuance.request, clock.today())
    context = {
        "issuance": issuance,
        "works": works,
        "step": step_of(issuance) if works else None,
        "lines": [line for line in preview.lines if line.side == issuance.side],
        "years": preview.years,
    }
    return render(request, "credits/issuance_page.html", context)


class IssuanceMove(FinalPage[Issuance]):
    """An act on one side's issuance; the lots that it would make are shown, as the book would make them now."""

    may = staticmethod(may_issue)

    @override
    def find(self, pk: int) -> Issuance:
        return find(self.request, pk)

    @override
    def caption(self, subject: Issuance) -> object:
        return subject.title

    @override
    def facts(self, subject: Issuance, form: BaseForm) -> Sequence[Fact]:
        lots = issuances.preview(issuance_id=subject.pk, at=clock.now())
        return [
            Fact(_("Registry"), subject.registry),
            Fact(_("Amount"), sum(lot.quantity_tco2e for lot in lots), "tonnes"),
            Fact(_("Serial numbers"), [lot.serial for lot in lots], "serial"),
            *(Fact(lot_label(lot.vintage), [portion(*each) for each in lot.portions]) for lot in lots),
        ]


def lot_label(vintage: int) -> str:
    """What the portions of a lot are called."""
    return gettext("Accounts, vintage %(year)s") % {"year": vintage}


def portion(number: str, holder: str, tonnes: int) -> str:
    """Who gets how much of a lot."""
    return f"{number} ({holder}): {tonnes:,} t"


class IssuancePropose(IssuanceMove):
    """One administrator proposes to issue the credits of a side."""

    move = "propose"
    title = _("Propose the issuance")
    lead = _("Another administrator of your registry looks at the same lines and issues the credits.")
    consequence = _(
        "Nothing is issued yet. The book has tried it and taken it back: every check holds now. The serial numbers are "
        "given when it is approved."
    )
    second = _("Another administrator of this registry approves.")
    done = _("The issuance is proposed. Another administrator of your registry approves it.")

    @override
    def act(self, subject: Issuance, *, by: User, at: datetime) -> Issuance:
        return issuances.propose(issuance_id=subject.pk, by=by, at=at)


class IssuanceIssue(IssuanceMove):
    """A second administrator issues the credits of one side."""

    move = "issue"
    title = _("Issue the credits")
    lead = _(
        "One lot is made for each vintage year, with serial numbers that follow the last ones, and the "
        "units go to the accounts of your side’s parties."
    )
    consequence = _("The credits are issued at once, in public. An issuance cannot be undone.")
    done = _("The credits are issued.")

    @override
    def facts(self, subject: Issuance, form: BaseForm) -> Sequence[Fact]:
        return [*super().facts(subject, form), Fact(_("Proposed by"), str(subject.proposed_by or ""))]

    @override
    def act(self, subject: Issuance, *, by: User, at: datetime) -> Issuance:
        return issuances.issue(issuance_id=subject.pk, by=by, at=at)


class IssuanceSendBack(PaperMove[Issuance]):
    """A proposed issuance goes back, with the reason."""

    may = staticmethod(may_issue)
    form_class = NoteForm
    title = _("Send the proposal back")
    lead = _("Nothing is issued. Whoever proposed it reads your reason and can propose it again.")
    done = _("The proposal is sent back.")

    @override
    def find(self, pk: int) -> Issuance:
        return find(self.request, pk)

    @override
    def act(self, subject: Issuance, *, by: User, at: datetime, note: str) -> Issuance:
        return issuances.send_back(issuance_id=subject.pk, note=note, by=by, at=at)


@screen(may=may_issue, methods=("GET",))
def issuance_desk(request: HttpRequest) -> HttpResponse:
    """What the Joint Committee notified and this registry has not issued yet."""
    return render(request, "credits/issuance_desk.html", {"issuances": selectors.to_issue(request.user)})


@screen(may=anyone, methods=("GET",))
def published_page(request: HttpRequest, key: str) -> HttpResponse:
    """A published issuance with every cell as it is published."""
    record: PublishedIssuance = get_object_or_404(selectors.published(), import_key=key)
    context = {"record": record, "rows": published.rows(record), "container": selectors.container_of(record)}
    return render(request, "credits/published_page.html", context)


@screen(may=anyone, methods=("GET",))
def project_issuances(request: HttpRequest, slug: str) -> HttpResponse:
    """The issuances of one project: those of this platform and those published before."""
    project = or_404(projects.by_slug(projects.visible_to(request.user), slug))
    context = {
        "project": project,
        "issuances": selectors.of_project(project),
        "records": selectors.published_of(project),
    }
    return render(request, "credits/project_issuances.html", context)
