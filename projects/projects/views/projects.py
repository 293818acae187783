"""The page of a project, public or not, and its participants."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in
from common.screens import anyone, screen
from partners import permissions
from partners.permissions import reading
from partners.views.pages import acting, form_page
from projects.letters import selectors as letters
from projects.modalities import selectors as modalities
from projects.papers.forms.notes import NoteForm, ParticipantForm
from projects.papers.selectors import documents
from projects.papers.views.pages import move_page, or_404
from projects.permissions import may_draft
from projects.projects.models import Project
from projects.projects.selectors import projects, timelines, work
from projects.projects.services import projects as services
from projects.renewals import selectors as crediting


def find(request: HttpRequest, slug: str) -> Project:
    """A project that this person may open, or 404."""
    return or_404(projects.by_slug(projects.visible_to(request.user), slug))


@screen(may=anyone, methods=("GET",))
def project_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known about a project; its parties also see its papers."""
    project = find(request, slug)
    if project.slug != slug:
        return redirect(project)
    mine = permissions.participant_of(project, request.user)
    works = mine or reading.tpe_of(project, request.user) or reading.secretariat(project, request.user)
    story = timelines.story(project)
    context = {
        "project": project,
        "steps": _steps(story),
        "reports": story.reports,
        "documents": documents.public_of(project),
        "mine": mine,
        "papers": work.papers_of(project) if works else [],
        "next": projects.next_step(project) if mine else "",
        "changes": story.changes,
        "may_request": mine and project.state == "registered",
        "letters": letters.visible_to(request.user).filter(project=project) if works else [],
        "may_write": works and bool(letters.side_of(project, request.user)),
        "officer": permissions.secretariat(project, request.user),
        "periods": crediting.periods_of(project) if project.registered_on else [],
        "is_renewable": crediting.is_renewable(project),
        "can_change_participants": mine and project.state in {"proposed", "planned"},
        "modalities": modalities.standing(project) if works else None,
    }
    return render(request, "projects/project_page.html", context)


def _steps(story: timelines.Story) -> list[dict[str, object]]:
    return [
        {
            "name": step.label,
            "on": step.on,
            "url": step.url,
            "status": "done" if step.is_done else "ahead",
            "note": step.note or (_("Day not published") if step.is_done and step.on is None else ""),
        }
        for step in story.steps
    ]


@screen(may=may_draft)
def participant_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a further participant in."""
    project = find(request, slug)
    form = ParticipantForm(request.POST if request.method == "POST" else None, project=project)
    if form.is_valid():
        with refusals_in(form):
            services.add_participant(project_id=project.pk, by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The organisation takes part now."))
            return redirect(project)
    return form_page(
        request,
        form,
        title=_("Add a participant"),
        submit=_("Add"),
        back=project.get_absolute_url(),
        subject=project,
        lead=_("Its people see the project’s papers and can write on them."),
    )


project_withdraw = move_page(
    find=find,
    may=may_draft,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the project"),
    lead=gettext_lazy("You give the project up. It stays readable for its parties; nothing is deleted."),
    done=gettext_lazy("The project is withdrawn."),
    call=lambda project, **values: services.withdraw(project_id=project.pk, **values),
)
