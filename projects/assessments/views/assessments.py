"""Pages of validations and verifications: accept, team, report, opinion."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy

from committee.designations.forms import SubmitForm
from common.pdf import render_pdf
from common.screens import anyone, screen
from partners import permissions
from partners.permissions import at_work
from partners.views.pages import acting, deed_page
from projects.assessments import checks, reports
from projects.assessments.forms.assessments import (
    VALIDATION_SECTIONS,
    VERIFICATION_SECTIONS,
    DeclareForm,
    MemberForm,
    OpinionForm,
    report_tasks,
    section_form,
)
from projects.assessments.models.teams import TeamMember
from projects.assessments.selectors import assessments as selectors
from projects.assessments.services import teams, validations, verifications
from projects.assessments.states.assessments import REPORTED
from projects.papers.forms.notes import AcceptForm, NoteForm
from projects.papers.selectors import documents
from projects.papers.views.drafts import Draft, edit_page
from projects.papers.views.pages import Finder, by_pk, files_of, move_page, step_of
from projects.permissions import may_assess, may_end_work
from workflow.drafts.forms.sections import Section

find_validation = by_pk(selectors.validations_visible_to)
find_verification = by_pk(selectors.verifications_visible_to)


def _at_work(assessment: Any, user: Any) -> bool:
    return permissions.tpe_of(assessment, user) and assessment.state == "in_progress"


def read_page(find: Finder) -> Callable[..., HttpResponseBase]:
    """The page of an assessment for its parties, officers, and once concluded for committee and governments."""

    @screen(may=at_work, methods=("GET",))
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        assessment = find(request, pk)
        context = {
            "assessment": assessment,
            "step": step_of(assessment),
            "members": assessment.members.all(),
            "findings": selectors.findings_with_steps(assessment.findings.all()),
            "carried": selectors.findings_with_steps(selectors.carried_to(assessment)),
            "report": reports.read(assessment),
            "files": files_of(assessment, request.user),
            "mine": _at_work(assessment, request.user),
            "reads_versions": assessment.concluded_at and documents.works_on(assessment, request.user),
        }
        return render(request, "projects/assessment_page.html", context)

    view.__doc__ = "A validation or a verification."
    return view


def report_page(find: Finder, parts: Sequence[Section]) -> Callable[..., HttpResponseBase]:
    """The sections of the report with what is done and missing."""

    @screen(may=may_assess, methods=("GET",))
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        assessment = find(request, pk)
        checks.at_work(assessment, acting(request))
        context = {"assessment": assessment, "tasks": report_tasks(assessment, parts, REPORTED)}
        return render(request, "projects/report_page.html", context)

    view.__doc__ = "Write the report of an assessment, section by section."
    return view


def report_pdf(find: Finder, public: Callable[[], Any]) -> Callable[..., HttpResponseBase]:
    """The report as PDF made from the data: the complete one for who works on it, the public one once published."""

    @screen(may=anyone, methods=("GET",))
    def view(request: HttpRequest, pk: int, which: str) -> HttpResponse:
        if which == "complete":
            assessment = find(request, pk)
            if not documents.works_on(assessment, request.user):
                raise Http404
        elif which == "public":
            assessment = public().filter(pk=pk).first() or find(request, pk)
        else:
            raise Http404
        report = reports.read(assessment, public=which == "public")
        content = render_pdf("projects/report_pdf.html", {"report": report}, language=get_language() or "en")
        disposition = {"Content-Disposition": f'attachment; filename="{report.code}_{pk}_{which}.pdf"'}
        return HttpResponse(content, content_type="application/pdf", headers=disposition)

    view.__doc__ = "The report as PDF."
    return view


def member_page(find: Finder) -> Callable[..., HttpResponseBase]:
    """The page on which the entity takes a member into the team."""
    return deed_page(
        find=find,
        may=may_assess,
        form=MemberForm,
        title=gettext_lazy("Add a member of the team"),
        lead=gettext_lazy(
            "The member, or the lead, declares impartiality next; no opinion is given before everybody "
            "has. A new lead takes the place of the one before."
        ),
        done=gettext_lazy("The member is in the team and declares impartiality next."),
        call=lambda assessment, **values: teams.add(assessment=assessment, **values),
    )


def accept_page(find: Finder, call: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """The page on which the entity accepts the work."""
    return move_page(
        find=find,
        may=may_assess,
        form=AcceptForm,
        title=gettext_lazy("Accept the work"),
        call=call,
        lead=gettext_lazy(
            "The time limit of the rules runs. You lead the team and declare impartiality by accepting; "
            "add the other members next. You can raise findings and write the report from now on."
        ),
        done=gettext_lazy("You have accepted the work."),
    )


def decline_page(find: Finder, call: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """The page on which the entity declines the work."""
    return move_page(
        find=find,
        may=may_assess,
        form=NoteForm,
        title=gettext_lazy("Decline the work"),
        call=call,
        lead=gettext_lazy("The participants read your reason and choose another entity."),
        done=gettext_lazy("You have declined the work."),
    )


def conclude_page(find: Finder, call: Callable[..., Any], parts: Sequence[Section]) -> Callable[..., HttpResponseBase]:
    """The page on which the entity checks its report and gives its opinion."""
    return move_page(
        template="projects/conclude_page.html",
        shows=lambda one: {"assessment": one, "report": reports.read(one), "tasks": report_tasks(one, parts, REPORTED)},
        find=find,
        may=may_assess,
        form=OpinionForm,
        title=gettext_lazy("Give the opinion"),
        call=call,
        lead=gettext_lazy(
            "Before an opinion: every topic of the report concluded, impartiality declared by all. "
            "Before a positive one: corrective actions and clarifications closed, forward actions of "
            "earlier assessments closed or carried on."
        ),
        done=gettext_lazy("Your opinion is given."),
    )


def release_page(find: Finder, call: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """The page on which participants or JCMA end the work of an entity that lost its designation."""
    return move_page(
        find=find,
        may=may_end_work,
        form=NoteForm,
        call=call,
        warning=True,
        title=gettext_lazy("End the work and ask another entity"),
        lead=gettext_lazy(
            "The entity’s designation does not count for this project now. What it wrote stays in the "
            "file; the participants choose another entity."
        ),
        done=gettext_lazy("The work is ended. Another entity can be asked."),
    )


def draft_of(find: Finder, parts: Sequence[Section], save: Callable[..., Any], submit: Callable[..., Any]) -> Draft:
    """The report as a draft that its entity writes section by section."""
    return Draft(
        sections=parts,
        checks=REPORTED,
        find=find,
        form=section_form,
        save=save,
        submit=submit,
        done=gettext_lazy("Your opinion is given."),
        lead="",
        may=may_assess,
        writable=checks.at_work,
    )


validation_page = read_page(find_validation)
validation_report = report_page(find_validation, VALIDATION_SECTIONS)
validation_pdf = report_pdf(find_validation, selectors.public_validations)
validation_edit = edit_page(
    draft_of(
        find_validation,
        VALIDATION_SECTIONS,
        lambda one, **values: validations.save_report(validation_id=one.pk, **values),
        lambda one, **values: validations.conclude(validation_id=one.pk, **values),
    )
)
validation_member = member_page(find_validation)
validation_accept = accept_page(
    find_validation, lambda one, **values: validations.accept(validation_id=one.pk, **values)
)
validation_decline = decline_page(
    find_validation, lambda one, **values: validations.decline(validation_id=one.pk, **values)
)
validation_release = release_page(
    find_validation, lambda one, **values: validations.release(validation_id=one.pk, **values)
)
validation_conclude = conclude_page(
    find_validation, lambda one, **values: validations.conclude(validation_id=one.pk, **values), VALIDATION_SECTIONS
)
verification_page = read_page(find_verification)
verification_report = report_page(find_verification, VERIFICATION_SECTIONS)
verification_pdf = report_pdf(find_verification, selectors.public_verifications)
verification_edit = edit_page(
    draft_of(
        find_verification,
        VERIFICATION_SECTIONS,
        lambda one, **values: verifications.save_report(verification_id=one.pk, **values),
        lambda one, **values: verifications.conclude(verification_id=one.pk, **values),
    )
)
verification_member = member_page(find_verification)
verification_accept = accept_page(
    find_verification, lambda one, **values: verifications.accept(verification_id=one.pk, **values)
)
verification_decline = decline_page(
    find_verification, lambda one, **values: verifications.decline(verification_id=one.pk, **values)
)
verification_release = release_page(
    find_verification, lambda one, **values: verifications.release(verification_id=one.pk, **values)
)
verification_conclude = conclude_page(
    find_verification,
    lambda one, **values: verifications.conclude(verification_id=one.pk, **values),
    VERIFICATION_SECTIONS,
)


def find_member(request: HttpRequest, pk: int) -> TeamMember:
    """A member of a team whose assessment this person may open, or 404."""
    return get_object_or_404(selectors.members_visible_to(request.user), pk=pk)


member_declare = deed_page(
    find=find_member,
    may=may_assess,
    form=DeclareForm,
    title=gettext_lazy("Declare impartiality"),
    lead=gettext_lazy(
        "The member declares, or the lead of the team for the member. Who cannot declare all three "
        "points does not work on this project."
    ),
    done=gettext_lazy("The declaration is recorded."),
    call=lambda member, **values: teams.declare(member_id=member.pk, **values),
)
member_remove = deed_page(
    find=find_member,
    may=may_assess,
    form=SubmitForm,
    warning=True,
    title=gettext_lazy("Take off the team"),
    lead=gettext_lazy("The person no longer works on this assessment."),
    done=gettext_lazy("The person is off the team."),
    call=lambda member, **values: teams.remove(member_id=member.pk, **values),
)
