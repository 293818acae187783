"""Fees: due where the rulebook says so, recorded by JCMA, and paid before a request counts as complete."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from committee.decisions.services import forwarding
from projects.registrations import services as registrations
from projects.registrations.checks import COMPLETENESS as REGISTRATION_POINTS
from projects.registrations.models import RegistrationRequest
from scenarios.steps import ticked
from tests.factories.projects import a_registration_request, judge_similar
from tests.projects.refusals import refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def rule(it: SimpleNamespace, value: bool) -> None:
    it.rulebook.rules |= {"registration.fee": value}
    it.rulebook.save()


def asked(it: SimpleNamespace, *, due: bool) -> RegistrationRequest:
    """A submitted registration request that could go forward but for its fee."""
    rule(it, due)
    request = a_registration_request(it, submitted=True)
    judge_similar(it, request)
    return request


def forward(it: SimpleNamespace, request: RegistrationRequest, at: datetime) -> RegistrationRequest:
    return forwarding.forward(
        paper=request,
        completeness=ticked(REGISTRATION_POINTS),
        project_reference="TH014",
        by=it.officer,
        at=at,
    )


def test_a_request_is_complete_once_its_fee_is_paid(it: SimpleNamespace, noon: datetime) -> None:
    request = asked(it, due=True)
    with refused("FEE-06", status=409), transaction.atomic():
        forward(it, request, noon)
    request.refresh_from_db()
    assert request.state == "submitted"
    registrations.record_fee(
        request_id=request.pk, reference=" R-17 ", paid_on=noon.date() - DAY, by=it.officer, at=noon
    )
    request = forward(it, request, noon)
    assert (request.state, request.fee_reference, request.fee_paid_on) == ("with_committee", "R-17", noon.date() - DAY)


@pytest.mark.parametrize(
    ("changes", "number"),
    [({"by": "participant"}, "FEE-01"), ({"reference": " "}, "FEE-04"), ({"paid_on": DAY}, "FEE-05")],
)
def test_a_payment_is_recorded_by_jcma_with_reference_and_day(
    it: SimpleNamespace, noon: datetime, changes: dict[str, Any], number: str
) -> None:
    request = asked(it, due=True)
    by = getattr(it, changes.get("by", "officer"))
    values = {"reference": changes.get("reference", "R-1"), "paid_on": noon.date() + changes.get("paid_on", 0 * DAY)}
    with refused(number), transaction.atomic():
        registrations.record_fee(request_id=request.pk, by=by, at=noon, **values)
    request.refresh_from_db()
    assert request.fee_paid_on is None


def test_where_no_rule_asks_for_a_fee_there_is_none(it: SimpleNamespace, noon: datetime) -> None:
    request = asked(it, due=False)
    with refused("FEE-02", status=409), transaction.atomic():
        registrations.record_fee(request_id=request.pk, reference="R", paid_on=noon.date(), by=it.officer, at=noon)
    assert forward(it, request, noon).state == "with_committee"


def test_a_fee_is_not_recorded_before_the_request_is_with_jcma(it: SimpleNamespace, noon: datetime) -> None:
    rule(it, True)
    request = a_registration_request(it)
    with refused("FEE-03", status=409), transaction.atomic():
        registrations.record_fee(request_id=request.pk, reference="R", paid_on=noon.date(), by=it.officer, at=noon)
    with pytest.raises(IntegrityError, match="registration_fee_has_day_and_reference"), transaction.atomic():
        RegistrationRequest.objects.filter(pk=request.pk).update(fee_paid_on=noon.date())


def test_the_page_says_what_is_due_and_the_officer_records_it_there(it: SimpleNamespace, noon: datetime) -> None:
    request = asked(it, due=True)
    officer, participant = Client(), Client()
    officer.force_login(it.officer)
    participant.force_login(it.participant)
    page = participant.get(request.get_absolute_url()).content.decode()
    assert "Due by the rules of the country" in page
    assert f"{request.get_absolute_url()}fee/" not in page
    assert f"{request.get_absolute_url()}fee/" in officer.get(request.get_absolute_url()).content.decode()
    sent = officer.post(f"{request.get_absolute_url()}fee/", {"reference": "R-9", "paid_on": "2026-05-30"})
    assert sent.status_code == 302
    assert "reference R-9" in participant.get(request.get_absolute_url()).content.decode()


def test_the_page_is_silent_where_no_fee_is_due(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    request = asked(it, due=False)
    client.force_login(it.officer)
    page = client.get(request.get_absolute_url()).content.decode()
    assert str(request.title) in page
    assert "/fee/" not in page
