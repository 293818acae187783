"""Issuances: the public list, a project's own, and what waits in a registry."""

from django.db.models import Q, QuerySet

from credits.models import Issuance, IssuanceRequest, PublicIssuance, PublishedIssuance
from credits.states.issuances import IssuanceState
from partners import permissions
from partners.organisations.models import Side
from partners.people.models.people import Visitor
from projects.projects.models import Project


def public_list() -> QuerySet[PublicIssuance]:
    """Every issuance that is public, newest decision first: published history and what was decided here."""
    return PublicIssuance.objects.select_related("country")


def latest(most: int = 5) -> QuerySet[PublicIssuance]:
    """The latest real issuances with a known day of decision."""
    return public_list().filter(counts=True, decided_on__isnull=False)[:most]


def of_country(country_id: int) -> QuerySet[PublicIssuance]:
    """The issuances of one country."""
    return public_list().filter(country_id=country_id)


def published() -> QuerySet[PublishedIssuance]:
    """Published records with their country and projects."""
    return PublishedIssuance.objects.select_related("country", "same_as__request").prefetch_related("projects")


def published_of(project: Project) -> QuerySet[PublishedIssuance]:
    """Published records that concern a project."""
    return published().filter(projects=project)


def public() -> QuerySet[Issuance]:
    """What a Joint Committee has notified to a side; public from then on."""
    every = Issuance.objects.select_related(
        "request__project__country",
        "request__project__rulebook",
        "request__report",
        "request__allocation",
        "transaction",
    )
    return every.prefetch_related("lots")


def visible_to(user: Visitor) -> QuerySet[Issuance]:
    """Every one: they are public."""
    return public()


def of_project(project: Project) -> QuerySet[Issuance]:
    """A project's issuances on this platform, both sides."""
    return public().filter(request__project=project)


def of_request(request: IssuanceRequest) -> QuerySet[Issuance]:
    """Both sides' issuances of a request, the partner's first."""
    return public().filter(request=request).order_by("-side")


def container_of(record: PublishedIssuance) -> PublishedIssuance | None:
    """The published record that includes this one."""
    return published().filter(import_key=record.contained_in).first() if record.contained_in else None


def to_issue(user: Visitor) -> QuerySet[Issuance]:
    """What waits for this person's registry, the longest waiting first."""
    if not user.is_authenticated:
        return Issuance.objects.none()
    may = Q(pk__in=[])
    if permissions.holds(user, "registry", side="japan"):
        may |= Q(side=Side.JAPAN)
    for held in user.held:
        if held.role == "registry" and held.organisation.side == Side.PARTNER:
            own = Q() if held.country_id is None else Q(request__project__country_id=held.country_id)
            may |= Q(side=Side.PARTNER) & own
    return public().filter(may, state=IssuanceState.NOTIFIED).order_by("notified_on", "id")
