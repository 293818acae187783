"""Running projects under a rulebook, as the preview of a rulebook change shows them."""

from django.db.models import QuerySet

from committee.rules.selectors.previews import Running
from partners.rulebooks.models.rulebooks import Rulebook
from projects.projects.models import Project
from projects.projects.states import ProjectState


def under(rulebook: Rulebook) -> QuerySet[Project]:
    """Projects judged by the rulebook that are not withdrawn, the newest first."""
    found = Project.objects.filter(rulebook=rulebook).exclude(state=ProjectState.WITHDRAWN)
    return found.order_by("-started_at", "-id")


def shown(project: Project) -> Running:
    """A project in a few words."""
    since = project.started_at.date() if project.started_at else project.registered_on
    return Running(str(project), project.get_absolute_url(), project.get_state_display(), since)
