"""Drafts in sections: edit one, check the answers, submit; the same for every kind of paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from common import clock
from common.forms import refusals_in, status_of
from common.refusals import Check, Refused
from common.screens import screen
from partners.views.pages import acting
from projects.papers.forms import versions as reading
from projects.papers.forms.notes import ConfirmForm
from projects.papers.selectors import documents
from projects.papers.views.pages import Finder, Words, files_of
from projects.permissions import may_draft
from workflow.drafts import checks as drafts
from workflow.drafts.forms import sections
from workflow.drafts.forms.sections import Part
from workflow.drafts.questions import Section
from workflow.drafts.views import write


@dataclass(frozen=True)
class Draft:
    """A kind of paper: its sections, checks and services; `save(paper, by=, at=, **values)`.

    `shows(paper)` is what `template` shows under the answers before they are submitted.
    """

    sections: Sequence[Section]
    checks: Sequence[Check]
    find: Finder
    form: Callable[..., Any]
    save: Callable[..., Any]
    submit: Callable[..., Any]
    done: Words
    lead: Words
    may: Callable[[Any], bool] = may_draft
    writable: Callable[[Any, Any], None] = drafts.writable
    parts: Sequence[Part] = ()
    shows: Callable[[Any], dict[str, Any]] = lambda _paper: {}
    template: str = ""

    def section(self, slug: str) -> Section:
        """A section by its slug, or 404."""
        found = next((section for section in self.sections if section.slug == slug), None)
        if found is None:
            raise Http404
        return found

    def after(self, paper: Any, slug: str, request: HttpRequest) -> str:
        """Where to go once a section is saved: the next one, or the list of tasks."""
        following = sections.following(self.sections, slug)
        base: str = paper.get_absolute_url()
        if following is None or "later" in request.POST:
            return base
        return f"{base}edit/{following.slug}/"


def edit_page(kind: Draft) -> Callable[..., HttpResponseBase]:
    """The page of one section of a draft."""

    @screen(may=kind.may)
    def view(request: HttpRequest, section: str, **address: Any) -> HttpResponse:
        paper = kind.find(request, **address)
        kind.writable(paper, request.user)
        part = kind.section(section)

        def page(form: BaseForm, **shared: Any) -> HttpResponse:
            context = {"paper": paper, "section": part, "title": sections.title_of(paper, part), "form": form}
            return render(request, "projects/draft_section.html", context | shared, status=status_of(form))

        return write(
            request,
            paper,
            now=lambda: kind.find(request, **address),
            form=partial(kind.form, part),
            names=part.names,
            mark=lambda stands: drafts.mark_of(stands, part.names),
            save=partial(kind.save, paper),
            after=lambda: kind.after(paper, part.slug, request),
            page=page,
        )

    view.__doc__ = "Write one section of a draft."
    return view


def submit_page(kind: Draft) -> Callable[..., HttpResponseBase]:
    """Check your answers, then submit."""

    @screen(may=kind.may)
    def view(request: HttpRequest, **address: Any) -> HttpResponse:
        paper = kind.find(request, **address)
        form = ConfirmForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            with refusals_in(form):
                kind.submit(paper, by=acting(request), at=clock.now())
                messages.success(request, str(kind.done))
                return redirect(paper)
        return render(request, "projects/draft_check.html", checked(kind, paper, form, request), status=status_of(form))

    view.__doc__ = "Check the answers and submit."
    return view


def checked(kind: Draft, paper: Any, form: BaseForm, request: HttpRequest) -> dict[str, Any]:
    """What the page of answers shows: each section with its rows and what is missing."""
    may_change = _may_change(kind, paper, request.user)
    parts = [
        {
            "section": section,
            "title": sections.title_of(paper, section),
            "rows": sections.answers(paper, section, change=may_change)
            or reading.answers(paper, section, change=may_change),
            "missing": [*sections.problems(paper, section, kind.checks), *sections.further(paper, section, kind.parts)],
            "url": f"{paper.get_absolute_url()}edit/{section.slug}/" if may_change else "",
        }
        for section in kind.sections
    ]
    refusal = getattr(form, "refusal", None)
    return {
        "paper": paper,
        "parts": parts,
        "form": form,
        "files": files_of(paper, request.user),
        "lead": kind.lead,
        "repair_url": _repair_url(kind, paper, refusal) if may_change else "",
        "more_template": kind.template,
        **kind.shows(paper),
    }


def _may_change(kind: Draft, paper: Any, user: Any) -> bool:
    try:
        kind.writable(paper, user)
    except Refused:
        return False
    return True


def _repair_url(kind: Draft, paper: Any, refusal: Refused | None) -> str:
    """The section in which the refused field stands."""
    field = refusal.field if refusal else None
    for section in kind.sections:
        refused = {one.number for one in sections.further(paper, section, kind.parts)} if refusal else set()
        named = field and (field in {*section.fields, *section.names} or field == section.slug)
        if named or (refusal and refusal.number in refused):
            return f"{paper.get_absolute_url()}edit/{section.slug}/"
    return ""


def overview(kind: Draft, paper: Any, user: Any) -> dict[str, Any]:
    """What a paper's page shows of its sections: tasks while it is a draft of this person, answers otherwise."""
    may_change = _may_change(kind, paper, user)
    return {
        "may_change": may_change,
        "tasks": sections.tasks(paper, kind.sections, kind.checks, kind.parts) if may_change else [],
        "parts": [
            {
                "section": section,
                "title": sections.title_of(paper, section),
                "rows": sections.answers(paper, section, change=False),
            }
            for section in kind.sections
        ],
        "files": files_of(paper, user),
        "reads_versions": documents.works_on(paper, user),
    }
