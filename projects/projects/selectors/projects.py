"""Projects as the public and as their parties see them."""

from django.db.models import Prefetch, Q, QuerySet

from common import numbers
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import Visitor
from partners.permissions.visitors import organisations_of
from projects.designs.states import PUBLIC_DESIGN, DesignState
from projects.papers.selectors.readers import narrowed, readers, taking_part
from projects.pins.states import PinState
from projects.projects.models import Project, ProjectParticipant
from projects.projects.selectors import entities
from projects.projects.states import ProjectState

PUBLIC_PIN_STATES = (PinState.NO_OBJECTION, PinState.OBJECTED, PinState.DECIDED)
PUBLIC_DESIGN_STATES = PUBLIC_DESIGN


def _rows() -> QuerySet[Project]:
    current = ProjectParticipant.objects.filter(ended_on=None).select_related("organisation")
    return Project.objects.select_related(
        "country", "sectoral_scope", "methodology", "financing_programme", "rulebook__country"
    ).prefetch_related(Prefetch("participants", queryset=current))


def public() -> QuerySet[Project]:
    """Imported, planned and registered projects, and those whose PDD is published. Examples are among them: the
    page labels them, totals leave them out (`counted`)."""
    open_design = Q(designs__state__in=PUBLIC_DESIGN_STATES)
    proposed = Q(state__in=[ProjectState.PROPOSED, ProjectState.WITHDRAWN], registered_on=None)
    shown = Q(origin="imported") | ~proposed | open_design
    return narrowed(_rows(), shown)


def counted() -> QuerySet[Project]:
    """What public totals count: public projects that are not examples."""
    return public().exclude(origin="example")


def visible_to(user: Visitor) -> QuerySet[Project]:
    """What this person may open."""
    public_ids = Q(pk__in=public().values("pk"))
    circulated = Q(pins__state__in=[PinState.WITH_COMMITTEE, *PUBLIC_PIN_STATES])
    drafts = Q(state=ProjectState.PROPOSED, pins__state=PinState.DRAFT)
    may = readers(user, project="pk", public=public_ids, drafts=drafts, circulated=circulated)
    may |= entities.assessing(user)
    return narrowed(_rows(), may)


def of_slug(slug: str, path: str = "") -> Q:
    """The condition that a project has this slug; `path` leads to the project, as `project__`.

    A former `p-12` leads to the same project once it has its reference.
    """
    key = numbers.key_in(slug, "p-")
    if key is not None:
        return Q(**{f"{path}pk": key})
    return Q(**{f"{path}reference__iexact": slug})


def by_slug(rows: QuerySet[Project], slug: str) -> Project | None:
    """A project by its reference, or by `p-12`."""
    return rows.filter(of_slug(slug)).first()


def of_participant(user: Visitor) -> QuerySet[Project]:
    """The projects of a person's organisations, newest first."""
    return _rows().filter(pk__in=taking_part(user).values("project")).order_by("-pk")


def own_organisations(user: Visitor) -> QuerySet[Organisation]:
    """The organisations for which a person acts as participant."""
    return Organisation.objects.filter(pk__in=organisations_of(user, "participant"))


def possible_participants() -> QuerySet[Organisation]:
    """The companies that may take part in a project."""
    return Organisation.objects.filter(kind=OrganisationKind.PARTICIPANT).select_related("country")


def possible_holders(project: Project) -> list[Organisation]:
    """Who may get credits: both governments, then the participants, Japan's first."""
    governments = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT)
    japan = governments.filter(side=Side.JAPAN).first()
    partner = governments.filter(side=Side.PARTNER, country=project.country_id).first()
    named = [p.organisation for p in project.participants.select_related("organisation") if p.ended_on is None]
    named.sort(key=lambda organisation: (organisation.side != Side.JAPAN, organisation.name))
    return [one for one in (japan, partner, *named) if one is not None]


def next_step(project: Project) -> str:
    """The paper that its participants can start now: "pdd", "registration", "monitoring", or "" for none."""
    if project.state == ProjectState.REGISTERED:
        return "monitoring"
    if project.state in {ProjectState.WITHDRAWN, ProjectState.DEREGISTERED}:
        return ""
    alive = project.designs.exclude(state__in=[DesignState.NOT_VALIDATED, DesignState.WITHDRAWN]).first()
    needs_pin = project.rulebook is None or project.rulebook.rule("pin.required")
    if alive is None:
        return "pdd" if project.state == ProjectState.PLANNED or not needs_pin else ""
    requested = project.registration_requests.exclude(state__in=["not_registered", "withdrawn"]).exists()
    return "registration" if alive.state == DesignState.VALIDATED and not requested else ""
