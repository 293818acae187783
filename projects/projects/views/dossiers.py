"""The whole file of a project on one page, for its officers."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.screens import screen
from partners import permissions
from partners.permissions import reading
from projects.letters import selectors as letters
from projects.permissions import may_read_dossiers
from projects.projects.selectors import dossiers
from projects.projects.views.projects import find

OFFICER = permissions.any_of(reading.secretariat, reading.auditor)


@screen(may=may_read_dossiers, methods=("GET",))
def project_dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Every paper, whatever waits, every file, letter and deed of a project."""
    project = find(request, slug)
    if not OFFICER(project, request.user):
        raise PermissionDenied
    context = {
        "project": project,
        "dossier": dossiers.of(project, request.user),
        "letters": letters.visible_to(request.user).filter(project=project),
        "may_write": bool(letters.side_of(project, request.user)),
    }
    return render(request, "projects/project_dossier.html", context)
