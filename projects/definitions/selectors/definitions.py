"""Definitions as their readers see them: what is or was in force is everybody's, what is open its officers'."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from django.db.models import Q, QuerySet

from partners import permissions
from partners.people.models.people import Visitor
from projects.definitions.models import OPEN, MethodologyDefinition
from projects.definitions.states import DefinitionState
from projects.methodologies.calculation import texts
from projects.methodologies.calculation.definitions import Definition
from projects.methodologies.models import Methodology, MethodologyStatus
from projects.papers.selectors.readers import narrowed

PUBLIC = (DefinitionState.IN_FORCE, DefinitionState.REPLACED)


def _rows() -> QuerySet[MethodologyDefinition]:
    return MethodologyDefinition.objects.select_related("methodology__country")


def public() -> QuerySet[MethodologyDefinition]:
    """Texts that are in force, or were."""
    return _rows().filter(state__in=PUBLIC)


def visible_to(user: Visitor) -> QuerySet[MethodologyDefinition]:
    """What this person may open: what is public, and what officers of the country are working on."""
    may = Q(state__in=PUBLIC)
    if user.is_authenticated:
        if permissions.holds(user, "auditor"):
            return _rows()
        offices = [held.country_id for held in user.held if held.role == "secretariat"]
        if None in offices:
            return _rows()
        may |= Q(methodology__country__in=offices)
    return narrowed(_rows(), may)


def of_methodology(methodology: Methodology) -> QuerySet[MethodologyDefinition]:
    """Every text of one version of a methodology, the newest first."""
    return _rows().filter(methodology=methodology)


def in_force(methodology: Methodology | None) -> MethodologyDefinition | None:
    """The text by which a version is calculated, if there is one."""
    if methodology is None:
        return None
    return of_methodology(methodology).filter(state=DefinitionState.IN_FORCE).first()


def newest(reference: str) -> Methodology | None:
    """The approved version of a reference; of several, the newest."""
    approved = Methodology.objects.filter(reference=reference, status=MethodologyStatus.APPROVED)
    return approved.order_by("-version").first()


def open_of(methodology: Methodology) -> MethodologyDefinition | None:
    """The text that officers work on."""
    return of_methodology(methodology).filter(state__in=OPEN).first()


def written_by(user: Visitor, methodology: Methodology | None) -> Methodology | None:
    """The methodology, for officers who work for its country."""
    return methodology if methodology and permissions.secretariat(methodology, user) else None


def desk(user: Visitor) -> QuerySet[MethodologyDefinition]:
    """What officers work on, for their countries."""
    return visible_to(user).filter(state__in=OPEN).order_by("methodology__country__order", "methodology__reference")


def sourcing_of(methodologies: list[Methodology]) -> Mapping[int, MethodologyDefinition]:
    """The definition in force of each of these that has one, by the methodology's key."""
    rows = _rows().filter(methodology__in=methodologies, state=DefinitionState.IN_FORCE)
    return {row.methodology_id: row for row in rows}


def read(row: MethodologyDefinition) -> Definition:
    """What a stored text says; texts are never edited once in force, so each is read once a process."""
    return _read(row.text)


@lru_cache(maxsize=256)
def _read(text: str) -> Definition:
    return texts.read(text)


def other_versions(row: MethodologyDefinition) -> QuerySet[MethodologyDefinition]:
    """The definitions in force of the same methodology's other versions, to lay beside this one."""
    others = _rows().filter(state=DefinitionState.IN_FORCE, methodology__reference=row.methodology.reference)
    return others.exclude(methodology=row.methodology).exclude(methodology__reference="")


def first_text(methodology: Methodology) -> str:
    """What a writer begins from: the text in force, that of the newest other version, or the smallest text there is."""
    own = in_force(methodology)
    if own is not None:
        return own.text
    alike = _rows().filter(state=DefinitionState.IN_FORCE, methodology__reference=methodology.reference)
    nearest = alike.exclude(methodology__reference="").order_by("-methodology__version").first()
    if nearest is not None:
        return texts.write(replace(read(nearest), version=methodology.plain_version))
    return texts.write(
        replace(
            texts.SMALLEST,
            reference=methodology.reference or methodology.proposed_reference,
            version=methodology.plain_version,
            country=methodology.country.iso2,
            title=methodology.title,
        )
    )


def calculating(methodology: Methodology) -> MethodologyDefinition | None:
    """The text by which the calculator works: of this version, else of the newest one of the same reference."""
    own = in_force(methodology)
    if own is not None or not methodology.reference:
        return own
    alike = _rows().filter(state=DefinitionState.IN_FORCE, methodology__reference=methodology.reference)
    return alike.order_by("-methodology__version").first()
