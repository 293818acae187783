"""Pages of documents that a registry asks for after an account was opened."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import override

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from common.pages.forms import Data, FormPage
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import at_work, role
from partners.permissions.interests import may_judge
from registry import permissions
from registry.forms.accounts import DocumentAgainForm, DocumentAskForm, NoteForm, UploadForm
from registry.models import Account, DocumentRequest
from registry.selectors import accounts as selectors
from registry.selectors import applications, shown
from registry.services import document_requests
from registry.states.document_requests import DocumentRequestState
from registry.views.pages import AboutAccount, RegistryMove, account_paper


def find_request(request: HttpRequest, number: str, pk: int) -> DocumentRequest:
    """A document that is asked for, of an account whose inside this person sees, or 404."""
    return get_object_or_404(selectors.document_requests_visible_to(request.user), account__number=number, pk=pk)


def _read(wanted: DocumentRequest) -> Mapping[str, object]:
    """What is asked for, and what was handed in."""
    return {"wanted": wanted, "lines": shown.of_document_request(wanted), "files": applications.handed_in(wanted)}


class DocumentAsk(AboutAccount, FormPage[Account]):
    """An administrator asks the holder of an open account for a document."""

    may = staticmethod(role("registry"))
    form_class = DocumentAskForm
    title = gettext_lazy("Ask for a document")
    lead = gettext_lazy(
        "The representatives of the account get it as a step with its last day, and read your reason. What they hand "
        "in comes back to you: you take it, or ask for it again."
    )
    done = gettext_lazy("The representatives are asked.")

    @override
    def admit(self, account: Account) -> None:
        if not may_judge(permissions.asks_for_documents, account, self.request.user):
            raise Http404

    @override
    def act(self, account: Account, *, by: User, at: datetime, name: str, reason: str, due_on: date) -> DocumentRequest:
        return document_requests.ask(account_id=account.pk, name=name, reason=reason, due_on=due_on, by=by, at=at)

    @override
    def caption(self, account: Account) -> object:
        return account.number


@screen(may=at_work, methods=("GET",))
def document_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A document that is asked for: which, why, until when, what was handed in, and who has it now."""
    wanted = find_request(request, number, pk)
    following = (
        gettext_lazy("What is handed in goes to the registry, which takes it or asks for it again.")
        if wanted.state == DocumentRequestState.ASKED
        else gettext_lazy("The registry takes it, or asks for it again with the reason.")
    )
    body = "registry/document_files.html"
    return account_paper(request, wanted, title=wanted.name, following=following, body=body, **_read(wanted))


@screen(may=at_work, methods=("GET",))
def document_file(request: HttpRequest, number: str, pk: int, file: int) -> HttpResponseBase:
    """What was handed in, for those who see the account's inside."""
    stored = get_object_or_404(applications.handed_in(find_request(request, number, pk)), pk=file).file
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


class DocumentMove(RegistryMove[DocumentRequest]):
    """One move of a document that is asked for; what it is about stands above the form."""

    template_name = "registry/document_move.html"

    @override
    def find(self, number: str, pk: int) -> DocumentRequest:
        return find_request(self.request, number, pk)

    @override
    def shows(self, wanted: DocumentRequest) -> Mapping[str, object]:
        return _read(wanted)


class DocumentHandIn(DocumentMove):
    """A representative hands the document in."""

    title = gettext_lazy("Hand in the document")
    lead = gettext_lazy("Only the registry’s officers, auditors and your own people can read it.")
    done = gettext_lazy("The file is with the registry.")

    @override
    def form(self, wanted: DocumentRequest, data: Data) -> UploadForm:
        return UploadForm(data, self.files)

    @override
    def act(self, wanted: DocumentRequest, *, by: User, at: datetime, upload: UploadedFile) -> None:
        document_requests.hand_in(request_id=wanted.pk, upload=upload, by=by, at=at)


class DocumentTake(DocumentMove):
    """An administrator takes the document."""

    title = gettext_lazy("Take the document")
    lead = gettext_lazy("It is what you asked for. The representatives are told.")
    done = gettext_lazy("The document is taken.")

    @override
    def act(self, wanted: DocumentRequest, *, by: User, at: datetime) -> None:
        document_requests.take(request_id=wanted.pk, by=by, at=at)


class DocumentAskAgain(DocumentMove):
    """An administrator asks for the document again."""

    form_class = DocumentAgainForm
    title = gettext_lazy("Ask for the document again")
    lead = gettext_lazy("Say what is wrong with it. The representatives read your words; what they handed in stays.")
    done = gettext_lazy("The representatives are asked again.")

    @override
    def act(self, wanted: DocumentRequest, *, by: User, at: datetime, note: str, due_on: date) -> None:
        document_requests.ask_again(request_id=wanted.pk, due_on=due_on, note=note, by=by, at=at)


class DocumentWithdraw(DocumentMove):
    """An administrator asks for the document no longer."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Ask for it no longer")
    lead = gettext_lazy("The representatives read your reason. What was handed in stays.")
    done = gettext_lazy("The document is no longer asked for.")

    @override
    def act(self, wanted: DocumentRequest, *, by: User, at: datetime, note: str) -> None:
        document_requests.withdraw(request_id=wanted.pk, note=note, by=by, at=at)
