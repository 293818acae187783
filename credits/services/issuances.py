"""Issuance: each side's registry posts what the Joint Committee notified to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from credits.checks import issuances as checks
from credits.models import Issuance, IssuanceRequest, IssuedLot
from credits.selectors import requests as selectors
from credits.states.issuances import IssuanceState
from partners.people.models.people import User
from partners.people.selectors import people
from registry.services import locks, postings
from registry.services.rehearsals import rehearse


@dataclass(frozen=True)
class ShownLot:
    """A lot as it would be issued now: its serial number, and how much of it goes to which account and holder."""

    serial: str
    vintage: int
    quantity_tco2e: int
    portions: Sequence[tuple[str, str, int]]


@locks.deed
def preview(*, issuance_id: int, at: datetime) -> Sequence[ShownLot]:
    """The lots that would be made now; the book has made them and taken them back.

    Raises: Refused ISS-11, ISS-12 (409), LDG-nn.
    """
    issuance = Issuance.objects.get(pk=issuance_id)
    wanted, shown = _judged(issuance, at), list[ShownLot]()

    def post(key: str) -> None:
        made = postings.issue(key=key, lots=wanted, by=people.system(), at=at)
        for lot, asked in zip(made.lots, wanted, strict=True):
            first, last = lot.units.lower, lot.units.upper - 1
            portions = [
                (portion.account.number, portion.account.holder.name, portion.quantity_tco2e)
                for portion in asked.portions
            ]
            shown.append(ShownLot(str(lot.serial(first, last)), _known(lot.vintage), last - first + 1, portions))

    rehearse(post)
    return shown


@locks.deed
def propose(*, issuance_id: int, by: User, at: datetime) -> Issuance:
    """Propose to issue; another administrator of the same registry must approve.

    Raises: Refused MOV-01 (409), MOV-02 (403), ISS-11 (409, the partner's registry first), ISS-12 (409, no account),
    LDG-nn.
    """
    issuance = _locked(issuance_id)
    issuance.proposed_by = by
    move = judge(issuance.propose, by=by)
    preview(issuance_id=issuance_id, at=at)
    move.commit(at=at)
    return issuance


@locks.deed
def send_back(*, issuance_id: int, note: str, by: User, at: datetime) -> Issuance:
    """Take a proposal back, or send it back to whoever made it. Raises: Refused ISS-13 no reason, MOV-01, MOV-02."""
    issuance = _locked(issuance_id)
    if not shows(note):
        raise Refused("ISS-13", _("Write down why; whoever proposed the issuance reads it."), field="note")
    judge(issuance.send_back, by=by).commit(at=at, note=plain(note))
    return issuance


@locks.deed
def issue(*, issuance_id: int, by: User, at: datetime) -> Issuance:
    """Approve what another administrator proposed: the book posts one lot a vintage year to the accounts of the side's
    parties; the last side finishes the request.

    Raises: Refused MOV-01 (409), MOV-02 (403: the proposer, or no administrator of that registry), ISS-11, ISS-12
    (409), LDG-nn.
    """
    issuance = _locked(issuance_id)
    move = judge(issuance.issue, by=by)
    issuance.issued_by = by
    _post(issuance, by, at)
    move.commit(at=at, quantity_tco2e=issuance.notified_tco2e)
    request = issuance.request
    if not request.issuances.exclude(state=IssuanceState.ISSUED).exists():
        judge(request.finish, by=people.system()).commit(at=at)
    return issuance


def _locked(issuance_id: int) -> Issuance:
    """The issuance with its request, in the order in which both are always locked."""
    of_request = Issuance.objects.values("request").get(pk=issuance_id)["request"]
    request = IssuanceRequest.objects.select_for_update(of=("self",)).get(pk=of_request)
    issuance = Issuance.objects.select_for_update(of=("self",)).get(pk=issuance_id)
    issuance.request = request
    return issuance


def _judged(issuance: Issuance, at: datetime) -> list[postings.NewLot]:
    checks.in_order(issuance, selectors.rulebook_of(issuance.request.project, at.date()))
    return _lots(issuance)


def _post(issuance: Issuance, by: User, at: datetime) -> None:
    posting = postings.issue(key=f"issuance:{issuance.pk}", lots=_judged(issuance, at), by=by, at=at)
    issuance.transaction = posting.transaction
    for lot in posting.lots:
        first, last = lot.units.lower, lot.units.upper - 1
        IssuedLot.objects.create(
            issuance=issuance,
            vintage=_known(lot.vintage),
            lot=lot,
            first_unit=first,
            last_unit=last,
            serial=str(lot.serial(first, last)),
        )


def _known(number: int | None) -> int:
    """A year or a number that was given before the registry issues; without it the issuance would be wrong for good."""
    if number is None:
        raise ValueError("an issuance without its number, or a lot without its year")
    return number


def _lots(issuance: Issuance) -> list[postings.NewLot]:
    request, accounts = issuance.request, checks.accounts_open(issuance)
    by_year: dict[int, list[postings.Portion]] = {}
    for amount in request.amounts.filter(side=issuance.side, quantity_tco2e__gt=0).order_by("vintage", "order"):
        portion = postings.Portion(accounts[amount.organisation_id], amount.quantity_tco2e)
        by_year.setdefault(amount.vintage, []).append(portion)
    return [
        postings.NewLot(
            host=request.project.country.iso2,
            registry=issuance.registry,
            project=request.reference,
            issuance=_known(request.number),
            vintage=year,
            portions=portions,
            numbering="example" if issuance.is_example else "jcm",
        )
        for year, portions in by_year.items()
    ]
