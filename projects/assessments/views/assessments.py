"""Pages of validations and verifications: accept, team, report, opinion."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from common import clock
from common.facts import Fact
from common.pages.forms import Data, MovePage
from common.pages.pages import SubjectPage, Values
from common.pdf import render_pdf
from common.screens import anyone
from partners import permissions
from partners.people.models.people import User, Visitor
from partners.permissions import at_work
from projects.assessments import checks, reports
from projects.assessments.forms.assessments import (
    DeclareForm,
    MemberForm,
    OpinionForm,
    report_tasks,
)
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.models.teams import TeamMember, TeamRole
from projects.assessments.selectors import assessments as selectors
from projects.assessments.services import assessments as services
from projects.assessments.services import teams
from projects.assessments.states.assessments import REPORTED
from projects.papers.forms import versions as reading
from projects.papers.forms.notes import AcceptForm, NoteForm
from projects.papers.selectors import documents
from projects.papers.views.drafts import SectionPage
from projects.papers.views.pages import PaperFinal, PaperMove, by_pk, files_of, step_of
from projects.permissions import may_assess, may_end_work
from workflow import procedures
from workflow.corrections import selectors as corrections
from workflow.versions import selectors as versions

find_validation = by_pk(selectors.validations_visible_to)
find_verification = by_pk(selectors.verifications_visible_to)


class AboutValidation(SubjectPage[Validation]):
    """A page about a validation."""

    @override
    def find(self, pk: int) -> Validation:
        return find_validation(self.request, pk)


class AboutVerification(SubjectPage[Verification]):
    """A page about a verification."""

    @override
    def find(self, pk: int) -> Verification:
        return find_verification(self.request, pk)


def _at_work(assessment: Validation | Verification, user: Visitor) -> bool:
    return permissions.tpe_of(assessment, user) and assessment.state == "in_progress"


class AssessmentPage[Row: Validation | Verification](SubjectPage[Row]):
    """An assessment for its parties, officers, and once concluded for committee and governments."""

    may = staticmethod(at_work)
    methods = ("GET",)

    def get(self, request: HttpRequest, **address: Values) -> HttpResponse:
        """Show it."""
        assessment = self.open()
        newest = versions.newest(assessment.subject)
        context = {
            "assessment": assessment,
            "step": step_of(assessment),
            "members": assessment.members.all(),
            "findings": selectors.findings_with_steps(assessment.findings.all()),
            "carried": selectors.findings_with_steps(selectors.carried_to(assessment)),
            "report": reports.read(assessment),
            "files": files_of(assessment, request.user),
            "outlook": checks.opinion(assessment, clock.today()) if assessment.state == "in_progress" else None,
            "newest": newest,
            "to_read": reading.parts_since(assessment.subject, assessment.read_version, newest),
            "correction": corrections.open_of(assessment.subject),
            "mine": _at_work(assessment, request.user),
            "reads_versions": assessment.concluded_at and documents.works_on(assessment, request.user),
        }
        return render(request, "projects/assessment_page.html", context)


class ReadPage[Row: Validation | Verification](PaperMove[Row]):
    """The entity says that it has read the newest version of the paper."""

    may = staticmethod(may_assess)
    title = _("I have read the newest version")
    lead = _("An opinion is about the newest version of the paper. Say so once you have read what changed in it.")
    done = _("It is recorded that you have read it.")

    @override
    def act(self, assessment: Row, *, by: User, at: datetime) -> None:
        services.read_newest(assessment=assessment, by=by, at=at)


class ReportPage[Row: Validation | Verification](SubjectPage[Row]):
    """The sections of the report with what is done and missing."""

    may = staticmethod(may_assess)
    methods = ("GET",)

    @override
    def admit(self, subject: Row) -> None:
        checks.at_work(subject, self.request.user)

    def get(self, request: HttpRequest, **address: Values) -> HttpResponse:
        """Show them."""
        assessment = self.open()
        tasks = report_tasks(assessment, procedures.of(assessment).sections_of(assessment), REPORTED)
        shown = {"assessment": assessment, "tasks": tasks, "outlook": checks.opinion(assessment, clock.today())}
        return render(request, "projects/report_page.html", shown)


class ReportPdf[Row: Validation | Verification](SubjectPage[Row]):
    """The report as PDF made from the data: the complete one for who works on it, the public one once published."""

    may = staticmethod(anyone)
    methods = ("GET",)

    def published(self, pk: int) -> Row | None:
        """The assessment, if it is public."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int, which: str) -> HttpResponse:
        """Make it in the reader's language."""
        if which not in {"complete", "public"}:
            raise Http404
        is_public = which == "public"
        assessment = (self.published(pk) if is_public else None) or self.find(pk)
        if not is_public and not documents.works_on(assessment, request.user):
            raise Http404
        report = reports.read(assessment, public=is_public)
        content = render_pdf("projects/report_pdf.html", {"report": report}, language=get_language() or "en")
        disposition = {"Content-Disposition": f'attachment; filename="{report.code}_{pk}_{which}.pdf"'}
        return HttpResponse(content, content_type="application/pdf", headers=disposition)


