"""Pages of the correspondence about a project."""

from datetime import datetime
from typing import override

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data, FormPage
from common.pages.pages import SubjectPage, Values
from common.screens import screen
from partners.people.models.people import User
from partners.permissions import role
from projects.letters import selectors
from projects.letters import services as letters
from projects.letters.forms import LetterForm, ReplyForm
from projects.letters.models import Letter
from projects.papers.views.pages import PaperMove, by_pk, step_of
from projects.permissions import may_write_letters
from projects.projects.models import Project
from projects.projects.views.projects import AboutProject

may_read = role("participant", "tpe", "secretariat", "government", "auditor")
find = by_pk(selectors.visible_to)


class LetterWrite(AboutProject, FormPage[Project]):
    """Write a letter about a project."""

    may = staticmethod(may_write_letters)
    title = _("Write a letter")
    submit = _("Send")
    lead = _(
        "Questions and answers about a project belong here, not into mail: everybody on both sides finds them "
        "again, and nobody else reads them."
    )
    done = _("The letter is sent. Those addressed have got a notice.")

    @override
    def admit(self, project: Project) -> None:
        if not selectors.side_of(project, self.request.user):
            raise PermissionDenied

    @override
    def form(self, project: Project, data: Data) -> LetterForm:
        return LetterForm(data, self.files, project=project, user=self.request.user)

    @override
    def act(self, project: Project, *, by: User, at: datetime, **letter: Values) -> Letter:
        return letters.send(project_id=project.pk, by=by, at=at, **letter)


@screen(may=may_read, methods=("GET",))
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter with what it answers and its answers."""
    letter = find(request, pk)
    context = {
        "letter": letter,
        "replies": selectors.visible_to(request.user).filter(answers=letter),
        "step": step_of(letter),
    }
    return render(request, "projects/letter_page.html", context)


@screen(may=may_read, methods=("GET",))
def letter_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of a letter; it is always downloaded, never shown in place."""
    stored = find(request, pk).file
    if stored is None:
        raise Http404
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


class AboutLetter(SubjectPage[Letter]):
    """A page about a letter."""

    @override
    def find(self, pk: int) -> Letter:
        return find(self.request, pk)


class LetterAnswer(AboutLetter, PaperMove[Letter]):
    """Answer a letter."""

    may = staticmethod(may_write_letters)
    title = _("Answer")
    lead = _("Your answer goes to those who asked; the letter then leaves your inbox.")
    done = _("The answer is sent.")

    @override
    def form(self, letter: Letter, data: Data) -> ReplyForm:
        return ReplyForm(data, self.files)

    @override
    def act(self, letter: Letter, *, by: User, at: datetime, text: str, upload: UploadedFile | None) -> None:
        letters.answer(letter_id=letter.pk, text=text, upload=upload, by=by, at=at)


class LetterSettle(AboutLetter, PaperMove[Letter]):
    """Settle a letter without an answer."""

    may = staticmethod(may_write_letters)
    title = _("Settle without an answer")
    lead = _("The letter leaves the addressee’s inbox. It stays readable for both sides.")
    done = _("The letter is settled.")

    @override
    def act(self, letter: Letter, *, by: User, at: datetime) -> Letter:
        return letters.settle(letter_id=letter.pk, by=by, at=at)
