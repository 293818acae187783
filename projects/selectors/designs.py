"""Project designs as the public and as their parties see them."""

from typing import Any

from django.db.models import Q, QuerySet

from projects.models import ProjectDesign
from projects.selectors.projects import PUBLIC_DESIGN_STATES
from projects.selectors.readers import narrowed, readers
from projects.states.designs import DesignState


def _rows() -> QuerySet[ProjectDesign]:
    return ProjectDesign.objects.select_related(
        "project__country", "project__rulebook", "methodology", "input_call"
    ).prefetch_related("years", "validations__tpe", "project__participants")


def public() -> QuerySet[ProjectDesign]:
    """Designs that were published for public inputs."""
    return _rows().filter(state__in=PUBLIC_DESIGN_STATES)


def visible_to(user: Any) -> QuerySet[ProjectDesign]:
    """What this person may open."""
    may = readers(
        user, project="project", public=Q(state__in=PUBLIC_DESIGN_STATES), tpe="validations__tpe",
        drafts=Q(state=DesignState.DRAFT),
    )  # fmt: skip
    return narrowed(_rows(), may)
