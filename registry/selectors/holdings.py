"""What is where: holdings now and at any past instant, the life of a unit, and totals."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Func, IntegerField, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from registry.book.serials import NotASerialError, Serial, parse
from registry.models import Account, AccountKind, Holding, Lot, Movement

LENGTH = Func(F("units"), function="upper", output_field=IntegerField()) - Func(
    F("units"), function="lower", output_field=IntegerField()
)


@dataclass(frozen=True)
class Held:
    """A contiguous range of a lot, as held by an account at an instant."""

    lot: Lot
    first: int
    last: int

    @property
    def quantity_tco2e(self) -> int:
        return self.last - self.first + 1

    @property
    def serial(self) -> Serial:
        return self.lot.serial(self.first, self.last)


def of(account: Account) -> QuerySet[Holding]:
    """What an account holds now, oldest vintage first."""
    held = Holding.objects.of_account(account.book_id).select_related("lot__series")
    return held.order_by(F("lot__vintage").asc(nulls_last=True), "lot_id", "units")


def balance(account: Account) -> int:
    """What an account holds now, t CO2 eq."""
    tonnes: int = of(account).aggregate(t=Sum(LENGTH, default=0))["t"]
    return tonnes


def at(account: Account, instant: datetime) -> Sequence[Held]:
    """What an account held at an instant: its movements replayed in order; cost follows the account's own history."""
    kept: dict[int, list[tuple[int, int]]] = defaultdict(list)
    lots: dict[int, Lot] = {}
    own = Movement.objects.filter(transaction__posted_at__lte=instant).select_related("lot__series")
    both = own.filter(to_account_id=account.book_id) | own.filter(from_account_id=account.book_id)
    for movement in both.order_by("id"):
        lots[movement.lot_id] = movement.lot
        span = (movement.first, movement.last)
        if movement.to_account_id == account.book_id:
            kept[movement.lot_id].append(span)
        else:
            kept[movement.lot_id] = _without(kept[movement.lot_id], span)
    return [Held(lots[lot], first, last) for lot in sorted(kept) for first, last in _joined(kept[lot])]


def _without(spans: list[tuple[int, int]], gone: tuple[int, int]) -> list[tuple[int, int]]:
    left = [(first, min(last, gone[0] - 1)) for first, last in spans if first < gone[0]]
    right = [(max(first, gone[1] + 1), last) for first, last in spans if last > gone[1]]
    return left + right


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


@dataclass(frozen=True)
class UnitLife:
    """A range looked up by serial number: its lots, every movement that touched it, and where it lies now."""

    serial: Serial
    lots: Sequence[Lot]
    movements: Sequence[Movement]
    holdings: Sequence[Holding]


def serial_of(text: str, *, field: str) -> Serial:
    """Read a serial number. Raises: Refused SER-01."""
    try:
        return parse(text)
    except NotASerialError:
        raise Refused(
            "SER-01",
            _("This is not a serial number. It looks like JCM-TH-JP-2018-3026-01401, or JCM-TH-JP-2018."),
            field=field,
        ) from None


def lots_of(serial: Serial, *, field: str) -> Sequence[Lot]:
    """The lots that a serial number names, in order; every part of it is compared.

    Raises: Refused SER-02 (404, some of these units were not issued), SER-03 (404, other project or issuance).
    """
    found = Lot.objects.filter(
        series__host=serial.host,
        series__registry=serial.registry,
        series__numbering=serial.numbering,
        units__overlap=(serial.first, serial.last + 1),
    )
    lots = list(found.select_related("series", "transaction").order_by("units"))
    covered = sum(min(lot.units.upper - 1, serial.last) - max(lot.units.lower, serial.first) + 1 for lot in lots)
    if covered != serial.quantity_tco2e:
        raise Refused("SER-02", _("No units with these numbers were issued here."), field=field, status=404)
    if not all(serial.names(project=lot.project, issuance=lot.issuance) for lot in lots):
        raise Refused(
            "SER-03",
            _("The last digits of this number, those of project and issuance, do not belong to these units. Check it."),
            field=field,
            status=404,
        )
    return lots


def life_of(text: str) -> UnitLife:
    """The whole life of the units with a serial number.

    Raises: Refused SER-01 (not a serial number), SER-02, SER-03 (404, no such units).
    """
    serial = serial_of(text, field="serial")
    span = (serial.first, serial.last + 1)
    lots = lots_of(serial, field="serial")
    movements = Movement.objects.filter(lot__in=lots, units__overlap=span).select_related(
        "transaction", "lot__series", "from_account__account__holder", "to_account__account__holder"
    )
    holdings = Holding.objects.filter(lot__in=lots, units__overlap=span).select_related(
        "lot__series", "account__account__holder"
    )
    return UnitLife(serial, lots, list(movements.order_by("id")), list(holdings.order_by("units")))


@dataclass(frozen=True)
class Total:
    """A sum of holdings, t CO2 eq."""

    registry: str
    host: str
    kind: str
    quantity_tco2e: int


def totals(*, examples: bool = False) -> Sequence[Total]:
    """Holdings by registry, host country and kind of account; real units, or those of examples."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT s.registry, s.host, a.kind, sum(upper(h.units) - lower(h.units))::bigint
            FROM book_holding h JOIN book_lot l ON l.id = h.lot_id JOIN book_series s ON s.id = l.series_id
            JOIN registry_account a ON a.book_id = h.account_id
            WHERE (s.numbering = 'example') = %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """,
            [examples],
        )
        return [Total(*row) for row in cursor.fetchall()]


def total_in(kind: AccountKind, registry: str | None = None) -> int:
    """What all real accounts of a kind hold, t CO2 eq."""
    return sum(t.quantity_tco2e for t in totals() if t.kind == kind and registry in {None, t.registry})
