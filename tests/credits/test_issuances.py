"""Issuance by each side's registry."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from common.models import Event
from common.refusals import Refused
from credits.models import Issuance, IssuanceRequest, IssuedLot
from credits.services import issuances
from partners.people.models.people import User
from projects.projects.models import Project
from registry.models import BookTransaction
from registry.selectors import holdings
from registry.services import postings
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories import credits as situations
from tests.factories.partners import a_country_in_operation
from tests.factories.people import alike
from tests.factories.projects import with_a_spare

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


def _issue(it: SimpleNamespace, request: IssuanceRequest, side: str, by: Any) -> Issuance:
    return situations.issue(it, request.issuances.get(side=side), by=by)


def _refused(number: str, it: SimpleNamespace, request: IssuanceRequest, side: str, by: Any) -> None:
    posted = BookTransaction.objects.count()
    with pytest.raises(Refused) as refused, transaction.atomic():
        _issue(it, request, side, by)
    assert refused.value.number == number
    assert BookTransaction.objects.count() == posted
    assert request.issuances.get(side=side).state == "notified"


def test_every_party_gets_its_tonnes_in_the_registry_of_its_side(it: SimpleNamespace) -> None:
    request = situations.issued(it, tonnes=1009)
    accounts = (it.account_japan, it.account_partner, it.account_company, it.account_local)
    assert [holdings.balance(account) for account in accounts] == [505, 101, 252, 151]
    assert request.state == "issued"
    assert sum(issuance.issued_tco2e or 0 for issuance in request.issuances.all()) == 1009


def test_there_is_one_lot_a_vintage_year_and_side(it: SimpleNamespace) -> None:
    request = situations.issued(it, tonnes=333, last_year=2022)
    lots = IssuedLot.objects.filter(issuance__request=request)
    assert sorted(lots.values_list("issuance__side", "vintage")) == [
        ("japan", 2021),
        ("japan", 2022),
        ("partner", 2021),
        ("partner", 2022),
    ]
    assert {lot.vintage: 0 for lot in lots} == {2021: 0, 2022: 0}
    for year in (2021, 2022):
        assert sum(lot.quantity_tco2e for lot in lots if lot.vintage == year) == 333


def test_the_real_serial_number_of_the_first_itmo_issuance_comes_out(it: SimpleNamespace) -> None:
    """TH014, 1,009 t, vintage 2021: JCM-TH-JP-2018-3026-01401, after 2,017 units that were issued before."""
    postings.open_series(host="TH", registry="JP", numbering="jcm", opened_at=2018, by=it.system, at=NOON)
    request = situations.issued(it, tonnes=1009, shares=[(it.government_japan, Decimal(100))], reference="TH014")
    assert [lot.serial for lot in IssuedLot.objects.all()] == ["JCM-TH-JP-2018-3026-01401"]
    assert request.state == "issued"


def test_the_partner_registry_issues_first_where_rules_are_aligned_with_article_6(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    request = situations.a_request(it, to="approved")
    _refused("ISS-11", it, request, "japan", it.registry_officer)
    _issue(it, request, "partner", it.partner_registry_officer)
    assert IssuanceRequest.objects.get(pk=request.pk).state == "approved"
    _issue(it, request, "japan", it.registry_officer)
    assert IssuanceRequest.objects.get(pk=request.pk).state == "issued"


def test_elsewhere_each_side_issues_when_it_likes(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    request = situations.a_request(it, to="approved")
    it.rulebook.rules = {}
    it.rulebook.save()
    assert _issue(it, request, "japan", it.registry_officer).state == "issued"


def test_a_party_without_an_account_is_named(it: SimpleNamespace) -> None:
    request = situations.a_request(it, to="approved")
    with pytest.raises(Refused, match=r"TH") as refused, transaction.atomic():
        _issue(it, request, "partner", it.partner_registry_officer)
    assert refused.value.number == "ISS-12"
    situations.open_accounts(it)
    assert _issue(it, request, "partner", it.partner_registry_officer).state == "issued"


def test_nobody_issues_for_the_other_side_and_nobody_twice(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    request = situations.a_request(it, to="approved")
    for somebody in (it.registry_officer, it.officer, it.participant, it.government_partner_officer):
        _refused("MOV-02", it, request, "partner", somebody)
    _issue(it, request, "partner", it.partner_registry_officer)
    with pytest.raises(Refused) as refused, transaction.atomic():
        _issue(it, request, "partner", it.partner_registry_officer)
    assert refused.value.number == "MOV-01"
    assert BookTransaction.objects.filter(kind="issuance").count() == 1


def test_whoever_proposed_does_not_issue_by_page_or_by_service(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    issuance = situations.a_request(it, to="approved").issuances.get(side="partner")
    issuances.propose(issuance_id=issuance.pk, by=it.partner_registry_officer, at=NOON)
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        issuances.issue(issuance_id=issuance.pk, by=it.partner_registry_officer, at=NOON)
    assert not BookTransaction.objects.exists()
    issuances.issue(issuance_id=issuance.pk, by=it.partner_registry_officer2, at=NOON)
    with pytest.raises(IntegrityError, match="issuance_two_persons"), transaction.atomic():
        Issuance.objects.filter(pk=issuance.pk).update(issued_by=it.partner_registry_officer)


def test_a_second_account_of_who_proposed_issues_nothing(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    issuance = situations.a_request(it, to="approved").issuances.get(side="partner")
    issuances.propose(issuance_id=issuance.pk, by=it.partner_registry_officer, at=NOON)
    alike(it.partner_registry_officer, it.partner_registry_officer2)
    second = User.objects.get(pk=it.partner_registry_officer2.pk)  # as the next request reads them
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        issuances.issue(issuance_id=issuance.pk, by=second, at=NOON)
    with pytest.raises(IntegrityError, match="issuance_two_persons"), transaction.atomic():
        Issuance.objects.filter(pk=issuance.pk).update(state="issued", issued_by=it.partner_registry_officer2)


def test_nothing_is_issued_that_nobody_proposed(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    issuance = situations.a_request(it, to="approved").issuances.get(side="partner")
    with pytest.raises(Refused, match="MOV-01"), transaction.atomic():
        issuances.issue(issuance_id=issuance.pk, by=it.partner_registry_officer, at=NOON)
    with pytest.raises(IntegrityError, match="issuance_has_proposer"), transaction.atomic():
        Issuance.objects.filter(pk=issuance.pk).update(state="proposed")


def test_a_proposal_goes_back_with_its_reason_and_can_be_made_again(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    issuance = situations.a_request(it, to="approved").issuances.get(side="partner")
    issuances.propose(issuance_id=issuance.pk, by=it.partner_registry_officer, at=NOON)
    with pytest.raises(Refused, match="ISS-13"), transaction.atomic():
        issuances.send_back(issuance_id=issuance.pk, note=" ", by=it.partner_registry_officer2, at=NOON)
    back = issuances.send_back(
        issuance_id=issuance.pk, note="The account is being closed.", by=it.partner_registry_officer2, at=NOON
    )
    assert (back.state, back.state_note) == ("notified", "The account is being closed.")
    assert situations.issue(it, issuance, by=it.partner_registry_officer).state == "issued"


def test_what_is_shown_before_is_what_is_issued(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    issuance = situations.a_request(it, to="approved").issuances.get(side="partner")
    shown = issuances.preview(issuance_id=issuance.pk, at=NOON)
    assert not BookTransaction.objects.exists()
    situations.issue(it, issuance, by=it.partner_registry_officer)
    assert [lot.serial for lot in shown] == [lot.serial for lot in issuance.lots.all()]
    assert sum(tonnes for lot in shown for _number, _holder, tonnes in lot.portions) == issuance.notified_tco2e


def test_decision_posting_and_events_stand_or_fall_together(
    it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    situations.open_accounts(it)
    request = situations.a_request(it, to="approved")
    posted, written = BookTransaction.objects.count(), Event.objects.count()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("after the posting")

    monkeypatch.setattr(issuances, "judge", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        _issue(it, request, "partner", it.partner_registry_officer)
    assert (BookTransaction.objects.count(), Event.objects.count()) == (posted, written)
    assert not IssuedLot.objects.exists()


def test_units_of_examples_get_numbers_of_their_own(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    request = situations.a_request(it, to="approved")
    Project.objects.update(origin="example", reference="TH-EX001")
    situations.issue_both(it, IssuanceRequest.objects.get(pk=request.pk))
    assert all(lot.serial.startswith("EXAMPLE-TH-") for lot in IssuedLot.objects.all())


def test_the_second_issuance_of_a_project_has_the_next_number(it: SimpleNamespace) -> None:
    from tests.factories.projects import a_verified_report

    request = situations.issued(it)
    report = a_verified_report(it, request.project, year=2022, tonnes=10)
    second = situations.a_request(it, to="approved", report=report)
    situations.issue_both(it, second)
    serials = IssuedLot.objects.filter(issuance__request=second).values_list("serial", flat=True)
    assert second.number == 2
    assert all(serial.endswith(f"-{str(request.project.reference)[2:]}02") for serial in serials)


def test_the_database_keeps_what_was_issued(it: SimpleNamespace) -> None:
    request = situations.issued(it)
    with pytest.raises(IntegrityError, match="issuance_issued_as_notified"), transaction.atomic():
        request.issuances.update(issued_tco2e=1)
    stays = pytest.raises(DatabaseError, match="issued_lot_stays")
    with past_the_rights(IssuedLot), stays, transaction.atomic():
        IssuedLot.objects.update(vintage=2020)
