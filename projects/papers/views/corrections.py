"""Pages of corrections: open parts of a paper, write them, compare before and after, hand them in, close them again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data
from common.pages.pages import HasPage, Values
from common.screens import screen
from partners import permissions
from partners.people.models.people import User, Visitor
from partners.permissions import at_work
from partners.views.pages import acting
from projects.papers.forms import versions as reading
from projects.papers.forms.notes import NoteForm
from projects.papers.forms.parts import HandInForm, ReopenForm
from projects.papers.selectors import versions
from projects.papers.views.drafts import SectionPage
from projects.papers.views.pages import AnyPaper, PaperMove, or_404, step_of
from projects.permissions import may_check, may_close_parts, may_draft
from workflow import procedures
from workflow.corrections import selectors
from workflow.corrections.models import Correction
from workflow.drafts.forms import sections
from workflow.drafts.questions import Draft, Section
from workflow.papers import checks as drafts
from workflow.papers import services as papers


def find(request: HttpRequest, pk: int) -> Correction:
    """A correction of a paper that this person works on, or 404."""
    correction: Correction = get_object_or_404(procedures.named("correction").visible_to(request.user), pk=pk)
    return correction


def written(correction: Correction) -> AnyPaper:
    """The paper with what is written of its correction so far; nothing of it is saved."""
    paper = correction.corrected
    drafts.written_on(paper, correction)
    return paper


def open_parts(correction: Correction) -> list[Section]:
    """The sections that are open, in the order of the form."""
    named = selectors.sections_of(correction)
    return [
        part for part in procedures.of(correction.corrected).sections_of(correction.corrected) if part.slug in named
    ]


def changes_of(correction: Correction, user: Visitor) -> list[reading.Change]:
    """Before and after: what was handed in; to the paper's own parties also what they have written so far."""
    if correction.before is None:
        return []
    paper = correction.corrected
    before = reading.rows(paper, correction.before)
    if correction.after is not None:
        return reading.changes(before, reading.rows(paper, correction.after))
    if permissions.participant_of(correction, user) and correction.written:
        return reading.changes(before, reading.rows_written(written(correction)))
    return []


