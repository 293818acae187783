"""Drafts in sections: edit one, check the answers, submit; the same for every kind of paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jcm_platform.common import clock
from jcm_platform.common.forms import refusals_in, status_of
from jcm_platform.common.refusals import Check, Refused
from jcm_platform.common.screens import screen
from partners.views.pages import acting
from projects.checks import drafts
from projects.forms import sections
from projects.forms.notes import ConfirmForm
from projects.forms.sections import Section
from projects.permissions import may_draft
from projects.views.pages import Finder, Words, files_of


@dataclass(frozen=True)
class Draft:
    """A kind of paper: its sections, checks and services; `save(paper, by=, at=, **values)`."""

    sections: Sequence[Section]
    checks: Sequence[Check]
    find: Finder
    form: Callable[..., Any]
    save: Callable[..., Any]
    submit: Callable[..., Any]
    done: Words
    lead: Words

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

    @screen(may=may_draft)
    def view(request: HttpRequest, section: str, **address: Any) -> HttpResponse:
        paper = kind.find(request, **address)
        drafts.writable(paper, request.user)
        part = kind.section(section)
        form: BaseForm = kind.form(part, paper, request.POST if request.method == "POST" else None)
        if form.is_valid():
            with refusals_in(form):
                kind.save(paper, by=acting(request), at=clock.now(), **form.to_save())  # type: ignore[attr-defined]
                messages.success(request, _("Saved."))
                return redirect(kind.after(paper, section, request))
        context = {"paper": paper, "section": part, "form": form, "sections": kind.sections}
        return render(request, "projects/draft_section.html", context, status=status_of(form))

    view.__doc__ = "Write one section of a draft."
    return view


def submit_page(kind: Draft) -> Callable[..., HttpResponseBase]:
    """Check your answers, then submit."""

    @screen(may=may_draft)
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
    may_change = _may_change(paper, request.user)
    parts = [
        {
            "section": section, "rows": sections.answers(paper, section, change=may_change),
            "missing": sections.problems(paper, section, kind.checks),
            "url": f"{paper.get_absolute_url()}edit/{section.slug}/" if may_change else "",
        }
        for section in kind.sections
    ]  # fmt: skip
    refusal = getattr(form, "refusal", None)
    return {
        "paper": paper, "parts": parts, "form": form, "files": files_of(paper, request.user), "lead": kind.lead,
        "repair_url": _repair_url(kind, paper, refusal) if may_change else "",
    }  # fmt: skip


def _may_change(paper: Any, user: Any) -> bool:
    try:
        drafts.writable(paper, user)
    except Refused:
        return False
    return True


def _repair_url(kind: Draft, paper: Any, refusal: Refused | None) -> str:
    """The section in which the refused field stands."""
    field = refusal.field if refusal else None
    for section in kind.sections:
        if field and (field in section.fields or field == section.slug):
            return f"{paper.get_absolute_url()}edit/{section.slug}/"
    return ""


def overview(kind: Draft, paper: Any, user: Any) -> dict[str, Any]:
    """What a paper's page shows of its sections: tasks while it is a draft of this person, answers otherwise."""
    may_change = _may_change(paper, user)
    return {
        "may_change": may_change,
        "tasks": sections.tasks(paper, kind.sections, kind.checks) if may_change else [],
        "parts": [
            {"section": section, "rows": sections.answers(paper, section, change=False)} for section in kind.sections
        ],
        "files": files_of(paper, user),
    }
