"""Files of papers: hand in a version, read one."""

from datetime import datetime
from typing import override

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data, FormPage
from common.pages.pages import Values
from common.refusals import Sentence
from common.screens import anyone, screen
from partners.people.models.people import User
from projects.papers.forms.notes import DocumentForm
from projects.papers.models.documents import slot_name
from projects.papers.selectors import documents, versions
from projects.papers.services import documents as services
from projects.papers.views.pages import AnyPaper, or_404
from projects.permissions import may_work_on_papers


class DocumentAttach(FormPage[AnyPaper]):
    """Hand in a file for a slot of a paper; earlier versions stay."""

    may = staticmethod(may_work_on_papers)
    submit = _("Hand in")
    lead = _("A new version replaces the one before for readers; every version stays in the file.")
    done = _("The file is kept.")

    @override
    def address(self) -> dict[str, Values]:
        return {name: value for name, value in self.kwargs.items() if name != "slot"}

    @override
    def find(self, kind: str, pk: int) -> AnyPaper:
        return or_404(versions.paper_visible_to(self.request.user, kind, pk))

    @override
    def admit(self, paper: AnyPaper) -> None:
        if self.kwargs["slot"] not in services.slots_of(paper):
            raise Http404

    @override
    def form(self, paper: AnyPaper, data: Data) -> DocumentForm:
        return DocumentForm(data, self.files)

    @override
    def act(
        self,
        paper: AnyPaper,
        *,
        by: User,
        at: datetime,
        complete: UploadedFile,
        public: UploadedFile | None,
        has_confidential_parts: bool,
    ) -> None:
        services.attach(
            paper=paper,
            slot=self.kwargs["slot"],
            complete=complete,
            public=public,
            has_confidential_parts=has_confidential_parts,
            by=by,
            at=at,
        )

    @override
    def title_of(self, paper: AnyPaper) -> Sentence:
        return slot_name(self.kwargs["slot"], getattr(paper, "rulebook", None))

    @override
    def caption(self, paper: AnyPaper) -> object:
        return paper.title


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
