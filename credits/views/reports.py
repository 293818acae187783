"""Reports of officers: asked for, looked after while they are made, fetched."""

from datetime import datetime
from typing import override

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common.pages.forms import StartPage
from common.screens import screen
from credits.forms.reports import ReportForm
from credits.models import ReportRun
from credits.permissions import may_report
from credits.selectors import reports as selectors
from credits.services import reports as services
from partners.people.models.people import User


@screen(may=may_report, methods=("GET",))
def report_list(request: HttpRequest) -> HttpResponse:
    """One's own reports, the newest first."""
    return render(request, "credits/report_list.html", {"reports": selectors.visible_to(request.user)[:50]})


class ReportStart(StartPage):
    """Ask for a report."""

    may = staticmethod(may_report)
    form_class = ReportForm
    title = _("Ask for a report")
    lead = _("It is made in the background from what stands here then, and kept with its hash.")
    back_route = "credits:report-list"
    back_caption = _("Reports")
    done = _("It is being made.")

    @override
    def act(self, subject: None, *, by: User, at: datetime, kind: str, about: str) -> ReportRun:
        return services.ask(kind=kind, about=about, by=by, at=at)


@screen(may=may_report, methods=("GET",))
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: how far it is, and its file."""
    return render(request, "credits/report_page.html", {"report": find_report(request, pk)})


@screen(may=may_report, methods=("GET",))
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    """The workbook of a report."""
    report = find_report(request, pk)
    if report.file is None:
        raise Http404
    content = report.file.content.open("rb")
    return FileResponse(content, as_attachment=True, filename=report.file.name, content_type=report.file.media_type)


def find_report(request: HttpRequest, pk: int) -> ReportRun:
    """A report of this person's, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)
