"""The checks of each night, as they ended; a difference stops the registry until two administrators let it go on."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events, files, history, isolation
from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from registry.book import ledger
from registry.models import JAPAN, Inspection, InspectionKind, RegistryStop, Series
from registry.selectors import audit, inspections, log, log_heads, reconciliation, suspensions
from registry.services import locks
from registry.tlog.heads import Heads
from registry.verifier import Difference, Unreachable


class Finding(NamedTuple):
    """How much was looked at, and the first difference; or why it could not be looked at."""

    counted: int
    difference: str = ""
    not_made: str = ""


# A database that is older than the kept heads, or another one, is none of these: the log stands still by itself until
# somebody has said what is lost (`log_heads.refuse_another_history`). A kept head with another root is one of the log.
STOPPING = frozenset({InspectionKind.BOOK, InspectionKind.LOG, InspectionKind.ROWS, InspectionKind.RECONCILIATION})


def inspect_all(
    *, heads: Heads, partners: Iterable[reconciliation.Partner], whole: bool, by: User, at: datetime
) -> list[Inspection]:
    """Make every check, keep each as it ended, and stop what differs.

    Args:
        partners: whose published logs are compared with our book.
        whole: read the log from its beginning; else from where the last whole check of it came to.
    """
    checks: list[tuple[InspectionKind, str, Callable[[], Finding]]] = [
        (InspectionKind.BOOK, "", _book),
        (InspectionKind.LOG, "", lambda: _log(heads, whole=whole)),
        (InspectionKind.ROWS, "", _rows),
        (InspectionKind.HEADS, "", lambda: _heads(heads)),
        (InspectionKind.FILES, "", _files),
        *((InspectionKind.RECONCILIATION, each.registry, lambda each=each: _reconciled(each)) for each in partners),
    ]
    return isolation.each(
        checks, lambda check: _inspect(check[0], check[1], check[2], by=by, at=at), what="check of the night"
    )


def _inspect(kind: InspectionKind, registry: str, look: Callable[[], Finding], *, by: User, at: datetime) -> Inspection:
    began = time.monotonic()
    counted, difference, not_made = look()
    seconds = round(time.monotonic() - began)
    return keep(
        kind=kind,
        registry=registry,
        counted=counted,
        difference=difference,
        not_made=not_made,
        seconds=seconds,
        by=by,
        at=at,
    )


@locks.deed
def keep(
    *,
    kind: InspectionKind,
    registry: str = "",
    counted: int,
    difference: str,
    not_made: str = "",
    seconds: int = 0,
    by: User,
    at: datetime,
) -> Inspection:
    """Keep how a check ended; a difference of book, log, rows or with a partner stops the registries concerned.

    Args:
        not_made: why it could not be made; that says nothing of the book, and stops nothing.
    """
    made = Inspection.objects.create(
        kind=kind,
        registry=registry,
        at=at,
        counted=counted,
        difference=difference,
        not_made=not_made,
        seconds=seconds,
    )
    events.record(
        "registry.inspection.keep",
        subject=by,
        by=by,
        at=at,
        after={"kind": kind.value, "registry": registry, "differs": bool(difference), "made": not not_made},
    )
    if difference and kind in STOPPING:
        _stop(made, by, at)
    return made


def _stop(inspection: Inspection, by: User, at: datetime) -> None:
    """Stop the registry that was compared, or every one where the book itself differs. What two administrators have
    judged already stops nothing again."""
    locks.stops()
    known = {(block.scope, block.name) for block in suspensions.in_force()}
    every = sorted(set(Series.objects.values_list("registry", flat=True)))
    named = [inspection.registry] if inspection.registry else every
    for registry in named:
        if inspections.is_stopped(registry) or inspections.was_judged(registry, inspection):
            continue
        made = RegistryStop(
            registry=registry,
            country=None if registry == JAPAN else PartnerCountry.objects.get(iso2=registry),
            inspection=inspection,
            stopped_at=at,
            was_suspended=("registry", registry) in known,
        )
        made.save()
        ledger.set_block(scope="registry", name=registry, blocked=True)
        after = {"registry": registry, "kind": inspection.kind, "inspection": inspection.pk}
        events.record("registry.registrystop.stop", subject=made, by=by, at=at, after=after, tells=("registry",))


def _book() -> Finding:
    verdict = audit.verify()
    return Finding(verdict.transactions, verdict.difference)


def _log(heads: Heads, *, whole: bool) -> Finding:
    start = 0 if whole else inspections.log_verified_to()
    return Finding(log.size(), log_heads.other_root(heads) or log.differences(start=start))


def _heads(heads: Heads) -> Finding:
    return Finding(log.size(), log_heads.other_database(heads))


def _rows() -> Finding:
    with transaction.atomic():
        return Finding(sum(1 for _model in history.kept_models()), next(history.differences(), ""))


def _files() -> Finding:
    return Finding(*files.verified())


def _reconciled(partner: reconciliation.Partner) -> Finding:
    try:
        compared = reconciliation.compared(partner.registry, partner.place, [partner.key])
    except Unreachable as away:
        return Finding(0, not_made=str(away))
    except Difference as difference:
        return Finding(0, f"their log is not whole: {difference}")
    return Finding(compared.lots, next(iter(compared.discrepancies), ""))


def _locked(stop_id: int) -> RegistryStop:
    return locks.row(RegistryStop.objects.select_related("country", "inspection"), stop_id)


def _reason(note: str) -> str:
    if not shows(note):
        raise Refused("SUS-12", _("Write down what was found; the others read it."), field="note")
    return plain(note)


@locks.deed
def ask_to_lift(*, stop_id: int, note: str, by: User, at: datetime) -> RegistryStop:
    """Ask to let a stopped registry go on, with what was found. Raises: Refused SUS-12 without words, MOV-01/02."""
    stop = _locked(stop_id)
    judge(stop.ask_to_lift, by=by).commit(at=at, asker=by, note=_reason(note))
    return stop


@locks.deed
def keep_stopped(*, stop_id: int, note: str, by: User, at: datetime) -> RegistryStop:
    """Answer that it stays stopped, with the reason. Raises: Refused SUS-12 without words, MOV-01/02."""
    stop = _locked(stop_id)
    judge(stop.keep, by=by).commit(at=at, note=_reason(note))
    return stop


@locks.deed
def lift(*, stop_id: int, by: User, at: datetime) -> RegistryStop:
    """Let a stopped registry go on, as a second administrator. Raises: Refused MOV-01/02."""
    stop = _locked(stop_id)
    locks.stops()
    judge(stop.lift, by=by).commit(at=at, officer=by)
    if not stop.was_suspended:
        ledger.set_block(scope="registry", name=stop.registry, blocked=False)
    return stop
