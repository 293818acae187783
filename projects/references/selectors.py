"""Assessments of reference emissions as the public and as their parties see them."""

from django.db.models import Q, QuerySet

from partners.people.models.people import Visitor
from projects.designs.models import ProjectDesign
from projects.papers.selectors.readers import narrowed, readers
from projects.projects.selectors import entities
from projects.references.models import ReferenceAssessment
from projects.references.states import ReferenceState


def visible_to(user: Visitor) -> QuerySet[ReferenceAssessment]:
    """What this person may open; what was assessed is public."""
    may = readers(
        user,
        project="design__project",
        entities=entities.validating(user, "design__validations"),
        drafts=Q(state=ReferenceState.DRAFT),
        public=Q(state__in=[ReferenceState.POSITIVE, ReferenceState.NEGATIVE]),
        circulated=Q(state__in=[ReferenceState.IN_ASSESSMENT, ReferenceState.WITH_COMMITTEE]),
    )
    rows = ReferenceAssessment.objects.select_related(
        "design__project__country", "design__project__rulebook", "decision_item__decision"
    )
    return narrowed(rows.prefetch_related("design__project__participants"), may)


def of_design(design: ProjectDesign, user: Visitor) -> ReferenceAssessment | None:
    """The newest assessment of a PDD that this person may open."""
    return visible_to(user).filter(design=design).first()
