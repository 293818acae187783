"""Pages of monitoring reports: start, write, submit, choose the verifying entity, read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in
from common.screens import anyone, screen
from partners import permissions
from partners.permissions import reading
from partners.views.pages import acting, form_page
from projects.assessments.selectors import verifications as amounts
from projects.assessments.services import verifications
from projects.assessments.states.assessments import NOT_AT_WORK
from projects.changes import selectors as requests
from projects.monitoring import checks, selectors
from projects.monitoring import services as monitoring
from projects.monitoring.forms import REPORT_SECTIONS
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import CHECKS
from projects.papers.forms.notes import EntityForm, MonitoringStartForm, NoteForm
from projects.papers.views.drafts import Draft, edit_page, overview, submit_page
from projects.papers.views.pages import move_page, step_of
from projects.permissions import may_draft
from projects.projects.selectors.projects import of_slug
from projects.projects.views.projects import find as find_project
from projects.sustainability import selectors as sustainability
from projects.sustainability.checks import goes_to_authority
from projects.sustainability.topics import SustainabilityTopic
from workflow.drafts.forms.sections import form_of
from workflow.papers import services as papers


def find(request: HttpRequest, slug: str, number: int) -> MonitoringReport:
    """A report that this person may open, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), of_slug(slug, "project__"), number=number)


DRAFT = Draft(
    sections=REPORT_SECTIONS,
    checks=CHECKS,
    find=find,
    form=form_of,
    save=lambda report, **values: monitoring.save_draft(report_id=report.pk, **values),
    submit=lambda report, **values: papers.submit(paper=report, **values),
    done=gettext_lazy("The report is closed. Choose a third-party entity that verifies it."),
    lead=gettext_lazy("Read what you wrote. After you submit, a third-party entity of your choice verifies it."),
    parts=(
        ("years", checks.years_reported),
        ("sdir", checks.sustainability_reported),
        ("changes", checks.changes_told),
    ),
)
monitoring_edit = edit_page(DRAFT)
monitoring_submit = submit_page(DRAFT)
monitoring_start = move_page(
    find=find_project,
    may=may_draft,
    form=MonitoringStartForm,
    title=gettext_lazy("Start a monitoring report"),
    lead=gettext_lazy("Choose the period. It lies in the past and overlaps no other report of the project."),
    done=gettext_lazy("The report is started."),
    call=lambda project, **values: monitoring.start(project_id=project.pk, **values),
)
monitoring_withdraw = move_page(
    find=find,
    may=may_draft,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the report"),
    lead=gettext_lazy("You give this report up; its period becomes free for another one."),
    done=gettext_lazy("The report is withdrawn."),
    call=lambda report, **values: papers.withdraw(paper=report, **values),
)


@screen(may=anyone, methods=("GET",))
def monitoring_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A monitoring report; verified ones are public."""
    report = find(request, slug, number)
    mine = permissions.participant_of(report, request.user)
    alive = [one for one in report.verifications.all() if one.state not in NOT_AT_WORK]
    labels = dict(SustainabilityTopic.choices)
    works = mine or reading.tpe_of(report, request.user) or reading.secretariat(report, request.user)
    context = {
        "report": report,
        "step": step_of(report) if works else None,
        "verified": amounts.verified_amounts(report),
        "verification": alive[0] if alive else None,
        "can_assign": mine and report.state == "submitted",
        "works": works,
        "pdd": checks.design_of(report),
        "deviations": requests.deviations_in(report),
        "achieved": [(labels.get(topic, topic), said.get("achieved", "")) for topic, said in report.sdir.items()],
        "sustainability_review": sustainability.of_paper(report) if works and goes_to_authority(report) else None,
        **overview(DRAFT, report, request.user),
    }
    return render(request, "projects/monitoring_page.html", context)


@screen(may=may_draft)
def monitoring_assign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose the third-party entity that verifies."""
    report = find(request, slug, number)
    sent = request.POST if request.method == "POST" else None
    form = EntityForm(sent, project=report.project, function="verification")
    if form.is_valid():
        with refusals_in(form):
            verifications.assign(report_id=report.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The entity has been asked. You get a notice when it accepts or declines."))
            return redirect(report)
    return form_page(
        request,
        form,
        title=_("Choose an entity for the verification"),
        submit=_("Ask this entity"),
        back=report.get_absolute_url(),
        subject=report.title,
        lead=_("A third-party entity checks the report independently. It may not take part in the project."),
    )
