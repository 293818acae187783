"""Pages of applications for designation: start, write, submit, check, read."""

from functools import partial
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from committee.designations import checks, forms
from committee.designations import selectors as tpes
from committee.designations.models import DesignationApplication
from committee.designations.services import applications
from committee.rules.selectors import rules
from common import clock
from common.drafts import mark_of_fields
from common.forms import refusals_in
from common.pdf import render_pdf
from common.screens import screen
from partners import permissions
from partners.permissions import role
from partners.views.pages import acting, deed_page, form_page
from workflow.drafts.views import write
from workflow.steps.selectors import inbox

may_apply = role("tpe")
may_check = role("secretariat")
may_read = role("tpe", "secretariat", "committee", "government", "auditor")


def find(request: HttpRequest, pk: int) -> DesignationApplication:
    """An application that this person may open, or 404."""
    return get_object_or_404(tpes.applications_visible_to(request.user), pk=pk)


@screen(may=may_apply)
def application_start(request: HttpRequest) -> HttpResponse:
    """Begin an application in one country."""
    given = {name: request.GET[name] for name in ("country", "kind") if name in request.GET}
    form = forms.ApplicationStartForm(
        request.POST if request.method == "POST" else None, user=request.user, initial=given
    )
    if form.is_valid():
        with refusals_in(form):
            return redirect(applications.start(by=acting(request), at=clock.now(), **form.cleaned_data))
    return form_page(
        request,
        form,
        title=_("Apply for designation"),
        submit=_("Start the application"),
        back=reverse("workflow:inbox"),
        subject=_("Inbox"),
        lead=_(
            "The Joint Committee of Japan and the partner country designates third-party entities. JCMA checks that "
            "the application is complete, then the members of both sides decide."
        ),
    )


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


@screen(may=may_apply)
def application_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the application; what somebody else saved meanwhile is shown beside one's own words."""
    application, names = find(request, pk), applications.DRAFT_FIELDS
    return write(
        request,
        application,
        now=lambda: find(request, pk),
        form=forms.ApplicationForm,
        names=names,
        mark=lambda stands: mark_of_fields(stands, names),
        save=partial(applications.save_draft, application_id=pk),
        after=application.get_absolute_url,
        page=partial(
            form_page,
            request,
            title=_("Write the application"),
            submit=_("Save"),
            subject=application.title,
            back=application.get_absolute_url(),
            lead=_("What you write is saved as you go; nothing needs to be whole before you submit."),
        ),
    )


def _answers(application: DesignationApplication) -> dict[str, Any]:
    """What is read before the application is submitted."""
    return {
        "application": application,
        "scopes": list(tpes.scopes()),
        "files": application.files.all(),
        "missing": checks.missing(application),
    }


application_attach = deed_page(
    find=find,
    may=may_apply,
    form=forms.UploadForm,
    title=gettext_lazy("Attach a document"),
    lead=gettext_lazy("The certificate of accreditation with its scopes, or the application for it."),
    done=gettext_lazy("The file is kept."),
    call=lambda one, **values: applications.attach(application_id=one.pk, **values),
)
application_submit = deed_page(
    find=find,
    may=may_apply,
    form=forms.SubmitForm,
    title=gettext_lazy("Submit to JCMA"),
    template="committee/application_check.html",
    shows=_answers,
    lead=gettext_lazy(
        "After you submit, JCMA checks that the application is complete and sends it to the members of "
        "both sides; you cannot change it unless JCMA returns it."
    ),
    done=gettext_lazy("The application is with JCMA now. You get a notice when it goes on or comes back."),
    call=lambda one, **values: applications.submit(application_id=one.pk, **values),
)
application_return = deed_page(
    find=find,
    may=may_check,
    form=forms.DesignationNoteForm,
    title=gettext_lazy("Return for completion"),
    lead=gettext_lazy("Say what is missing or unclear. The entity reads your words and submits again."),
    done=gettext_lazy("The application is back with the entity."),
    call=lambda one, **values: applications.return_to_entity(application_id=one.pk, **values),
)
application_forward = deed_page(
    find=find,
    may=may_check,
    form=forms.ForwardForm,
    title=gettext_lazy("Forward to the Joint Committee"),
    lead=gettext_lazy(
        "Confirm that the application is complete. Members of both sides are asked to decide; when they "
        "agree, the designation takes effect the same day."
    ),
    done=gettext_lazy("The application is with the Joint Committee."),
    call=lambda one, **values: applications.forward(application_id=one.pk, **values),
)
application_withdraw = deed_page(
    find=find,
    may=may_apply,
    form=forms.DesignationNoteForm,
    title=gettext_lazy("Withdraw the application"),
    lead=gettext_lazy("You take the application back for good. A new one can be started at any time."),
    done=gettext_lazy("The application is withdrawn."),
    warning=True,
    call=lambda one, **values: applications.withdraw(application_id=one.pk, **values),
)


@screen(may=may_check, methods=("GET",))
def application_list(request: HttpRequest) -> HttpResponse:
    """Applications and reviews of every country that this officer works for."""
    context = {
        "applications": tpes.applications_visible_to(request.user)[:200],
        "reviews": tpes.reviews_visible_to(request.user)[:200],
    }
    return render(request, "committee/application_list.html", context)
