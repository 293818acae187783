"""Reviews of sustainability papers as their parties see them, and what is reviewed in words."""

from django.db.models import Q, QuerySet

from partners.people.models.people import Visitor
from projects.designs import selectors as designs
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.papers.selectors.readers import narrowed, readers
from projects.projects.selectors import entities
from projects.sustainability.models import SustainabilityReview
from projects.sustainability.states import ReviewState
from projects.sustainability.topics import SustainabilityTopic


def visible_to(user: Visitor) -> QuerySet[SustainabilityReview]:
    """What this person may open; governments always, members of the committee once it is accepted."""
    rows = SustainabilityReview.objects.select_related(
        "project__country", "project__rulebook", "design__project__rulebook", "report__project__rulebook"
    ).prefetch_related("project__participants")
    circulated = Q(state=ReviewState.ACCEPTED)
    if user.is_authenticated and any(held.role == "government" for held in user.held):
        circulated = Q(pk__isnull=False)
    may = readers(user, project="project", public=Q(pk__in=[]), circulated=circulated) | _of_entity(user)
    return narrowed(rows, may)


def _of_entity(user: Visitor) -> Q:
    """The entities that validate the PDD or verify the report."""
    return entities.validating(user, "design__validations") | entities.verifying(user, "report__verifications")


def of_paper(paper: ProjectDesign | MonitoringReport) -> SustainabilityReview | None:
    """The newest review of a PDD's plan or a period's report."""
    found: SustainabilityReview | None = paper.sustainability_reviews.first()
    return found


def words(review: SustainabilityReview) -> list[tuple[str, str, str]]:
    """What is reviewed, topic by topic: topic, plan, and for a report what was achieved."""
    paper = review.reviewed
    if isinstance(paper, MonitoringReport):
        design = designs.in_force(paper.project, paper.period_ends_on)
        plans, achieved = (design.sdip if design else {}), paper.sdir
    else:
        plans, achieved = paper.sdip, {}
    found = []
    for topic in SustainabilityTopic:
        plan, said = plans.get(topic.value, {}), achieved.get(topic.value, {})
        if plan.get("relevant") == "yes" or said:
            found.append((str(topic.label), plan.get("plan", ""), said.get("achieved", "")))
    return found
