"""Files of papers: hand in a version, read one."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from common import clock
from common.forms import refusals_in
from common.screens import anyone, screen
from partners.views.pages import acting, form_page
from projects.papers.forms.notes import DocumentForm
from projects.papers.models.documents import slot_name
from projects.papers.selectors import documents, versions
from projects.papers.services import documents as services
from projects.papers.views.pages import or_404
from projects.permissions import may_work_on_papers


@screen(may=may_work_on_papers)
def document_attach(request: HttpRequest, kind: str, pk: int, slot: str) -> HttpResponse:
    """Hand in a file for a slot of a paper; earlier versions stay."""
    paper = or_404(versions.paper_visible_to(request.user, kind, pk))
    if slot not in services.slots_of(paper):
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*sent)
    name = slot_name(slot, getattr(paper, "rulebook", None))
    if form.is_valid():
        with refusals_in(form):
            services.attach(paper=paper, slot=slot, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The file is kept."))
            return redirect(paper)
    return form_page(
        request,
        form,
        title=name,
        submit=_("Hand in"),
        back=paper.get_absolute_url(),
        subject=paper.title,
        lead=_("A new version replaces the one before for readers; every version stays in the file."),
    )


@screen(may=anyone, methods=("GET",))
def document_file(request: HttpRequest, pk: int, which: str) -> HttpResponseBase:
    """A file: the public version for everybody once published, the complete one for those who work on it."""
    version = or_404(documents.version_visible_to(request.user, pk))
    if which == "complete":
        stored = version.complete_file if documents.reads_complete(version, request.user) else None
    else:
        stored = version.public_file
    if stored is None or which not in {"complete", "public"}:
        raise Http404
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)
