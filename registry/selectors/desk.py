"""What a registry's administrators have before them: what waits, what is held, and what failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from partners.people.models.people import Visitor
from registry.models import (
    Account,
    AccountKind,
    Holding,
    OfficerRequest,
    RepresentativeChange,
    TransactionRequest,
)
from registry.selectors import accounts, holdings, officer_requests, people, suspensions
from registry.selectors.suspensions import Block, Frozen
from registry.states.accounts import NEVER_OPENED
from registry.states.holders import ChangeState
from registry.states.officer_requests import OPEN_OFFICER_STATES
from registry.states.requests import OPEN_STATES

FAILED_WITHIN = timedelta(days=30)
SHOWN = 20


@dataclass(frozen=True)
class KindTotal:
    """Accounts of one kind in one registry, and what they hold, t CO2 eq."""

    registry: str
    kind: str
    accounts: int
    quantity_tco2e: int


@dataclass(frozen=True)
class Reach:
    """What a suspension stops: accounts with units in it, the units, and open requests that will end."""

    accounts: int
    quantity_tco2e: int
    requests: int


def administered(user: Visitor) -> QuerySet[Account]:
    """Accounts of the registries that this person administers."""
    return accounts.visible_to(user).filter(officer_requests.administered_by(user))


def totals(user: Visitor) -> Sequence[KindTotal]:
    """Real accounts by registry and kind with what they hold; examples are left out."""
    found = administered(user).exclude(state__in=NEVER_OPENED).exclude(origin="example")
    counted = found.order_by().values_list("registry", "kind").annotate(n=Count("pk", distinct=True))
    held: dict[tuple[str, str], int] = {}
    for total in holdings.totals():
        key = (total.registry, total.kind)
        held[key] = held.get(key, 0) + total.quantity_tco2e
    return [
        KindTotal(registry, str(AccountKind(kind).label), n, held.get((registry, kind), 0))
        for registry, kind, n in sorted(counted)
    ]


def freezes(user: Visitor) -> Sequence[Frozen]:
    """Frozen ranges that lie in the registries of this person's."""
    own = officer_requests.registries_of(user)
    return [each for each in suspensions.freezes() if each.lot.series.registry in own][:SHOWN]


def failed(user: Visitor, now: datetime) -> Sequence[TransactionRequest | OfficerRequest]:
    """Requests that a check ended within the last thirty days, newest first."""
    ended = Q(ended_at__gte=now - FAILED_WITHIN) & ~Q(failed_check="")
    seen = administered(user).order_by().values("pk")
    of_holders = TransactionRequest.objects.filter(ended, sender__in=seen).select_related("sender", "receiver")
    of_registry = OfficerRequest.objects.filter(ended & officer_requests.administered_by(user))
    both: list[TransactionRequest | OfficerRequest] = [*of_holders.order_by("-ended_at")[:SHOWN]]
    both += of_registry.order_by("-ended_at")[:SHOWN]
    return sorted(both, key=lambda each: each.ended_at or now, reverse=True)[:SHOWN]


def waiting(user: Visitor) -> QuerySet[TransactionRequest]:
    """Open requests of holders in the registries of this person's: the administrator looks, representatives act."""
    seen = administered(user).order_by().values("pk")
    found = TransactionRequest.objects.filter(state__in=OPEN_STATES, sender__in=seen)
    return found.select_related("sender", "receiver")


def changes(user: Visitor) -> QuerySet[RepresentativeChange]:
    """Changes of representatives that wait for an officer of this person's registries, the oldest first."""
    seen = administered(user).order_by().values("pk")
    found = RepresentativeChange.objects.filter(state=ChangeState.ASKED, account__in=seen).order_by("asked_at")
    return found.select_related("account", "user")


def without_people(user: Visitor) -> Sequence[Account]:
    """Accounts in use of this person's registries that nobody can act for any more: too few of their representatives
    are still of the holder. They move nothing, and the registry asks the holder for others."""
    return list(people.too_few(administered(user)).order_by("number")[:SHOWN])


def reach_of_account(account: Account) -> Reach:
    """What the suspension of one account stops now."""
    asked = TransactionRequest.objects.filter(Q(sender=account) | Q(receiver=account), state__in=OPEN_STATES)
    return Reach(1, holdings.balance(account), asked.count())


def reach(block: Block) -> Reach:
    """What the suspension of a registry, project or lot stops now."""
    held = Holding.objects.filter(account__purpose__in=["holding", "buffer", "unsplit"])
    legs, officer_legs = TransactionRequest.objects.all(), OfficerRequest.objects.all()
    if block.scope == "registry":
        held = held.filter(account__registry=block.name)
        legs = legs.filter(Q(sender__registry=block.name) | Q(receiver__registry=block.name))
        officer_legs = officer_legs.filter(registry=block.name)
    elif block.scope == "project":
        held = held.filter(lot__project=block.name)
        legs, officer_legs = (rows.filter(legs__lot__project=block.name) for rows in (legs, officer_legs))
    else:
        held = held.filter(lot_id=int(block.name))
        legs, officer_legs = (rows.filter(legs__lot_id=int(block.name)) for rows in (legs, officer_legs))
    found = held.aggregate(accounts=Count("account_id", distinct=True), t=Sum(holdings.LENGTH, default=0))
    ending = legs.filter(state__in=OPEN_STATES).distinct().count()
    ending += officer_legs.filter(state__in=OPEN_OFFICER_STATES).exclude(kind="freeze").distinct().count()
    return Reach(found["accounts"], found["t"], ending)
