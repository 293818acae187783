"""My work: the projects and papers of a person's organisations or entities."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.screens import screen
from projects.permissions import may_assess, may_draft, may_have_work
from projects.projects.selectors import work


@screen(may=may_have_work, methods=("GET",))
def my_work(request: HttpRequest) -> HttpResponse:
    """What I work on, with its state, who holds it and by when."""
    user = request.user
    context = {
        "drafts": may_draft(user),
        "assesses": may_assess(user),
        "projects": work.projects_of(user) if may_draft(user) else [],
        "proposals": work.proposals_of(user) if may_draft(user) else [],
        "assessments": work.assessments_of(user) if may_assess(user) else [],
    }
    return render(request, "projects/my_work.html", context)
