"""My work: the projects and papers of a person's organisations or entities."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.screens import screen
from projects.permissions import may_assess, may_draft, may_have_work
from projects.projects.selectors import projects, work

PROJECTS_A_PAGE = 20


@screen(may=may_have_work, methods=("GET",))
def my_work(request: HttpRequest) -> HttpResponse:
    """What I work on, with its state, who holds it and by when."""
    user = request.user
    own = projects.of_participant(user) if may_draft(user) else projects.of_participant(user).none()
    page = Paginator(own, PROJECTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "drafts": may_draft(user),
        "assesses": may_assess(user),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "projects": work.with_papers(list(page.object_list)),
        "proposals": work.proposals_of(user) if may_draft(user) else [],
        "assessments": work.assessments_of(user) if may_assess(user) else [],
    }
    return render(request, "projects/my_work.html", context)
