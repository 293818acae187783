"""What registration and issuance share: the record that a fee is paid."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from common import events
from common.text import plain
from partners.people.models.people import User
from projects.papers.checks import fees as checks


@transaction.atomic
def record(request: Any, *, reference: str, paid_on: date, by: User, at: datetime) -> None:
    """JCMA has seen the payment; it can be corrected until the request is complete. Raises Refused FEE-01 to
    FEE-05."""
    checks.recordable(request, reference, paid_on, by, at.date())
    before = {"reference": request.fee_reference}
    request.fee_reference, request.fee_paid_on = plain(reference), paid_on
    request.save(update_fields=["fee_reference", "fee_paid_on"])
    events.record(
        f"{request._meta.label_lower}.record_fee",
        subject=request,
        by=by,
        at=at,
        before=before,
        after={"reference": request.fee_reference, "paid_on": paid_on.isoformat()},
        tells=("participant",),
    )
