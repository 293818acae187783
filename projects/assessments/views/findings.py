"""Pages of findings: raise, read the thread, answer, judge, write."""

from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy

from common.screens import screen
from partners import permissions
from partners.permissions import at_work
from partners.views.pages import deed_page
from projects.assessments.forms.findings import FindingForm, MessageForm
from projects.assessments.selectors import assessments as selectors
from projects.assessments.services import findings
from projects.assessments.views.assessments import find_validation, find_verification
from projects.papers.views.pages import Finder, by_pk, step_of
from projects.permissions import may_assess, may_draft, may_write_on_findings

find_finding = by_pk(selectors.findings_visible_to)


def raise_page(find: Finder) -> Callable[..., HttpResponseBase]:
    """The page on which the entity raises a finding."""
    return deed_page(
        find=find,
        may=may_assess,
        form=FindingForm,
        title=gettext_lazy("Raise a finding"),
        lead=gettext_lazy(
            "The participants are told at once and answer within the time limit of the rules; a forward "
            "action request waits for the next verification."
        ),
        done=gettext_lazy("The finding is raised."),
        call=lambda assessment, **values: findings.raise_finding(assessment=assessment, **values),
    )


validation_finding = raise_page(find_validation)
verification_finding = raise_page(find_verification)


@screen(may=at_work, methods=("GET",))
def finding_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A finding with its thread."""
    finding = find_finding(request, pk)
    parties = permissions.any_of(permissions.tpe_of, permissions.participant_of)
    context = {
        "finding": finding,
        "step": step_of(finding),
        "may_write": finding.state != "closed" and parties(finding, request.user),
    }
    return render(request, "projects/finding_page.html", context)


@screen(may=at_work, methods=("GET",))
def finding_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of the thread, for those who may read the finding; it is always downloaded."""
    stored = get_object_or_404(selectors.files_of(find_finding(request, pk)), pk=file)
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


finding_answer = deed_page(
    find=find_finding,
    may=may_draft,
    form=MessageForm,
    title=gettext_lazy("Answer the finding"),
    lead=gettext_lazy("Say what you corrected, or explain. New versions of files are handed in on the paper’s page."),
    done=gettext_lazy("Your answer is with the entity."),
    call=lambda finding, **values: findings.answer(finding_id=finding.pk, **values),
)
finding_ask_again = deed_page(
    find=find_finding,
    may=may_assess,
    form=MessageForm,
    title=gettext_lazy("Ask again"),
    lead=gettext_lazy("The answer does not settle it: say what is still missing."),
    done=gettext_lazy("The finding is back with the participants."),
    call=lambda finding, **values: findings.ask_again(finding_id=finding.pk, **values),
)
finding_close = deed_page(
    find=find_finding,
    may=may_assess,
    form=MessageForm,
    title=gettext_lazy("Close the finding"),
    lead=gettext_lazy("Say why the answer settles it. Both stand in the report."),
    done=gettext_lazy("The finding is closed."),
    call=lambda finding, **values: findings.close(finding_id=finding.pk, **values),
)
finding_reopen = deed_page(
    find=find_finding,
    may=may_assess,
    form=MessageForm,
    title=gettext_lazy("Open the finding again"),
    lead=gettext_lazy("Say what shows that it is not settled. The participants answer again."),
    done=gettext_lazy("The finding is open again."),
    call=lambda finding, **values: findings.reopen(finding_id=finding.pk, **values),
)
finding_carry_on = deed_page(
    find=find_finding,
    may=may_assess,
    form=MessageForm,
    title=gettext_lazy("Carry on to the verification after"),
    lead=gettext_lazy("It cannot be settled in this verification: say why. The next one takes it up."),
    done=gettext_lazy("The next verification takes it up."),
    call=lambda finding, **values: findings.carry_on(finding_id=finding.pk, **values),
)
finding_write = deed_page(
    find=find_finding,
    may=may_write_on_findings,
    form=MessageForm,
    title=gettext_lazy("Write a message"),
    lead=gettext_lazy("A question or a note to the other side. The finding stays with who holds it."),
    done=gettext_lazy("Your message is in the thread."),
    call=lambda finding, **values: findings.say(finding_id=finding.pk, **values),
)
