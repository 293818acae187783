"""Project designs as the public and as their parties see them."""

from datetime import date

from django.db.models import F, Q, QuerySet

from partners.people.models.people import Visitor
from projects.designs.models import ProjectDesign
from projects.designs.states import DesignState
from projects.papers.selectors.readers import NOTHING, narrowed, readers
from projects.projects.models import Project
from projects.projects.selectors import entities
from projects.projects.selectors.projects import PUBLIC_DESIGN_STATES


def _rows() -> QuerySet[ProjectDesign]:
    return ProjectDesign.objects.select_related(
        "project__country", "project__rulebook", "methodology", "input_call", "change__project", "renewal__project"
    ).prefetch_related("years", "validations__tpe", "project__participants")


def in_force(project: Project, on: date) -> ProjectDesign | None:
    """The validated version by which a project is judged on a day: the registered one, or a revised one since the
    day from which its change counts. A revision that is validated but not in force counts for nothing."""
    counts = Q(change=None, renewal=None) | Q(in_force_from__lte=on)
    found = project.designs.filter(counts, state=DesignState.VALIDATED)
    return found.order_by(F("in_force_from").desc(nulls_last=True), "-version").first()


def newest_in_force(project: Project) -> ProjectDesign | None:
    """The version that counts last, whatever the day."""
    return in_force(project, date.max)


def public() -> QuerySet[ProjectDesign]:
    """Designs that were published for public inputs."""
    return _rows().filter(state__in=PUBLIC_DESIGN_STATES)


def visible_to(user: Visitor) -> QuerySet[ProjectDesign]:
    """What this person may open."""
    return _readable(user, Q(state__in=PUBLIC_DESIGN_STATES))


def worked_on_by(user: Visitor) -> QuerySet[ProjectDesign]:
    """What this person opens as a party or an officer, not as one of the public."""
    return _readable(user, NOTHING)


def _readable(user: Visitor, public: Q) -> QuerySet[ProjectDesign]:
    may = readers(
        user,
        project="project",
        public=public,
        entities=entities.validating(user, "validations"),
        drafts=Q(state=DesignState.DRAFT),
    )
    return narrowed(_rows(), may)
