"""Modalities of communication: which stands in force, who reads them, and who may see a specimen signature."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from common.models import StoredFile
from partners import permissions
from partners.organisations.models import Organisation
from partners.people.models.people import Visitor
from partners.permissions import reading
from projects.modalities.models import Modalities, ModalitiesEntity
from projects.modalities.states.cases import CASES, EVERY_FIELD, Case
from projects.modalities.states.modalities import OPEN, ModalitiesState
from projects.papers.selectors.readers import NOTHING, narrowed, readers
from projects.projects.models import Project, ProjectParticipant
from projects.projects.selectors import entities, projects

WHOLE = ("case", "about", "reason", "entities")
_FILED = Q(state__in=[ModalitiesState.SUBMITTED, ModalitiesState.IN_FORCE, ModalitiesState.SUPERSEDED])


def visible_to(user: Visitor) -> QuerySet[Modalities]:
    """What this person may open: the participants, until it is in force who is named in it, JCMA once it is filed, who
    works on the project once it was in force. Never the public: it holds people's addresses."""
    rows = Modalities.objects.select_related("project__country", "project__rulebook", "about").prefetch_related(
        "entities__organisation",
        "entities__confirmed_by",
        "entities__primary_specimen",
        "entities__alternate_specimen",
        "project__participants",
    )
    in_force = Q(state__in=[ModalitiesState.IN_FORCE, ModalitiesState.SUPERSEDED])
    may = readers(user, project="project", public=NOTHING, drafts=~_FILED, circulated=in_force)
    if user.is_authenticated:
        named = Q(entities__organisation__in=user.organisation_ids("participant"), state__in=OPEN)
        may |= (entities.assessing(user, "project__") & in_force) | named
    return narrowed(rows, may)


def opens(paper: Modalities, user: Visitor) -> bool:
    """True where this person may open it."""
    return visible_to(user).filter(pk=paper.pk).exists()


def entities_visible_to(user: Visitor) -> QuerySet[ModalitiesEntity]:
    """The entities of modalities that this person may open."""
    rows = ModalitiesEntity.objects.select_related(
        "modalities__project__country",
        "modalities__project__rulebook",
        "organisation",
        "primary_specimen",
        "alternate_specimen",
        "confirmed_by",
    ).prefetch_related("modalities__entities", "modalities__project__participants")
    return rows.filter(modalities__in=visible_to(user).values("pk"))


def by_version(rows: QuerySet[Modalities], slug: str, version: int) -> Modalities | None:
    """A version of a project's modalities."""
    return rows.filter(projects.of_slug(slug, "project__"), version=version).first()


def entity(rows: QuerySet[ModalitiesEntity], slug: str, version: int, pk: int) -> ModalitiesEntity | None:
    """An entity of a version of a project's modalities."""
    of_version = projects.of_slug(slug, "modalities__project__")
    return rows.filter(of_version, modalities__version=version, pk=pk).first()


def in_force(project: Project) -> Modalities | None:
    """The modalities of a project that count today."""
    return project.modalities.filter(state=ModalitiesState.IN_FORCE).first()


def history(project: Project) -> QuerySet[Modalities]:
    """Every version with its time in force, the latest first."""
    return project.modalities.select_related("about").order_by("-version")


def specimen(entity: ModalitiesEntity, rank: str, user: Visitor) -> StoredFile | None:
    """A specimen signature, for the entities themselves and for JCMA; None for everybody else."""
    reads = permissions.any_of(reading.participant_of, reading.secretariat, reading.auditor)
    if rank not in {"primary", "alternate"} or not user.is_authenticated or not reads(entity.modalities, user):
        return None
    found: StoredFile | None = getattr(entity, f"{rank}_specimen")
    return found


def possible_for(project: Project, case: Case) -> QuerySet[Organisation]:
    """The organisations that a change may be about."""
    counts = in_force(project)
    named = [] if counts is None else counts.entities.filter(leaves=False).values_list("organisation", flat=True)
    if CASES[case].concerns == "new":
        return projects.possible_participants().exclude(pk__in=named)
    return Organisation.objects.filter(pk__in=named)


def participations(project: Project) -> QuerySet[ProjectParticipant]:
    """Who has taken part from when until when, the present first."""
    rows = project.participants.select_related("organisation")
    return rows.order_by(F("ended_on").desc(nulls_first=True), "since", "organisation__name")


@dataclass(frozen=True)
class Standing:
    """The statements of a project at a glance: the one in force, the one that is open, if any."""

    in_force: Modalities | None
    open: Modalities | None


def standing(project: Project) -> Standing:
    """What stands and what is under way."""
    rows = list(project.modalities.filter(state__in=[ModalitiesState.IN_FORCE, *OPEN]))
    for row in rows:
        row.project = project
    found = {row.state == ModalitiesState.IN_FORCE: row for row in rows}
    return Standing(found.get(True), found.get(False))


RANKS = ("primary", "alternate")


ENTITY_FLAGS = ("is_focal_point", "has_ceased", "leaves")


def entity_rows(paper: Modalities) -> list[dict[str, object]]:
    """Every entity of modalities of communication; a specimen signature is named by its hash."""
    rows = paper.entities.select_related("organisation", "primary_specimen", "alternate_specimen").order_by("pk")
    return [
        {"organisation": entity.organisation.name}
        | {name: getattr(entity, name) for name in (*ENTITY_FLAGS, *EVERY_FIELD)}
        | {f"{rank}_specimen": getattr(getattr(entity, f"{rank}_specimen"), "sha256", "") for rank in RANKS}
        for entity in rows
    ]


def part_rows(paper: Modalities) -> list[list[object]]:
    """Which entity of modalities of communication speaks for all, and which has ceased to exist."""
    rows = paper.entities.select_related("organisation").order_by("pk")
    return [[one.organisation.name, one.is_focal_point, one.has_ceased] for one in rows]


def named(paper: Modalities) -> list[str]:
    """Every entity with its signatory, as people read it; the focal point is named as such."""
    rows = paper.entities.select_related("organisation").order_by("pk")
    return [
        f"{one.organisation.name}: {one.primary_name}" + (f" ({_('focal point')})" if one.is_focal_point else "")
        for one in rows
        if not one.leaves
    ]