class ReportEdit[Row: Validation | Verification](SectionPage[Row]):
    """Write one section of the report."""

    may = staticmethod(may_assess)

    @override
    def act(self, assessment: Row, /, *args: Values, **answers: Values) -> Row:
        """Each kind of report has its own service."""
        raise NotImplementedError


class MemberAdd[Row: Validation | Verification](PaperMove[Row]):
    """Take a member into the team."""

    may = staticmethod(may_assess)
    title = _("Add a member of the team")
    lead = _(
        "The member, or the lead, declares impartiality next; no opinion is given before everybody "
        "has. A new lead takes the place of the one before."
    )
    done = _("The member is in the team and declares impartiality next.")

    @override
    def form(self, subject: Row, data: Data) -> MemberForm:
        return MemberForm(subject, data)

    @override
    def act(self, assessment: Row, *, by: User, at: datetime, name: str, role: TeamRole, user: User | None) -> None:
        teams.add(assessment=assessment, name=name, role=role, user=user, by=by, at=at)


class AcceptPage[Row: Validation | Verification](PaperMove[Row]):
    """The entity accepts the work."""

    may = staticmethod(may_assess)
    form_class = AcceptForm
    title = _("Accept the work")
    lead = _(
        "The time limit of the rules runs. You lead the team and declare impartiality by accepting; "
        "add the other members next. You can raise findings and write the report from now on."
    )
    done = _("You have accepted the work.")


class DeclinePage[Row: Validation | Verification](PaperMove[Row]):
    """The entity declines the work."""

    may = staticmethod(may_assess)
    form_class = NoteForm
    title = _("Decline the work")
    lead = _("The participants read your reason and choose another entity.")
    done = _("You have declined the work.")


class ReleasePage[Row: Validation | Verification](PaperMove[Row]):
    """Participants or JCMA end the work of an entity that lost its designation."""

    may = staticmethod(may_end_work)
    form_class = NoteForm
    warning = True
    title = _("End the work and ask another entity")
    lead = _(
        "The entity’s designation does not count for this project now. What it wrote stays in the "
        "file; the participants choose another entity."
    )
    done = _("The work is ended. Another entity can be asked.")


class ConcludePage[Row: Validation | Verification](PaperFinal[Row]):
    """The entity checks its report and gives its opinion."""

    is_rehearsed = True
    may = staticmethod(may_assess)
    form_class = OpinionForm
    template_name = "projects/conclude_page.html"
    title = _("Give the opinion")
    lead = _(
        "Before an opinion: every topic of the report concluded, impartiality declared by all. "
        "Before a positive one: corrective actions and clarifications closed, forward actions of "
        "earlier assessments closed or carried on."
    )
    consequence = _("The opinion is final. It is public, and everybody concerned is told.")
    done = _("Your opinion is given.")

    @override
    def facts(self, subject: Row, form: BaseForm) -> Sequence[Fact]:
        lines = [Fact(_("Project"), str(subject.project)), Fact(_("Third-party entity"), str(subject.tpe))]
        if isinstance(subject, Verification):
            lines += [Fact(verified(amount.year), amount.quantity_tco2e, "tonnes") for amount in subject.amounts.all()]
        return lines

    @override
    def shows(self, subject: Row) -> Mapping[str, object]:
        tasks = report_tasks(subject, procedures.of(subject).sections_of(subject), REPORTED)
        outlook = checks.opinion(subject, clock.today())
        return {"assessment": subject, "report": reports.read(subject), "tasks": tasks, "outlook": outlook}


def verified(year: int) -> str:
    """What the verified tonnes of a year are called."""
    return gettext("Verified for %(year)s") % {"year": year}


class MemberMove(MovePage[TeamMember]):
    """One deed about a member of a team."""

    may = staticmethod(may_assess)

    @override
    def find(self, pk: int) -> TeamMember:
        return get_object_or_404(selectors.members_visible_to(self.request.user), pk=pk)

    @override
    def caption(self, member: TeamMember) -> object:
        return member.title


class MemberDeclare(MemberMove):
    """A member declares impartiality, or the lead does for them."""

    form_class = DeclareForm
    title = _("Declare impartiality")
    lead = _(
        "The member declares, or the lead of the team for the member. Who cannot declare all three "
        "points does not work on this project."
    )
    done = _("The declaration is recorded.")

    @override
    def act(self, member: TeamMember, *, by: User, at: datetime, **points: Values) -> None:
        teams.declare(member_id=member.pk, by=by, at=at, **points)


class MemberRemove(MemberMove):
    """Take a member off the team."""

    warning = True
    title = _("Take off the team")
    lead = _("The person no longer works on this assessment.")
    done = _("The person is off the team.")

    @override
    def act(self, member: TeamMember, *, by: User, at: datetime) -> None:
        teams.remove(member_id=member.pk, by=by, at=at)
