"""Issuance requests, from verified report to the Joint Committee's decision."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from committee.decisions.services import forwarding
from common.drafts import Seen
from common.refusals import Refused
from credits.checks.requests import COMPLETENESS
from credits.models import AllocatedAmount, Issuance, IssuanceRequest
from credits.selectors import requests as selectors
from credits.services import requests
from projects.registrations.models import AllocationProposal
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories import credits as situations
from tests.factories.committee import not_adopted
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import with_a_spare
from workflow.notices.models import Notice
from workflow.papers import services as papers
from workflow.papers.checks import mark_of
from workflow.steps.selectors import inbox

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


def _refused(number: str, call: Any, **values: Any) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        call(**values)
    assert refused.value.number == number


def test_a_submitted_request_fixes_what_each_party_gets(it: SimpleNamespace) -> None:
    request = situations.a_request(it, to="submitted", tonnes=1009)
    amounts = {a.organisation_id: a.quantity_tco2e for a in request.amounts.all()}
    parties = (it.government_japan, it.government_partner, it.japanese_company, it.local_company)
    assert [amounts[party.pk] for party in parties] == [505, 101, 252, 151]
    assert sum(amounts.values()) == 1009


def test_the_preview_shows_before_submission_what_is_fixed_by_it(it: SimpleNamespace) -> None:
    request = situations.a_request(it, last_year=2022, tonnes=333)
    before = selectors.preview(request, NOON.date())
    assert not request.amounts.exists()
    papers.submit(paper=request, by=it.participant, at=NOON)
    after = selectors.preview(IssuanceRequest.objects.get(pk=request.pk), NOON.date())
    assert before == after
    assert (before.years, list(before.totals), before.total) == ([2021, 2022], [333, 333], 666)
    assert {line.organisation for line in before.without_account} == {line.organisation for line in before.lines}


def test_issuance_waits_for_its_fee_where_the_rules_ask_for_one(it: SimpleNamespace) -> None:
    it.rulebook.rules |= {"issuance.fee": True}
    it.rulebook.save()
    request = situations.a_request(it, to="submitted")
    checked = {"request_id": request.pk, "completeness": ticked(COMPLETENESS), "by": it.officer, "at": NOON}
    _refused("FEE-06", requests.confirm_complete, **checked)
    requests.record_fee(
        request_id=request.pk, reference="R-18", paid_on=NOON.date() - timedelta(1), by=it.officer, at=NOON
    )
    assert requests.confirm_complete(**checked).state == "complete"


def test_words_of_a_colleague_are_not_written_over_unseen(it: SimpleNamespace) -> None:
    request = situations.a_request(it)
    seen = Seen(("note", "declares_true"), mark_of(request, ("note", "declares_true")))
    values: dict[str, Any] = {"paper": request, "at": NOON, "seen": seen}
    papers.save_draft(values={"note": "Ours."}, by=it.local_participant, **values)
    _refused("DRF-05", papers.save_draft, values={"note": "Mine."}, by=it.participant, **values)
    assert IssuanceRequest.objects.get(pk=request.pk).note == "Ours."


def test_a_report_is_requested_once(it: SimpleNamespace) -> None:
    request = situations.a_request(it)
    values = {"report_id": request.report_id, "by": it.participant, "at": NOON}
    _refused("ISS-03", requests.start, **values)
    forwarding.withdraw(paper=request, note="Wrong period.", by=it.participant, at=NOON)
    assert requests.start(**values).state == "draft"


def test_only_participants_request_and_only_with_the_declaration(it: SimpleNamespace) -> None:
    report = situations.a_report(it)
    _refused("DRF-03", requests.start, report_id=report.pk, by=it.outsider, at=NOON)
    request = requests.start(report_id=report.pk, by=it.participant, at=NOON)
    _refused("ISS-01", papers.submit, paper=request, by=it.participant, at=NOON)
    assert not AllocatedAmount.objects.exists()


def test_a_report_that_is_not_verified_or_without_allocation_gives_no_request(it: SimpleNamespace) -> None:
    report = situations.a_report(it)
    values = {"report_id": report.pk, "by": it.participant, "at": NOON}
    AllocationProposal.objects.update(agreed_on=None)
    _refused("ISS-04", requests.start, **values)
    type(report).objects.update(state="submitted")
    _refused("ISS-02", requests.start, **values)
    type(report.project).objects.update(state="planned", registered_on=None)
    _refused("ISS-06", requests.start, **values)


def test_nothing_verified_gives_nothing_to_issue(it: SimpleNamespace) -> None:
    report = situations.a_report(it, tonnes=0)
    _refused("ISS-05", requests.start, report_id=report.pk, by=it.participant, at=NOON)


def test_completeness_is_confirmed_item_by_item_within_its_limit(it: SimpleNamespace) -> None:
    request = situations.a_request(it, to="submitted")
    step = inbox.open_step(request)
    assert step is not None
    assert (step.role, step.due_on) == ("secretariat", NOON.date() + timedelta(days=7))
    half = ticked(COMPLETENESS[:-1])
    _refused("CMP-01", requests.confirm_complete, request_id=request.pk, completeness=half, by=it.officer, at=NOON)
    requests.confirm_complete(request_id=request.pk, completeness=ticked(COMPLETENESS), by=it.officer, at=NOON)
    assert IssuanceRequest.objects.get(pk=request.pk).state == "complete"


def test_an_incomplete_request_goes_back_with_a_reason_and_comes_again(it: SimpleNamespace) -> None:
    request = situations.a_request(it, to="submitted")
    _refused("DRF-04", papers.give_back, paper=request, note=" ", by=it.officer, at=NOON)
    papers.give_back(paper=request, note="A page is missing.", by=it.officer, at=NOON)
    assert Notice.objects.filter(user=it.participant, what__endswith="return_to_participant").exists()
    papers.submit(paper=request, by=it.participant, at=NOON)
    assert IssuanceRequest.objects.get(pk=request.pk).state == "submitted"


def test_the_decision_names_the_tonnes_and_bars_who_takes_part(it: SimpleNamespace) -> None:
    request = situations.a_request(it, to="with_committee")
    assert request.decision_item is not None
    assert f"2021 {it.government_japan.name}: 505 t" in request.decision_item.proposal
    interested = set(request.decision_item.interested.values_list("pk", flat=True))
    assert interested == {it.japanese_company.pk, it.local_company.pk, it.tpe.pk}
    assert request.number == 1


def test_adoption_notifies_each_side_its_tonnes(it: SimpleNamespace) -> None:
    request = situations.a_request(it, to="approved")
    notified = dict(request.issuances.values_list("side", "notified_tco2e"))
    assert notified == {"japan": 757, "partner": 252}
    assert request.state == "approved"
    for issuance, office in zip(request.issuances.order_by("side"), (it.jcma, it.government_partner), strict=True):
        step = inbox.open_step(issuance)
        assert step is not None
        assert list(step.organisations.all()) == [office]


def test_a_side_without_tonnes_issues_nothing(it: SimpleNamespace) -> None:
    shares = [(it.government_japan, Decimal(100))]
    request = situations.a_request(it, to="approved", shares=shares)
    assert list(request.issuances.values_list("side", "registry", "notified_tco2e")) == [("japan", "JP", 1009)]


def test_a_decision_that_is_not_adopted_ends_the_request(it: SimpleNamespace) -> None:
    request = situations.a_request(it, to="with_committee")
    assert request.decision_item is not None
    not_adopted(it, request.decision_item.decision_id, "Data gaps.", at=NOON)
    request = IssuanceRequest.objects.get(pk=request.pk)
    assert (request.state, request.outcome_note) == ("not_approved", "Data gaps.")
    assert not Issuance.objects.exists()


def test_only_the_secretariat_forwards_and_only_what_is_complete(it: SimpleNamespace) -> None:
    request = situations.a_request(it, to="submitted")
    _refused("MOV-01", forwarding.forward, paper=request, by=it.officer, at=NOON)
    requests.confirm_complete(request_id=request.pk, completeness=ticked(COMPLETENESS), by=it.officer, at=NOON)
    _refused("MOV-02", forwarding.forward, paper=request, by=it.participant, at=NOON)


def test_the_database_keeps_one_open_request_a_report_and_a_decision_behind_each_outcome(it: SimpleNamespace) -> None:
    request = situations.a_request(it)
    with pytest.raises(IntegrityError, match="issuance_request_one_a_report"), transaction.atomic():
        IssuanceRequest.objects.create(
            project=request.project,
            report=request.report,
            verification=request.verification,
            allocation=request.allocation,
        )
    with pytest.raises(IntegrityError, match="issuance_request_forwarded_has_decision"), transaction.atomic():
        IssuanceRequest.objects.filter(pk=request.pk).update(
            state="approved", submitted_at=NOON, decided_on=NOON.date()
        )
