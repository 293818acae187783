"""The page of a project, public or not, and its participants."""

from datetime import datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.pages.forms import Data, MovePage
from common.pages.pages import SubjectPage
from common.screens import anyone, screen
from partners import permissions
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.permissions import reading
from projects.letters import selectors as letters
from projects.modalities import selectors as modalities
from projects.papers.forms.notes import ParticipantForm
from projects.papers.selectors import documents
from projects.papers.views.pages import WithdrawPage, or_404
from projects.permissions import may_draft
from projects.projects.models import Project
from projects.projects.selectors import projects, timelines, work
from projects.projects.services import projects as services
from projects.renewals import selectors as crediting


def find(request: HttpRequest, slug: str) -> Project:
    """A project that this person may open, or 404."""
    return or_404(projects.by_slug(projects.visible_to(request.user), slug))


class AboutProject(SubjectPage[Project]):
    """A page about a project."""

    @override
    def find(self, slug: str) -> Project:
        return find(self.request, slug)


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
            "note": step.note or (gettext("Day not published") if step.is_done and step.on is None else ""),
        }
        for step in story.steps
    ]


class ParticipantAdd(AboutProject, MovePage[Project]):
    """Take a further participant in."""

    may = staticmethod(may_draft)
    title = _("Add a participant")
    submit = _("Add")
    lead = _("Its people see the project’s papers and can write on them.")
    done = _("The organisation takes part now.")

    @override
    def form(self, project: Project, data: Data) -> ParticipantForm:
        return ParticipantForm(data, project=project)

    @override
    def act(self, project: Project, *, by: User, at: datetime, organisation: Organisation) -> None:
        services.add_participant(project_id=project.pk, by=by, at=at, organisation=organisation)


class ProjectWithdraw(AboutProject, WithdrawPage[Project]):
    """Give a project up."""

    title = _("Withdraw the project")
    lead = _("You give the project up. It stays readable for its parties; nothing is deleted.")
    done = _("The project is withdrawn.")

    @override
    def act(self, project: Project, *, by: User, at: datetime, note: str) -> Project:
        return services.withdraw(project_id=project.pk, by=by, at=at, note=note)
