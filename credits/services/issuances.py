"""Issuance: each side's registry posts what the Joint Committee notified to it."""

from datetime import datetime

from common.machines import judge, moves_of
from credits.checks import issuances as checks
from credits.models import Issuance, IssuanceRequest, IssuedLot
from credits.selectors import requests as selectors
from credits.states.issuances import IssuanceState
from partners.people.models.people import User
from partners.people.selectors import people
from registry.services import locks, postings


@locks.deed
def issue(*, issuance_id: int, by: User, at: datetime) -> Issuance:
    """Post one lot a vintage year to the accounts of the side's parties; the last side finishes the request.

    Raises: Refused MOV-01 (409), MOV-02 (403), ISS-11 (409, the partner's registry first), ISS-12 (409, no account),
    LDG-nn.
    """
    of_request = Issuance.objects.values("request").get(pk=issuance_id)["request"]
    request = IssuanceRequest.objects.select_for_update(of=("self",)).get(pk=of_request)
    issuance = Issuance.objects.select_for_update(of=("self",)).get(pk=issuance_id)
    issuance.request = request
    if moves_of(Issuance)["issue"].offered_to(issuance, by):
        _post(issuance, by, at)
    judge(issuance.issue, by=by).commit(at=at, quantity_tco2e=issuance.notified_tco2e)
    if not request.issuances.exclude(state=IssuanceState.ISSUED).exists():
        judge(request.finish, by=people.system()).commit(at=at)
    return issuance


def _post(issuance: Issuance, by: User, at: datetime) -> None:
    checks.in_order(issuance, selectors.rulebook_of(issuance.request.project, at.date()))
    posting = postings.issue(key=f"issuance:{issuance.pk}", lots=_lots(issuance), by=by, at=at)
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
