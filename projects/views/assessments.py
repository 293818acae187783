"""Pages of validations and verifications: accept, write the report, raise findings, give the opinion."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jcm_platform.common import clock
from jcm_platform.common.forms import refusals_in
from jcm_platform.common.screens import screen, signed_in
from partners import permissions
from partners.views.pages import acting, form_page
from projects.forms.assessments import OpinionForm, ReportForm
from projects.forms.notes import AcceptForm, FindingForm, NoteForm, TextForm
from projects.permissions import may_assess, may_draft
from projects.selectors import assessments as selectors
from projects.services import findings, validations, verifications
from projects.views.pages import Finder, by_pk, files_of, move_page, step_of

find_validation = by_pk(selectors.validations_visible_to)
find_verification = by_pk(selectors.verifications_visible_to)
find_finding = by_pk(selectors.findings_visible_to)


def read_page(find: Finder) -> Callable[..., HttpResponseBase]:
    """The page of an assessment for its parties, officers, and once concluded for committee and governments."""

    @screen(may=signed_in, methods=("GET",))
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        assessment = find(request, pk)
        context = {
            "assessment": assessment, "step": step_of(assessment), "findings": assessment.findings.all(),
            "files": files_of(assessment, request.user),
            "mine": permissions.tpe_of(assessment, request.user) and assessment.state == "in_progress",
        }  # fmt: skip
        return render(request, "projects/assessment_page.html", context)

    view.__doc__ = "A validation or a verification."
    return view


def report_page(find: Finder, save: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """The page on which the entity writes its report."""

    @screen(may=may_assess)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        assessment = find(request, pk)
        form = ReportForm(assessment, request.POST if request.method == "POST" else None)
        if form.is_valid():
            with refusals_in(form):
                save(assessment, by=acting(request), at=clock.now(), **form.to_save())
                messages.success(request, _("Saved."))
                return redirect(assessment)
        return form_page(
            request, form, title=_("Write the report"), submit=_("Save"), back=assessment.get_absolute_url(),
            subject=assessment.title,
            lead=_("Save as often as you like; the report counts once you give your opinion."),
        )  # fmt: skip

    view.__doc__ = "Write the report of an assessment."
    return view


def raise_page(find: Finder) -> Callable[..., HttpResponseBase]:
    """The page on which the entity raises a finding."""
    return move_page(
        find=find, may=may_assess, form=FindingForm, title=gettext_lazy("Raise a finding"),
        lead=gettext_lazy("The participants are told at once and answer within the time limit of the rules."),
        done=gettext_lazy("The finding is with the participants."),
        call=lambda assessment, **values: findings.raise_finding(assessment=assessment, **values),
    )  # fmt: skip


def accept_page(find: Finder, call: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """The page on which the entity accepts the work."""
    return move_page(
        find=find, may=may_assess, form=AcceptForm, title=gettext_lazy("Accept the work"), call=call,
        lead=gettext_lazy("The time limit of the rules runs. You can raise findings and write the report from now on."),
        done=gettext_lazy("You have accepted the work."),
    )  # fmt: skip


def decline_page(find: Finder, call: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """The page on which the entity declines the work."""
    return move_page(
        find=find, may=may_assess, form=NoteForm, title=gettext_lazy("Decline the work"), call=call,
        lead=gettext_lazy("The participants read your reason and choose another entity."),
        done=gettext_lazy("You have declined the work."),
    )  # fmt: skip


def conclude_page(find: Finder, call: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """The page on which the entity gives its opinion."""
    return move_page(
        find=find, may=may_assess, form=OpinionForm, title=gettext_lazy("Give the opinion"), call=call,
        lead=gettext_lazy("Before a positive opinion: report written and handed in as a file, corrective actions and "
                          "clarifications closed."),
        done=gettext_lazy("Your opinion is given."),
    )  # fmt: skip


validation_page = read_page(find_validation)
validation_report = report_page(
    find_validation, lambda one, **values: validations.save_report(validation_id=one.pk, **values)
)
validation_finding = raise_page(find_validation)
validation_accept = accept_page(
    find_validation, lambda one, **values: validations.accept(validation_id=one.pk, **values)
)
validation_decline = decline_page(
    find_validation, lambda one, **values: validations.decline(validation_id=one.pk, **values)
)
validation_conclude = conclude_page(
    find_validation, lambda one, **values: validations.conclude(validation_id=one.pk, **values)
)
verification_page = read_page(find_verification)
verification_report = report_page(
    find_verification, lambda one, **values: verifications.save_report(verification_id=one.pk, **values)
)
verification_finding = raise_page(find_verification)
verification_accept = accept_page(
    find_verification, lambda one, **values: verifications.accept(verification_id=one.pk, **values)
)
verification_decline = decline_page(
    find_verification, lambda one, **values: verifications.decline(verification_id=one.pk, **values)
)
verification_conclude = conclude_page(
    find_verification, lambda one, **values: verifications.conclude(verification_id=one.pk, **values)
)


@screen(may=signed_in, methods=("GET",))
def finding_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A finding with its thread."""
    finding = find_finding(request, pk)
    context = {"finding": finding, "step": step_of(finding)}
    return render(request, "projects/finding_page.html", context)


finding_answer = move_page(
    find=find_finding, may=may_draft, form=TextForm, title=gettext_lazy("Answer the finding"),
    lead=gettext_lazy("Say what you corrected, or explain. New versions of files are handed in on the paper’s page."),
    done=gettext_lazy("Your answer is with the entity."),
    call=lambda finding, **values: findings.answer(finding_id=finding.pk, **values),
)  # fmt: skip
finding_ask_again = move_page(
    find=find_finding, may=may_assess, form=TextForm, title=gettext_lazy("Ask again"),
    lead=gettext_lazy("The answer does not settle it: say what is still missing."),
    done=gettext_lazy("The finding is back with the participants."),
    call=lambda finding, **values: findings.ask_again(finding_id=finding.pk, **values),
)  # fmt: skip
finding_close = move_page(
    find=find_finding, may=may_assess, form=TextForm, title=gettext_lazy("Close the finding"),
    lead=gettext_lazy("Say why the answer settles it. Both stand in the report."),
    done=gettext_lazy("The finding is closed."),
    call=lambda finding, **values: findings.close(finding_id=finding.pk, **values),
)  # fmt: skip
