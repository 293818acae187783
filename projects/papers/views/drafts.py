"""Drafts in sections: edit one, check the answers, submit; the same for every kind of paper."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, override

from django.forms import BaseForm

from common.models import PaperRow
from common.pages.drafts import DraftPage
from common.pages.forms import Data, FormPage
from common.pages.pages import HasPage, Values
from common.refusals import Refused
from partners import permissions
from partners.people.models.people import User, Visitor
from projects.papers.forms import versions as reading
from projects.papers.selectors import documents
from projects.papers.views.pages import AnyPaper, files_of, or_404
from projects.permissions import may_draft
from workflow import procedures
from workflow.corrections import selectors as corrections
from workflow.drafts.forms import sections
from workflow.drafts.forms.tables import MORE
from workflow.drafts.questions import Draft, Section
from workflow.papers import checks as drafts
from workflow.papers import services as papers


class SectionPage[Row: HasPage](DraftPage[Row]):
    """One section of a draft."""

    may = staticmethod(may_draft)
    template_name = "projects/draft_section.html"

    def draft_of(self, paper: Any) -> Draft:  # what is no paper of its own says how it is written
        """How this paper is written, as its procedure says."""
        return procedures.of(paper).draft(paper)

    def section_of(self, paper: Row) -> Section:
        """The section that the address names, or 404."""
        return or_404(self.draft_of(paper).section(self.kwargs["section"]))

    @override
    def act(self, paper: Any, /, *args: Values, **answers: Values) -> HasPage | None:  # a page that says it has its own
        saved: HasPage = papers.save_draft(paper=paper, **answers)
        return saved

    @override
    def address(self) -> dict[str, Values]:
        return {name: value for name, value in self.kwargs.items() if name != "section"}

    @override
    def admit(self, subject: Row) -> None:
        self.draft_of(subject).writable(subject, self.request.user)
        if isinstance(subject, PaperRow):
            drafts.named_open(subject, self.section_of(subject).names)

    @override
    def form(self, subject: Row, data: Data) -> BaseForm:
        make = self.draft_of(subject).form or sections.form_of
        form: BaseForm = make(self.section_of(subject), subject, data)
        return form

    @override
    def names(self, draft: Row) -> Sequence[str]:
        return self.section_of(draft).names

    @override
    def mark(self, draft: Row) -> str:
        return drafts.mark_of(draft, self.names(draft))

    @override
    def success_url(self, subject: Row, outcome: HasPage | None) -> str:
        """The section after this one, or the list of tasks; this one again where more rows are wanted."""
        if MORE in self.request.POST:
            return self.request.path
        following = sections.following(open_sections(subject, self.draft_of(subject)), self.section_of(subject).slug)
        if following is None or "later" in self.request.POST:
            return subject.get_absolute_url()
        return f"{subject.get_absolute_url()}edit/{following.slug}/"

    @override
    def context(self, subject: Row, form: BaseForm) -> dict[str, object]:
        section = self.section_of(subject)
        shown = {"paper": subject, "section": section, "title": sections.title_of(subject, section), "form": form}
        return shown | {"seen": self.seen(subject, form)}


class SubmitPage[Row: HasPage](FormPage[Row]):
    """Check your answers, then submit.

    Attributes:
        more_template: what is shown under the answers before they are submitted; `shows` says what it needs.
    """

    may = staticmethod(may_draft)
    template_name = "projects/draft_check.html"
    more_template: ClassVar[str] = ""

    @override
    def act(self, paper: Any, /, *, by: User, at: datetime) -> HasPage | None:  # as above
        submitted: HasPage = papers.submit(paper=paper, by=by, at=at)
        return submitted

    @override
    def context(self, subject: Row, form: BaseForm) -> dict[str, object]:
        """Each section with its rows and what is missing."""
        paper: Any = subject  # pages of drafts are about papers
        user, draft = self.request.user, procedures.of(paper).draft(paper)
        refusal = getattr(form, "refusal", None)
        may_change = draft.may_change(subject, user)
        open_now = open_sections(paper, draft) if may_change else []
        return {
            "paper": subject,
            "parts": [_part(draft, paper, section, may_change=section in open_now) for section in draft.sections],
            "form": form,
            "files": files_of(subject, user),
            "lead": self.lead,
            "repair_url": _repair_url(draft, subject, refusal) if may_change and refusal else "",
            "more_template": self.more_template,
            **self.shows(subject),
        }


def open_sections(paper: object, draft: Draft) -> list[Section]:
    """The sections that may be written: all of them, or those that an officer named when the paper was given back."""
    returned = corrections.returned_of(paper) if isinstance(paper, PaperRow) else None
    named = None if returned is None else corrections.sections_of(returned)
    return [section for section in draft.sections if named is None or section.slug in named]


def _part(draft: Draft, paper: AnyPaper, section: Section, *, may_change: bool) -> dict[str, object]:
    rows = sections.answers(paper, section, change=may_change) or reading.answers(paper, section, change=may_change)
    return {
        "section": section,
        "title": sections.title_of(paper, section),
        "rows": rows,
        "missing": [*sections.problems(paper, section, draft.checks), *sections.further(paper, section, draft.parts)],
        "url": f"{paper.get_absolute_url()}edit/{section.slug}/" if may_change else "",
    }


def _repair_url(draft: Draft, paper: AnyPaper, refusal: Refused) -> str:
    """The section in which the refused field stands."""
    field = refusal.field
    for section in draft.sections:
        stands_here = field and (field in {*section.fields, *section.names} or field == section.slug)
        if stands_here or refusal.number in {each.number for each in sections.further(paper, section, draft.parts)}:
            return f"{paper.get_absolute_url()}edit/{section.slug}/"
    return ""


def _is_corrected(paper: AnyPaper) -> bool:
    """Whether parts of it may have been corrected since it was handed in."""
    return bool(procedures.of(paper).reopens) and paper.state != "draft"


def overview(paper: AnyPaper, user: Visitor) -> dict[str, object]:
    """What a paper's page shows of its sections: tasks while it is a draft of this person, answers otherwise."""
    draft = procedures.of(paper).draft(paper)
    may_change = draft.may_change(paper, user)
    every = list(corrections.of_paper(paper)) if _is_corrected(paper) else []
    return {
        "may_change": may_change,
        "tasks": sections.tasks(paper, open_sections(paper, draft), draft.checks, draft.parts) if may_change else [],
        "parts": [
            {
                "section": section,
                "title": sections.title_of(paper, section),
                "rows": sections.answers(paper, section, change=False),
            }
            for section in draft.sections
        ],
        "files": files_of(paper, user),
        "reads_versions": documents.works_on(paper, user),
        "correction": next((one for one in every if one.state == "open"), None),
        "corrected": [one for one in every if one.state == "handed_in"],
        "reopens": paper.state in procedures.of(paper).reopens and permissions.secretariat(paper, user),
    }
