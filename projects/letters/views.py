"""Pages of the correspondence about a project."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners.permissions import role
from partners.views.pages import acting, deed_page, form_page
from projects.letters import selectors
from projects.letters import services as letters
from projects.letters.forms import LetterForm, ReplyForm
from projects.letters.models import Letter
from projects.papers.views.pages import by_pk, move_page, step_of
from projects.permissions import may_write_letters
from projects.projects.views.projects import find as find_project

may_read = role("participant", "tpe", "secretariat", "government", "auditor")
find = by_pk(selectors.visible_to)


@screen(may=may_write_letters)
def letter_write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a letter about a project."""
    project = find_project(request, slug)
    if not selectors.side_of(project, request.user):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LetterForm(*sent, project=project, user=request.user)
    if form.is_valid():
        with refusals_in(form):
            letter = letters.send(project_id=project.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The letter is sent. Those addressed have got a notice."))
            return redirect(letter)
    return form_page(
        request,
        form,
        title=_("Write a letter"),
        submit=_("Send"),
        back=project.get_absolute_url(),
        subject=project,
        lead=_(
            "Questions and answers about a project belong here, not into mail: everybody on both sides finds them "
            "again, and nobody else reads them."
        ),
    )


@screen(may=may_read, methods=("GET",))
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter with what it answers and its answers."""
    letter: Letter = find(request, pk)
    context: dict[str, Any] = {
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


letter_answer = deed_page(
    find=find,
    may=may_write_letters,
    form=ReplyForm,
    title=gettext_lazy("Answer"),
    lead=gettext_lazy("Your answer goes to those who asked; the letter then leaves your inbox."),
    done=gettext_lazy("The answer is sent."),
    call=lambda letter, **values: letters.answer(letter_id=letter.pk, **values),
)
letter_settle = move_page(
    find=find,
    may=may_write_letters,
    title=gettext_lazy("Settle without an answer"),
    lead=gettext_lazy("The letter leaves the addressee’s inbox. It stays readable for both sides."),
    done=gettext_lazy("The letter is settled."),
    call=lambda letter, **values: letters.settle(letter_id=letter.pk, **values),
)
