"""Pages of applications for designation: start, write, submit, check, read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import override

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from committee.decisions.services import forwarding
from committee.designations import checks, forms
from committee.designations import selectors as tpes
from committee.designations.models import DesignationApplication
from committee.designations.services import applications
from committee.rules.selectors import rules
from common import clock
from common.drafts import mark_of_fields
from common.pages.drafts import DraftPage
from common.pages.forms import Data, MovePage, StartPage
from common.pages.pages import SubjectPage, Values
from common.pdf import render_pdf
from common.screens import screen
from partners import permissions
from partners.people.models.people import User
from partners.permissions import role
from workflow.papers import services as papers
from workflow.steps.selectors import inbox

may_apply = role("tpe")
may_check = role("secretariat")
may_read = role("tpe", "secretariat", "committee", "government", "auditor")


def find(request: HttpRequest, pk: int) -> DesignationApplication:
    """An application that this person may open, or 404."""
    return get_object_or_404(tpes.applications_visible_to(request.user), pk=pk)


class AboutApplication(SubjectPage[DesignationApplication]):
    """A page about an application."""

    @override
    def find(self, pk: int) -> DesignationApplication:
        return find(self.request, pk)


class ApplicationStart(StartPage):
    """Begin an application in one country."""

    may = staticmethod(may_apply)
    title = _("Apply for designation")
    submit = _("Start the application")
    back_route = "workflow:inbox"
    back_caption = _("Inbox")
    lead = _(
        "The Joint Committee of Japan and the partner country designates third-party entities. JCMA checks that "
        "the application is complete, then the members of both sides decide."
    )

    @override
    def form(self, subject: None, data: Data) -> forms.ApplicationStartForm:
        chosen = {name: self.request.GET[name] for name in ("country", "kind") if name in self.request.GET}
        return forms.ApplicationStartForm(data, user=self.request.user, initial=chosen)

    @override
    def act(self, subject: None, *, by: User, at: datetime, **application: Values) -> DesignationApplication:
        return applications.start(by=by, at=at, **application)


@screen(may=may_read, methods=("GET",))
def application_page(request: HttpRequest, pk: int) -> HttpResponse:
    """An application with its answers, documents and who holds it."""
    application = find(request, pk)
    step = inbox.open_step(application)
    item = application.decision_item
    context = {
        "application": application,
        "scopes": list(tpes.scopes()),
        "code": rules.form_code(application.country, "TPE", clock.today()),
        "step": step or (inbox.open_step(item.decision) if item else None),
        "writes": application.is_editable and permissions.tpe_of(application, request.user),
        "files": application.files.all(),
        "tasks": forms.tasks(application),
    }
    return render(request, "committee/application_page.html", context)


@screen(may=may_read, methods=("GET",))
def application_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The application form as PDF, made from the data, with the form's own name and version."""
    application = find(request, pk)
    code = rules.form_code(application.country, "TPE", clock.today())
    context = {
        "application": application,
        "code": code,
        "scopes": list(tpes.scopes()),
        "files": application.files.all(),
    }
    content = render_pdf("committee/application_pdf.html", context, language=get_language() or "en")
    disposition = {"Content-Disposition": f'attachment; filename="{code}_{pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=disposition)


@screen(may=may_read, methods=("GET",))
def application_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A document of the application; it is always downloaded."""
    stored = get_object_or_404(find(request, pk).files, pk=file)
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


class ApplicationEdit(AboutApplication, DraftPage[DesignationApplication]):
    """Write the application; what somebody else saved meanwhile is shown beside one's own words."""

    may = staticmethod(may_apply)
    title = _("Write the application")
    lead = _("What you write is saved as you go; nothing needs to be whole before you submit.")

    @override
    def form(self, application: DesignationApplication, data: Data) -> forms.ApplicationForm:
        return forms.ApplicationForm(application, data)

    @override
    def names(self, application: DesignationApplication) -> Sequence[str]:
        return applications.DRAFT_FIELDS

    @override
    def mark(self, application: DesignationApplication) -> str:
        return mark_of_fields(application, applications.DRAFT_FIELDS)

    @override
    def act(self, application: DesignationApplication, **answers: Values) -> DesignationApplication:
        return applications.save_draft(application_id=application.pk, **answers)


class ApplicationAttach(AboutApplication, MovePage[DesignationApplication]):
    """Attach a document."""

    may = staticmethod(may_apply)
    title = _("Attach a document")
    lead = _("The certificate of accreditation with its scopes, or the application for it.")
    done = _("The file is kept.")

    @override
    def form(self, application: DesignationApplication, data: Data) -> forms.UploadForm:
        return forms.UploadForm(data, self.files)

    @override
    def act(self, application: DesignationApplication, *, by: User, at: datetime, upload: UploadedFile) -> None:
        applications.attach(application_id=application.pk, upload=upload, by=by, at=at)


class ApplicationSubmit(AboutApplication, MovePage[DesignationApplication]):
    """Read the answers and submit them."""

    may = staticmethod(may_apply)
    template_name = "committee/application_check.html"
    title = _("Submit to JCMA")
    lead = _(
        "After you submit, JCMA checks that the application is complete and sends it to the members of "
        "both sides; you cannot change it unless JCMA returns it."
    )
    done = _("The application is with JCMA now. You get a notice when it goes on or comes back.")

    @override
    def shows(self, application: DesignationApplication) -> Mapping[str, object]:
        return {
            "application": application,
            "scopes": list(tpes.scopes()),
            "files": application.files.all(),
            "missing": checks.missing(application),
        }

    @override
    def act(self, application: DesignationApplication, *, by: User, at: datetime) -> None:
        papers.submit(paper=application, by=by, at=at)


class ApplicationReturn(AboutApplication, MovePage[DesignationApplication]):
    """Give an application back to be completed."""

    may = staticmethod(may_check)
    form_class = forms.DesignationNoteForm
    title = _("Return for completion")
    lead = _("Say what is missing or unclear. The entity reads your words and submits again.")
    done = _("The application is back with the entity.")

    @override
    def act(self, application: DesignationApplication, *, by: User, at: datetime, note: str) -> None:
        papers.give_back(paper=application, note=note, by=by, at=at)


class ApplicationForward(AboutApplication, MovePage[DesignationApplication]):
    """Put an application before the committee."""

    may = staticmethod(may_check)
    form_class = forms.ForwardForm
    title = _("Forward to the Joint Committee")
    lead = _(
        "Confirm that the application is complete. Members of both sides are asked to decide; when they "
        "agree, the designation takes effect the same day."
    )
    done = _("The application is with the Joint Committee.")

    @override
    def act(
        self, application: DesignationApplication, *, by: User, at: datetime, completeness: Mapping[str, bool]
    ) -> None:
        forwarding.forward(paper=application, completeness=completeness, by=by, at=at)


class ApplicationWithdraw(AboutApplication, MovePage[DesignationApplication]):
    """Take an application back for good."""

    may = staticmethod(may_apply)
    form_class = forms.DesignationNoteForm
    warning = True
    title = _("Withdraw the application")
    lead = _("You take the application back for good. A new one can be started at any time.")
    done = _("The application is withdrawn.")

    @override
    def act(self, application: DesignationApplication, *, by: User, at: datetime, note: str) -> None:
        forwarding.withdraw(paper=application, note=note, by=by, at=at)


@screen(may=may_check, methods=("GET",))
def application_list(request: HttpRequest) -> HttpResponse:
    """Applications and reviews of every country that this officer works for."""
    context = {
        "applications": tpes.applications_visible_to(request.user)[:200],
        "reviews": tpes.reviews_visible_to(request.user)[:200],
    }
    return render(request, "committee/application_list.html", context)