@screen(may=at_work, methods=("GET",))
def correction_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A correction: who asked for it and why, the parts that are open, and what differs."""
    correction = find(request, pk)
    may_write = correction.state == "open" and permissions.participant_of(correction, request.user)
    context = {
        "correction": correction,
        "paper": correction.corrects,
        "step": step_of(correction),
        "asked": asked(correction),
        "tasks": tasks_of(correction) if may_write else [],
        "changes": changes_of(correction, request.user),
        "may_write": may_write,
    }
    return render(request, "projects/correction_page.html", context)


def asked(correction: Correction) -> list[dict[str, object]]:
    """Each part that was asked for, with its title, the reason and the finding."""
    paper = correction.corrected
    titles = {part.slug: sections.title_of(paper, part) for part in procedures.of(paper).sections_of(paper)}
    return [
        {
            "title": titles.get(part.section, part.section),
            "reason": part.reason,
            "finding": part.asked_in,
            "at": part.at,
            "closed_at": part.closed_at,
            "closed_for": part.closed_for,
        }
        for part in correction.parts.all()
    ]


def tasks_of(correction: Correction) -> list[dict[str, Any]]:
    """The parts to correct, with their addresses; each says what is missing, or whether it was changed."""
    now, parts = drafts.plain_facts(correction.corrected), open_parts(correction)
    paper = written(correction)  # it puts the words on the row that was read above
    draft = procedures.of(paper).draft(paper)
    tasks = sections.tasks(paper, parts, draft.checks, draft.parts, at=correction.get_absolute_url())
    differing = {name for name, value in correction.written.items() if now[name] != value}
    for task, part in zip(tasks, parts, strict=True):
        if task["kind"] != "waiting" and differing.isdisjoint({*part.fields, *part.names}):
            task |= {"status": _("Not changed yet"), "kind": "plain"}
    return tasks


class CorrectionEdit(SectionPage[Correction]):
    """Write one part that is open; the paper stays as it was handed in."""

    @override
    def find(self, pk: int) -> Correction:
        return find(self.request, pk)

    @override
    def draft_of(self, paper: Any) -> Draft:
        draft = procedures.of(paper.corrected).draft(paper.corrected)
        return Draft(open_parts(paper), draft.checks, drafts.correctable, draft.parts, draft.form)

    @override
    def admit(self, subject: Correction) -> None:
        drafts.correctable(subject, self.request.user)

    @override
    def form(self, subject: Correction, data: Data) -> BaseForm:
        make = self.draft_of(subject).form or sections.form_of
        form: BaseForm = make(self.section_of(subject), written(subject), data)
        return form

    @override
    def mark(self, draft: Correction) -> str:
        return drafts.mark_of(written(draft), self.names(draft))

    @override
    def act(self, paper: Any, /, *args: Values, **answers: Values) -> HasPage:
        return papers.save_correction(correction=paper, **answers)

    @override
    def success_url(self, subject: Correction, outcome: HasPage | None) -> str:
        following = sections.following(open_parts(subject), self.section_of(subject).slug)
        if following is None or "later" in self.request.POST:
            return subject.get_absolute_url()
        return f"{subject.get_absolute_url()}edit/{following.slug}/"


class CorrectionMove(PaperMove[Correction]):
    """A deed that ends a correction."""

    @override
    def find(self, pk: int) -> Correction:
        return find(self.request, pk)


class CorrectionHandIn(CorrectionMove):
    """Read what differs, say what was corrected, hand it in."""

    may = staticmethod(may_draft)
    form_class = HandInForm
    template_name = "projects/correction_hand_in.html"
    title = _("Hand in the corrected parts")
    lead = _(
        "Read what differs. The whole paper is handed in as its next version; what stands in it now is what counts"
        " from then on. Each finding that asked for these parts is answered by it."
    )
    done = _("The corrected parts are handed in as a new version.")

    @override
    def shows(self, subject: Correction) -> Mapping[str, object]:
        paper = written(subject)
        draft = procedures.of(paper).draft(paper)
        missing = [
            one
            for part in draft.sections
            for one in [*sections.problems(paper, part, draft.checks), *sections.further(paper, part, draft.parts)]
        ]
        return {"changes": changes_of(subject, self.request.user), "missing": missing, "correction": subject}

    @override
    def act(self, correction: Correction, *, by: User, at: datetime, said: str) -> Correction:
        return papers.hand_in_correction(correction=correction, said=said, by=by, at=at)


class CorrectionTakeBack(CorrectionMove):
    """Who opened the parts closes them again."""

    may = staticmethod(may_close_parts)
    form_class = NoteForm
    warning = True
    title = _("Close the parts again")
    lead = _(
        "The parts that your office has opened are closed again: in them the paper stays as it was handed in, and what"
        " the participants have written there does not count. What another office has opened stays open."
    )
    done = _("The parts that your office had opened are closed again.")

    @override
    def act(self, correction: Correction, *, by: User, at: datetime, note: str) -> Correction:
        return papers.take_back_correction(correction=correction, note=note, by=by, at=at)


class PaperReopen(PaperMove[Any]):
    """JCMA opens parts of a paper that was handed in."""

    may = staticmethod(may_check)
    title = _("Open parts for correction")
    lead = _("The participants correct these parts and hand them in as the next version of the whole paper.")
    done = _("The parts are open, and the participants are told.")

    @override
    def find(self, kind: str, pk: int) -> AnyPaper:
        return or_404(versions.paper_visible_to(self.request.user, kind, pk))

    @override
    def admit(self, subject: AnyPaper) -> None:
        drafts.may_reopen(subject, acting(self.request), is_asked=False)
        drafts.reopenable(subject)

    @override
    def form(self, subject: AnyPaper, data: Data) -> ReopenForm:
        return ReopenForm(data, paper=subject)

    @override
    def act(self, paper: Any, *, by: User, at: datetime, note: str, sections: Sequence[str]) -> Correction:
        return papers.reopen(paper=paper, sections=sections, note=note, by=by, at=at)
