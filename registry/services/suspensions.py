"""Suspensions of a whole registry, project or lot: nothing of it moves, as sender or receiver."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common import events, numbers
from common.refusals import Refused
from common.text import plain, shows
from partners.organisations.models import Side
from partners.people.models.people import Appointment, Role, User
from partners.permissions import holds
from registry.book import ledger
from registry.models import Lot, Series
from registry.selectors import holdings, inspections, suspensions
from registry.selectors.suspensions import Block
from registry.services import locks
from registry.services.applications import reason_given


def examine(*, scope: str, name: str, reason: str, by: User) -> Block:
    """What would be suspended, judged as `suspend` does, and nothing written.

    Raises: Refused SUS-01 (403), SUS-02, SUS-03, SUS-05, SUS-06 (409), SER-01, SER-02.
    """
    if not shows(reason):
        raise Refused("SUS-03", _("Write down why it is suspended."), field="reason")
    key, registry = _known(scope, plain(name))
    _judge(registry, by)
    if _is_suspended(scope, key):
        raise Refused("SUS-06", _("It is suspended already."), field="name", status=409)
    label = str(Lot.objects.select_related("series").get(pk=int(key))) if scope == "lot" else key
    return Block(scope, key, label)


@locks.deed
def suspend(*, scope: str, name: str, reason: str, by: User, at: datetime) -> str:
    """Suspend a registry (two letters), a project (its number) or a lot (a serial number of it) at once.

    Returns: the name under which it is suspended.
    Raises: Refused SUS-01 (403) not by an administrator of that registry; SUS-02 unknown; SUS-03 without a reason;
        SUS-05 numbers of several lots; SUS-06 (409) suspended already; SER-01, SER-02 not a serial number of ours.
    """
    locks.stops()
    key = examine(scope=scope, name=name, reason=reason, by=by).name
    ledger.set_block(scope=scope, name=key, blocked=True)
    events.record(
        "registry.block.suspend",
        subject=by,
        by=by,
        at=at,
        after={"scope": scope, "name": key, "reason": plain(reason)},
    )
    return key


@locks.deed
def resume(*, scope: str, name: str, note: str, by: User, at: datetime) -> None:
    """Lift a suspension. Raises: Refused SUS-01 (403), SUS-04 (409) when it is not suspended, SUS-11 (409) when a check
    has stopped the registry; ACC-08 without a reason."""
    why = reason_given(note)
    locks.stops()
    if not _is_suspended(scope, name):
        raise Refused("SUS-04", _("It is not suspended."), status=409)
    competent(scope=scope, name=name, by=by)
    if scope == "registry" and inspections.is_stopped(name):
        raise Refused(
            "SUS-11",
            _("A check has stopped this registry. Two administrators let it go on, on the page of the stop."),
            status=409,
        )
    ledger.set_block(scope=scope, name=name, blocked=False)
    events.record(
        "registry.block.resume", subject=by, by=by, at=at, after={"scope": scope, "name": name, "reason": why}
    )


def competent(*, scope: str, name: str, by: User) -> None:
    """Whether a person may lift it. Raises: Refused SUS-01 (403)."""
    _judge(_registry_of(scope, name), by)


def _is_suspended(scope: str, name: str) -> bool:
    return any((block.scope, block.name) == (scope, name) for block in suspensions.in_force())


def _known(scope: str, name: str) -> tuple[str, str]:
    """The key by which the book knows what is named, and the registry it belongs to ("" for several)."""
    if scope == "registry" and Series.objects.filter(registry=numbers.identifier(name)).exists():
        return numbers.identifier(name), numbers.identifier(name)
    if scope == "project" and Lot.objects.filter(project=numbers.identifier(name)).exists():
        return numbers.identifier(name), ""
    if scope == "lot":
        lot = _lot(name)
        return str(lot.pk), lot.series.registry
    raise Refused("SUS-02", _("The book knows nothing under this name."), field="name")


def _lot(serial: str) -> Lot:
    try:
        lots = holdings.life_of(serial).lots
    except Refused as refusal:
        raise refusal.about("name") from None
    if len(lots) > 1:
        raise Refused("SUS-05", _("These numbers lie in several lots. Suspend one lot after the other."), field="name")
    return lots[0]


def _registry_of(scope: str, name: str) -> str:
    if scope == "lot":
        return Lot.objects.select_related("series").get(pk=int(name)).series.registry
    return name if scope == "registry" else ""


def _keeps(appointment: Appointment, registry: str) -> bool:
    """True for an administrator whom the partner itself appoints to its own registry."""
    of, country = appointment.organisation, appointment.country
    return (
        appointment.role == Role.REGISTRY
        and of.side == Side.PARTNER
        and country is not None
        and (country.iso2 == registry and of.country_id in {None, country.pk})
    )


def _judge(registry: str, by: User) -> None:
    """Japan's administrators act for Japan's registry and for projects; a partner's only for their own registry."""
    if holds(by, "registry", side="japan") and registry in {"", "JP"}:
        return
    if not any(_keeps(appointment, registry) for appointment in by.held):
        raise Refused("SUS-01", _("Only administrators of that registry suspend it."), status=403)
