"""Certificates: made when a retirement or cancellation completes, in the same transaction; never changed."""

import hashlib
from datetime import datetime
from typing import Any

import rfc8785
from django.db import transaction

from common import events
from common.numbers import Run
from credits.checks import uses as checks
from credits.models import Act, CertificateRange, FinalUse, RetirementCertificate
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from registry.checks.requests import Wanted
from registry.models import RequestLeg, TransactionRequest

PREFIX = {Act.RETIREMENT: "RC", Act.CANCELLATION: "CC"}


def follow(request: TransactionRequest, by: User, at: datetime) -> None:
    """Effect: a completed request that carries a final use gets its certificate.

    A refusal (USE-06: an authorisation was withdrawn meanwhile) ends the request by that check.
    """
    use = FinalUse.objects.select_related("request__posted", "holder").filter(request=request).first()
    if use is not None:
        certify(use=use, by=by, at=at)


@transaction.atomic
def certify(*, use: FinalUse, by: User, at: datetime) -> RetirementCertificate:
    """Make the certificate of a completed use. Raises: Refused USE-06 when units are no longer authorised."""
    if use.request.posted is None:
        raise ValueError(f"{use.request} is not posted")
    legs = list(use.request.legs.select_related("lot__series").order_by("lot_id", "units"))
    checks.authorised(use.purpose, [Wanted(leg.lot_id, leg.first, leg.last) for leg in legs])
    number = _run(use, at.year).take()
    record = _record(use, number, legs, at)
    certificate = RetirementCertificate.objects.create(
        use=use,
        number=number,
        transaction=use.request.posted,
        issued_at=at,
        quantity_tco2e=use.request.quantity_tco2e,
        record=record,
        sha256=hashlib.sha256(rfc8785.dumps(record)).hexdigest(),
    )
    countries = {country.iso2: country for country in PartnerCountry.objects.all()}
    CertificateRange.objects.bulk_create(
        CertificateRange(
            certificate=certificate,
            country=countries.get(leg.lot.series.host),
            lot=leg.lot,
            first_unit=leg.first,
            last_unit=leg.last,
            serial=str(leg.serial),
            project_reference=leg.lot.project[:40],
            vintage=leg.lot.vintage,
        )
        for leg in legs
    )
    events.record("credits.retirementcertificate.certify", subject=certificate, by=by, at=at, after={"number": number})
    return certificate


def _run(use: FinalUse, year: int) -> Run:
    prefix = f"{'EX-' if use.is_example else ''}{PREFIX[Act(use.act)]}-{year}-"
    return Run.of(prefix, RetirementCertificate.objects.values_list("number", flat=True), digits=6)


def _record(use: FinalUse, number: str, legs: list[RequestLeg], at: datetime) -> dict[str, Any]:  # JSON
    """What is certified, as plain values: names, numbers and days; no sentence."""
    return {
        "certificate": number,
        "act": use.act,
        "purpose": use.purpose,
        "year": use.year,
        "beneficiary": use.beneficiary,
        "statement": use.statement,
        "holder": use.holder.name,
        "registry": use.registry,
        "transaction": use.request.posted_id,
        "completed_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "quantity_tco2e": use.request.quantity_tco2e,
        "example": use.is_example,
        "units": [
            {
                "serial": str(leg.serial),
                "quantity_tco2e": leg.last - leg.first + 1,
                "host": leg.lot.series.host,
                "project": leg.lot.project,
                "vintage": leg.lot.vintage,
            }
            for leg in legs
        ],
    }
