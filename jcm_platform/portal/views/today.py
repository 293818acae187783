"""The start page of whoever works here: what is due, what waits for others, where the own projects stand."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common import clock
from jcm_platform.portal import progress
from partners.views.pages import acting
from projects.permissions import may_draft
from projects.projects.selectors import projects
from workflow.notices.services import notices
from workflow.steps.selectors import inbox
from workflow.steps.selectors.inbox import Due, in_time

NEAREST, OTHERS, PROJECTS, NEWEST = 8, 5, 10, 5


@dataclass(frozen=True)
class Mine:
    """The steps of one part of the page, with how many there are in all."""

    due: Due
    steps: list[object]
    count: int


def today_page(request: HttpRequest) -> HttpResponse:
    """For people at work; the home page calls it in its place."""
    user, today = acting(request), clock.today()
    zone = user.clock_zone
    concerns = inbox.concerning(user)
    groups = [(due, in_time(concerns.mine, due, today)) for due in Due]
    own = projects.of_participant(user) if may_draft(user) else projects.of_participant(user).none()
    mine = [Mine(due, list(steps[:NEAREST]), steps.count()) for due, steps in groups]
    context = {
        "groups": mine,
        "nothing_waits": not any(group.count for group in mine),
        "with_others": list(concerns.others[:OTHERS]),
        "others_count": concerns.others.count(),
        "projects": progress.of(own[:PROJECTS]),
        "projects_count": own.count(),
        "drafts": may_draft(user),
        "notices": [notices.told(notice, zone) for notice in inbox.unread(user)[:NEWEST]],
        "today": today,
    }
    return render(request, "portal/today.html", context)
