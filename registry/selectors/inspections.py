"""How the checks of the nights ended, and which registries stand still because of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from partners import permissions
from partners.people.models.people import Visitor
from registry.models import Inspection, InspectionKind, RegistryStop
from registry.selectors import officer_requests
from registry.states.stops import StopState


def newest() -> Sequence[Inspection]:
    """The last check of each kind (and registry that was compared)."""
    last_of_each = Inspection.objects.order_by("kind", "registry", "-at", "-id").distinct("kind", "registry")
    in_order = list(InspectionKind.values)
    return sorted(last_of_each, key=lambda check: (in_order.index(check.kind), check.registry))


def last_whole(kind: str) -> Inspection | None:
    """The last check of a kind that was made and found nothing."""
    return Inspection.objects.filter(kind=kind, difference="", not_made="").first()


def newest_made() -> QuerySet[Inspection]:
    """The last check of each kind (and registry that was compared) that could be made."""
    made = Inspection.objects.filter(not_made="").order_by("kind", "registry", "-at", "-id")
    return made.distinct("kind", "registry")


def whole_at(registries: Iterable[str]) -> dict[tuple[str, str], datetime | None]:
    """When each check that every night wants was last made and found nothing; None for never.

    Args:
        registries: those that are compared with a partner's log.
    """
    wanted = [(str(kind), "") for kind in InspectionKind if kind != InspectionKind.RECONCILIATION]
    wanted += [(str(InspectionKind.RECONCILIATION), registry) for registry in registries]
    whole = Inspection.objects.filter(difference="", not_made="").order_by("kind", "registry", "-at", "-id")
    at = {(each.kind, each.registry): each.at for each in whole.distinct("kind", "registry")}
    return {check: at.get(check) for check in wanted}


def log_verified_to() -> int:
    """Up to which entry the last whole check of the log came."""
    whole = last_whole(InspectionKind.LOG)
    return whole.counted if whole else 0


def visible_to(user: Visitor) -> QuerySet[RegistryStop]:
    """Administrators see the stops of their registry, auditors all."""
    every = RegistryStop.objects.select_related("inspection", "country", "asked_by", "lifted_by")
    if not user.is_authenticated:
        return every.none()
    if permissions.holds(user, "auditor"):
        return every
    return every.filter(officer_requests.administered_by(user))


def in_force(user: Visitor) -> QuerySet[RegistryStop]:
    """Stops of this person's registries that are not lifted."""
    return visible_to(user).exclude(state=StopState.LIFTED)


def is_stopped(registry: str) -> bool:
    """Whether a check has stopped the registry and nobody has let it go on."""
    return RegistryStop.objects.filter(registry=registry).exclude(state=StopState.LIFTED).exists()


def was_judged(registry: str, inspection: Inspection) -> bool:
    """Whether two administrators have let the registry go on in knowledge of this very difference."""
    judged = RegistryStop.objects.filter(registry=registry, state=StopState.LIFTED, inspection__kind=inspection.kind)
    return judged.filter(inspection__difference=inspection.difference).exists()
