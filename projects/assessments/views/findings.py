"""Pages of findings: raise, read the thread, answer, judge, write."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data
from common.pages.pages import Values
from common.screens import screen
from partners import permissions
from partners.people.models.people import User, Visitor
from partners.permissions import at_work
from projects.assessments.forms.findings import FindingForm, MessageForm
from projects.assessments.models.assessments import Finding, Validation, Verification
from projects.assessments.selectors import assessments as selectors
from projects.assessments.services import findings
from projects.assessments.services.findings import Uploads
from projects.assessments.states.assessments import FindingState
from projects.papers.forms.parts import ReopenForm
from projects.papers.forms.versions import Change
from projects.papers.views.corrections import changes_of
from projects.papers.views.pages import PaperMove, by_pk, step_of
from projects.permissions import may_assess, may_draft, may_write_on_findings
from workflow import procedures
from workflow.corrections import selectors as corrections
from workflow.corrections.models import Correction
from workflow.drafts.forms.sections import title_of

find_finding = by_pk(selectors.findings_visible_to)


@screen(may=at_work, methods=("GET",))
def finding_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A finding with its thread."""
    finding = find_finding(request, pk)
    parties = permissions.any_of(permissions.tpe_of, permissions.participant_of)
    asked = list(corrections.asked_in(finding))
    context = {
        "finding": finding,
        "corrections": [(one, changes_for(one, finding, request.user)) for one in asked],
        "opens_parts": opens_parts(finding, request.user),
        "step": step_of(finding),
        "may_write": finding.state != "closed" and parties(finding, request.user),
    }
    return render(request, "projects/finding_page.html", context)


def changes_for(correction: Correction, finding: Finding, user: Visitor) -> list[Change]:
    """What differs in the parts that this finding asked for."""
    named = corrections.sections_of(correction, asked_in=finding)
    paper = correction.corrected
    titles = {title_of(paper, part) for part in procedures.of(paper).sections_of(paper) if part.slug in named}
    return [change for change in changes_of(correction, user) if change.section in titles]


def opens_parts(finding: Finding, user: Visitor) -> bool:
    """True where this person may open parts of the paper for the finding now."""
    subject = finding.at_work.subject
    waits = finding.state == FindingState.RAISED and subject.state in procedures.of(subject).reopens
    return waits and permissions.tpe_of(finding, user)


@screen(may=at_work, methods=("GET",))
def finding_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of the thread, for those who may read the finding; it is always downloaded."""
    stored = get_object_or_404(selectors.files_of(find_finding(request, pk)), pk=file)
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


class RaisePage[Row: Validation | Verification](PaperMove[Row]):
    """The entity raises a finding."""

    may = staticmethod(may_assess)
    title = _("Raise a finding")
    lead = _(
        "The participants are told at once and answer within the time limit of the rules; a forward "
        "action request waits for the next verification."
    )
    done = _("The finding is raised.")

    @override
    def form(self, assessment: Row, data: Data) -> FindingForm:
        return FindingForm(data, self.files, paper=assessment.subject)

    @override
    def act(self, assessment: Row, *, by: User, at: datetime, **finding: Values) -> None:
        findings.raise_finding(assessment=assessment, by=by, at=at, **finding)


class FindingMove(PaperMove[Finding]):
    """A message in the thread of a finding, and what it does with it."""

    @override
    def find(self, pk: int) -> Finding:
        return find_finding(self.request, pk)

    @override
    def form(self, finding: Finding, data: Data) -> MessageForm:
        return MessageForm(data, self.files)


class FindingAnswer(FindingMove):
    """The participants answer."""

    may = staticmethod(may_draft)
    title = _("Answer the finding")
    lead = _(
        "Say what you corrected, or explain. New versions of files are handed in on the paper’s page. If the form"
        " itself is to be corrected, ask the entity to open the parts in question."
    )
    done = _("Your answer is with the entity.")

    @override
    def act(self, finding: Finding, *, by: User, at: datetime, text: str, uploads: Uploads) -> None:
        findings.answer(finding_id=finding.pk, text=text, uploads=uploads, by=by, at=at)


class FindingOpenParts(PaperMove[Finding]):
    """The entity opens parts of the form, so that the finding can be met in them."""

    may = staticmethod(may_assess)
    title = _("Open parts for correction")
    lead = _("The participants correct these parts and hand them in as a new version, which answers the finding.")
    done = _("The parts are open, and the participants are told.")

    @override
    def find(self, pk: int) -> Finding:
        return find_finding(self.request, pk)

    @override
    def form(self, finding: Finding, data: Data) -> ReopenForm:
        return ReopenForm(data, paper=finding.at_work.subject)

    @override
    def act(self, finding: Finding, *, by: User, at: datetime, note: str, sections: Sequence[str]) -> None:
        findings.ask_correction(finding_id=finding.pk, sections=sections, text=note, by=by, at=at)


class FindingAskAgain(FindingMove):
    """The entity is not content with the answer."""

    may = staticmethod(may_assess)
    title = _("Ask again")
    lead = _("The answer does not settle it: say what is still missing.")
    done = _("The finding is back with the participants.")

    @override
    def act(self, finding: Finding, *, by: User, at: datetime, text: str, uploads: Uploads) -> None:
        findings.ask_again(finding_id=finding.pk, text=text, uploads=uploads, by=by, at=at)


class FindingClose(FindingMove):
    """The entity closes a finding that is settled."""

    may = staticmethod(may_assess)
    title = _("Close the finding")
    lead = _("Say why the answer settles it. Both stand in the report.")
    done = _("The finding is closed.")

    @override
    def act(self, finding: Finding, *, by: User, at: datetime, text: str, uploads: Uploads) -> None:
        findings.close(finding_id=finding.pk, text=text, uploads=uploads, by=by, at=at)


class FindingReopen(FindingMove):
    """The entity opens a closed finding again."""

    may = staticmethod(may_assess)
    title = _("Open the finding again")
    lead = _("Say what shows that it is not settled. The participants answer again.")
    done = _("The finding is open again.")

    @override
    def act(self, finding: Finding, *, by: User, at: datetime, text: str, uploads: Uploads) -> None:
        findings.reopen(finding_id=finding.pk, text=text, uploads=uploads, by=by, at=at)


class FindingCarryOn(FindingMove):
    """The entity leaves a finding to the verification after."""

    may = staticmethod(may_assess)
    title = _("Carry on to the verification after")
    lead = _("It cannot be settled in this verification: say why. The next one takes it up.")
    done = _("The next verification takes it up.")

    @override
    def act(self, finding: Finding, *, by: User, at: datetime, text: str, uploads: Uploads) -> None:
        findings.carry_on(finding_id=finding.pk, text=text, uploads=uploads, by=by, at=at)


class FindingWrite(FindingMove):
    """Either side writes a message; nothing moves."""

    may = staticmethod(may_write_on_findings)
    title = _("Write a message")
    lead = _("A question or a note to the other side. The finding stays with who holds it.")
    done = _("Your message is in the thread.")

    @override
    def act(self, finding: Finding, *, by: User, at: datetime, text: str, uploads: Uploads) -> None:
        findings.say(finding_id=finding.pk, text=text, uploads=uploads, by=by, at=at)
