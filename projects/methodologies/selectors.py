"""Methodologies and the proposals that they came from."""

from django.db.models import F, FilteredRelation, Q, QuerySet

from common import numbers
from partners import permissions
from partners.people.models.people import Visitor
from partners.permissions.visitors import organisations_of
from projects.methodologies.models import Methodology, MethodologyStatus
from projects.papers.selectors.readers import narrowed
from projects.proposals.models import MethodologyProposal
from projects.proposals.states import ProposalState


def public() -> QuerySet[Methodology]:
    """Every methodology, approved or proposed, with its country and scopes.

    `sourcing` is the state of the definition by which it is calculated; None where it has none.
    """
    calculating = FilteredRelation("definitions", condition=Q(definitions__state="in_force"))
    rows = Methodology.objects.select_related("country").prefetch_related("scopes")
    return rows.annotate(calculating=calculating, sourcing=F("calculating__sourcing"))


def visible_to(user: Visitor) -> QuerySet[Methodology]:
    """Every methodology."""
    return public()


def approved_in(country_id: int, keeps: int | None = None) -> QuerySet[Methodology]:
    """What a project of the country may use; `keeps` is the version that it uses already, even if replaced."""
    return public().filter(Q(country=country_id, status=MethodologyStatus.APPROVED) | Q(pk=keeps))


def versions_of(slug: str) -> QuerySet[Methodology]:
    """The versions under a reference, the newest first; a single version or proposal by `m-12`."""
    key = numbers.key_in(slug, "m-")
    if key is not None:
        return public().filter(pk=key)
    newest = F("approved_on").desc(nulls_last=True)
    return public().filter(reference__iexact=slug).order_by(newest, "-version", "-pk")


def by_slug(slug: str) -> Methodology | None:
    """A methodology by its reference (the newest version) or by `m-12`."""
    return versions_of(slug).first()


def _proposals() -> QuerySet[MethodologyProposal]:
    return MethodologyProposal.objects.select_related(
        "country",
        "rulebook__country",
        "sectoral_scope",
        "revises",
        "methodology",
        "decision_item__decision",
        "input_call",
    ).prefetch_related("proponents")


def proposals_public() -> QuerySet[MethodologyProposal]:
    """Proposals that were published for public inputs."""
    return _proposals().filter(published_at__isnull=False)


def proposals_visible_to(user: Visitor) -> QuerySet[MethodologyProposal]:
    """What this person may open: what is published, their own, and what officers of the country got."""
    may = Q(published_at__isnull=False)
    if user.is_authenticated:
        may |= Q(proponents__in=organisations_of(user, "participant"))
        if permissions.holds(user, "auditor"):
            return _proposals()
        for held in user.held:
            if held.role == "secretariat":
                country = Q() if held.country_id is None else Q(country=held.country_id)
                may |= country & ~Q(state=ProposalState.DRAFT)
    return narrowed(_proposals(), may)


def proposal_by_slug(rows: QuerySet[MethodologyProposal], slug: str) -> MethodologyProposal | None:
    """A proposal by its reference or by `m-12`, which leads to it also once it has its reference."""
    key = numbers.key_in(slug, "m-")
    if key is not None:
        return rows.filter(pk=key).first()
    return rows.filter(reference__iexact=slug).first()


def proposals_of(user: Visitor) -> QuerySet[MethodologyProposal]:
    """The proposals of a person's organisations, newest first."""
    own = MethodologyProposal.objects.filter(proponents__in=organisations_of(user, "participant"))
    return _proposals().filter(pk__in=own.values("pk"))


def proposals_behind(methodologies: list[Methodology]) -> dict[int, MethodologyProposal]:
    """The proposal that each of these came from, by the methodology's key."""
    rows = proposals_public().filter(methodology__in=methodologies)
    return {row.methodology_id: row for row in rows if row.methodology_id is not None}


def revision_of(methodology: Methodology) -> MethodologyProposal | None:
    """The published revision of this version that is under way."""
    over = [ProposalState.APPROVED, ProposalState.NOT_APPROVED, ProposalState.WITHDRAWN]
    return proposals_public().filter(revises=methodology).exclude(state__in=over).first()
