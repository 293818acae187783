"""Pages of monitoring reports: start, write, submit, choose the verifying entity, read."""

from datetime import date, datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data
from common.pages.pages import SubjectPage, Values
from common.screens import anyone, screen
from partners import permissions
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.permissions import reading
from projects.assessments.selectors import verifications as amounts
from projects.assessments.services import verifications
from projects.assessments.states.assessments import NOT_AT_WORK
from projects.changes import selectors as requests
from projects.monitoring import checks, selectors
from projects.monitoring import services as monitoring
from projects.monitoring.models import MonitoringReport
from projects.papers.forms.notes import EntityForm, MonitoringStartForm
from projects.papers.views.drafts import SectionPage, SubmitPage, overview
from projects.papers.views.pages import PaperMove, WithdrawPage, step_of
from projects.permissions import may_draft
from projects.projects.models import Project
from projects.projects.selectors.projects import of_slug
from projects.projects.views.projects import AboutProject
from projects.readings.selectors import plans
from projects.sustainability import selectors as sustainability
from projects.sustainability.checks import goes_to_authority
from projects.sustainability.topics import SustainabilityTopic


def find(request: HttpRequest, slug: str, number: int) -> MonitoringReport:
    """A report that this person may open, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), of_slug(slug, "project__"), number=number)


class AboutReport(SubjectPage[MonitoringReport]):
    """A page about a monitoring report."""

    @override
    def find(self, slug: str, number: int) -> MonitoringReport:
        return find(self.request, slug, number)


class MonitoringStart(AboutProject, PaperMove[Project]):
    """Start a monitoring report."""

    may = staticmethod(may_draft)
    form_class = MonitoringStartForm
    title = _("Start a monitoring report")
    lead = _("Choose the period. It lies in the past and overlaps no other report of the project.")
    done = _("The report is started.")

    @override
    def act(
        self, project: Project, *, by: User, at: datetime, period_starts_on: date, period_ends_on: date
    ) -> MonitoringReport:
        return monitoring.start(
            project_id=project.pk, period_starts_on=period_starts_on, period_ends_on=period_ends_on, by=by, at=at
        )


@screen(may=anyone, methods=("GET",))
def monitoring_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A monitoring report; verified ones are public."""
    report = find(request, slug, number)
    mine = permissions.participant_of(report, request.user)
    alive = [verification for verification in report.verifications.all() if verification.state not in NOT_AT_WORK]
    labels = dict(SustainabilityTopic.choices)
    works = mine or reading.tpe_of(report, request.user) or reading.secretariat(report, request.user)
    context = {
        "report": report,
        "step": step_of(report) if works else None,
        "verified": amounts.verified_amounts(report),
        "verification": alive[0] if alive else None,
        "can_assign": mine and report.state == "submitted",
        "works": works,
        "calculated": plans.is_calculated(report),
        "pdd": checks.design_of(report),
        "deviations": requests.deviations_in(report),
        "achieved": [(labels.get(topic, topic), said.get("achieved", "")) for topic, said in report.sdir.items()],
        "sustainability_review": sustainability.of_paper(report) if works and goes_to_authority(report) else None,
        **overview(report, request.user),
    }
    return render(request, "projects/monitoring_page.html", context)


class MonitoringEdit(AboutReport, SectionPage[MonitoringReport]):
    """Write one section of a report."""

    @override
    def act(self, report: MonitoringReport, **answers: Values) -> MonitoringReport:
        return monitoring.save_draft(report_id=report.pk, **answers)


class MonitoringSubmit(AboutReport, SubmitPage[MonitoringReport]):
    """Check the answers of a report and close it."""

    lead = _("Read what you wrote. After you submit, a third-party entity of your choice verifies it.")
    done = _("The report is closed. Choose a third-party entity that verifies it.")


class MonitoringWithdraw(AboutReport, WithdrawPage[MonitoringReport]):
    """Give a report up."""

    title = _("Withdraw the report")
    lead = _("You give this report up; its period becomes free for another one.")
    done = _("The report is withdrawn.")


class MonitoringAssign(AboutReport, PaperMove[MonitoringReport]):
    """Choose the third-party entity that verifies."""

    may = staticmethod(may_draft)
    title = _("Choose an entity for the verification")
    submit = _("Ask this entity")
    lead = _("A third-party entity checks the report independently. It may not take part in the project.")
    done = _("The entity has been asked. You get a notice when it accepts or declines.")

    @override
    def form(self, report: MonitoringReport, data: Data) -> EntityForm:
        return EntityForm(data, project=report.project, function="verification")

    @override
    def act(self, report: MonitoringReport, *, by: User, at: datetime, tpe: Organisation) -> None:
        verifications.assign(report_id=report.pk, by=by, at=at, tpe=tpe)
