"""Retirement and cancellation, and their certificates."""

import hashlib
import json
from types import SimpleNamespace
from typing import Any

import pytest
import rfc8785
from django.db import DatabaseError, IntegrityError, transaction

from common.refusals import Refused
from credits.models import Authorisation, AuthorisedRange, CertificateRange, FinalUse, RetirementCertificate
from credits.models.purposes import RULES
from credits.selectors import authorisations as covered
from credits.services import authorisations
from credits.services.authorisations import Terms
from registry.checks.requests import Wanted
from registry.models import Lot, TransactionRequest
from registry.selectors import accounts, holdings, shown
from registry.services import requests as registry_requests
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories import credits as situations
from tests.factories.partners import a_colleague, a_country_in_operation

pytestmark = pytest.mark.django_db
NDC_TERMS = Terms(uses=("ndc",), authorised_on=NOON.date())


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """Credits in everybody's account."""
    return situations.holding(a_country_in_operation())


def _refused(number: str, it: SimpleNamespace, **use: Any) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        situations.a_use(it, **use)
    assert refused.value.number == number
    assert not FinalUse.objects.exists()
    assert not TransactionRequest.objects.exists()


def test_one_proposes_another_approves_and_the_certificate_is_there(it: SimpleNamespace) -> None:
    use = situations.a_use(it, quantity=10)
    assert not RetirementCertificate.objects.exists()
    asked = TransactionRequest.objects.get(pk=use.request_id)
    told = {str(fact.label): str(fact.value) for fact in shown.of_approval(asked, NOON.date())}
    assert (told["Purpose"], told["Beneficiary"]) == ("Voluntary claim", "Sakura Engineering Co., Ltd.")
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        registry_requests.approve(request_id=use.request_id, by=it.participant, at=NOON)
    registry_requests.approve(request_id=use.request_id, by=it.participant2, at=NOON)
    certificate = RetirementCertificate.objects.get()
    assert (certificate.number, certificate.quantity_tco2e) == ("CC-2026-000001", 10)
    terminal = accounts.of_government("JP", "cancellation_voluntary")
    assert holdings.balance(terminal) == 10
    assert [str(h.serial) for h in holdings.of(terminal)] == [r.serial for r in certificate.ranges.all()]


def test_the_hash_of_a_certificate_is_that_of_its_record(it: SimpleNamespace) -> None:
    certificate = situations.a_certificate(it, statement="For the report of 2025.")
    stored = RetirementCertificate.objects.get().record
    assert hashlib.sha256(rfc8785.dumps(stored)).hexdigest() == certificate.sha256
    assert stored["beneficiary"] == "Sakura Engineering Co., Ltd."
    assert sum(units["quantity_tco2e"] for units in stored["units"]) == stored["quantity_tco2e"] == 10
    changed = json.loads(json.dumps(stored)) | {"beneficiary": "Somebody else"}
    assert hashlib.sha256(rfc8785.dumps(changed)).hexdigest() != certificate.sha256


def test_a_certificate_never_changes(it: SimpleNamespace) -> None:
    certificate = situations.a_certificate(it)
    stays = pytest.raises(DatabaseError, match="certificate_stays")
    with past_the_rights(RetirementCertificate), stays, transaction.atomic():
        RetirementCertificate.objects.update(quantity_tco2e=1)
    stays = pytest.raises(DatabaseError, match="certificate_range_stays")
    with past_the_rights(CertificateRange), stays, transaction.atomic():
        certificate.ranges.all().delete()


def test_retirement_needs_what_both_parties_authorised(it: SimpleNamespace) -> None:
    use: dict[str, Any] = {"purpose": "gx_ets", "year": 2026}
    _refused("USE-06", it, **use)
    by_japan, _by_partner = situations.authorise_all(it)
    certificate = situations.a_certificate(it, **use)
    assert (certificate.number, certificate.record["year"]) == ("RC-2026-000001", 2026)
    assert by_japan.ranges.count() == 2


def test_one_party_alone_is_not_enough(it: SimpleNamespace) -> None:
    _by_japan, by_partner = situations.authorise_all(it)
    Authorisation.objects.filter(pk=by_partner.pk).update(state="replaced")
    _refused("USE-06", it, purpose="ndc")


def test_what_was_only_proposed_authorises_nothing(it: SimpleNamespace) -> None:
    proposed = {"country": it.country, "terms": NDC_TERMS, "units": _units(it)}
    situations.authorise(it, side="japan", reference="A-1", by=it.government_japan_officer, **proposed)
    authorisations.propose(side="partner", reference="A-2", by=it.government_partner_officer, at=NOON, **proposed)
    _refused("USE-06", it, purpose="ndc")
    assert not AuthorisedRange.objects.filter(side="partner", is_current=True).exists()
    AuthorisedRange.objects.filter(side="partner").update(is_current=True)  # the database says what counts
    assert not AuthorisedRange.objects.filter(side="partner", is_current=True).exists()


def test_whoever_proposed_an_authorisation_does_not_confirm_it(it: SimpleNamespace) -> None:
    me = it.government_japan_officer
    proposed = authorisations.propose(
        side="japan", country=it.country, reference="A-1", terms=NDC_TERMS, units=_units(it), by=me, at=NOON
    )
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        authorisations.confirm(authorisation_id=proposed.pk, by=me, at=NOON)
    with pytest.raises(Refused, match="AUT-10"), transaction.atomic():
        authorisations.decline(authorisation_id=proposed.pk, note="", by=me, at=NOON)
    confirmed = authorisations.confirm(authorisation_id=proposed.pk, by=a_colleague(me), at=NOON)
    with pytest.raises(IntegrityError, match="authorisation_two_persons"), transaction.atomic():
        Authorisation.objects.filter(pk=confirmed.pk).update(confirmed_by=me)


def test_a_declined_authorisation_leaves_its_units_and_its_reference_free(it: SimpleNamespace) -> None:
    me = it.government_japan_officer
    proposed = authorisations.propose(
        side="japan", country=it.country, reference="A-1", terms=NDC_TERMS, units=_units(it), by=me, at=NOON
    )
    with pytest.raises(Refused, match="AUT-06"), transaction.atomic():
        _grant(it, me, reference="A-2")
    authorisations.decline(authorisation_id=proposed.pk, note="Wrong lot.", by=me, at=NOON)
    assert _grant(it, me).state == "in_force"


def test_an_authorisation_for_other_purposes_does_not_allow_retirement(it: SimpleNamespace) -> None:
    situations.authorise_all(it, named=("imp",))
    _refused("USE-06", it, purpose="ndc")
    assert situations.a_certificate(it, purpose="oimp", year=2026).record["act"] == "cancellation"


def test_an_authorisation_withdrawn_before_approval_ends_the_request(it: SimpleNamespace) -> None:
    by_japan, _ = situations.authorise_all(it)
    use = situations.a_use(it, purpose="ndc")
    terms = Terms(uses=("op",), authorised_on=NOON.date())
    later = authorisations.revise(authorisation_id=by_japan.pk, terms=terms, by=it.government_japan_officer, at=NOON)
    authorisations.confirm(authorisation_id=later.pk, by=a_colleague(it.government_japan_officer), at=NOON)
    ended = registry_requests.approve(request_id=use.request_id, by=it.participant2, at=NOON)
    assert (ended.state, ended.failed_check) == ("terminated", "USE-06")
    assert not RetirementCertificate.objects.exists()
    assert holdings.balance(it.account_company) == 252


def test_the_rulebook_may_name_the_first_transfer_of_units_for_other_uses(it: SimpleNamespace) -> None:
    it.rulebook.rules["first_transfer.event"] = "issuance"
    it.rulebook.save()
    for uses, event, number in ((("op",), "use", "AUT-08"), (("ndc",), "na", ""), (("ndc", "op"), "issuance", "")):
        terms = Terms(uses=uses, authorised_on=NOON.date(), first_transfer=event)
        with transaction.atomic():
            try:
                _grant(it, it.government_japan_officer, terms=terms)
                transaction.set_rollback(True)
                refused = ""
            except Refused as refusal:
                refused = refusal.number
        assert refused == number, (uses, event)


def test_units_in_the_partner_registry_are_not_retired_towards_japans_ndc(it: SimpleNamespace) -> None:
    situations.authorise_all(it)
    _refused("USE-05", it, purpose="ndc", account=it.account_local)


@pytest.mark.parametrize(
    ("use", "number"),
    [
        ({"purpose": "gift"}, "USE-01"),
        ({"beneficiary": "  "}, "USE-02"),
        ({"purpose": "gx_ets"}, "USE-03"),
        ({"purpose": "shk", "year": 1999}, "USE-03"),
        ({"purpose": "voluntary", "year": 2026}, "USE-03"),
        ({"purpose": "other"}, "USE-04"),
    ],
)
def test_a_purpose_asks_for_what_its_rule_names(it: SimpleNamespace, use: dict[str, Any], number: str) -> None:
    _refused(number, it, **use)


def test_every_purpose_has_a_rule_whose_act_the_database_knows(it: SimpleNamespace) -> None:
    use = situations.a_use(it)
    fits = pytest.raises(IntegrityError, match="final_use_act_fits_purpose")
    with past_the_rights(FinalUse):
        for purpose, rule in RULES.items():
            FinalUse.objects.filter(pk=use.pk).update(purpose=purpose, act=rule.act)
        with fits, transaction.atomic():
            FinalUse.objects.filter(pk=use.pk).update(purpose="ndc", act="cancellation")


def _units(it: SimpleNamespace) -> list[Wanted]:
    lot = Lot.objects.get(series__registry="JP")
    return [Wanted(lot.pk, lot.units.lower, lot.units.upper - 1)]


def _grant(it: SimpleNamespace, by: Any, **values: Any) -> Authorisation:
    given = {"side": "japan", "country": it.country, "reference": "A-1", "terms": NDC_TERMS, "units": _units(it)}
    return situations.authorise(it, **(given | values), by=by)


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"side": "partner"}, "AUT-01"),
        ({"terms": Terms(uses=(), authorised_on=NOON.date())}, "AUT-02"),
        ({"terms": Terms(uses=("ndc",), authorised_on=NOON.date().replace(year=2027))}, "AUT-03"),
        ({"reference": " "}, "AUT-04"),
        ({"units": []}, "AUT-05"),
        ({"units": [Wanted(10**9, 1, 2)]}, "AUT-05"),
    ],
)
def test_an_authorisation_that_cannot_be_right_is_refused(
    it: SimpleNamespace, values: dict[str, Any], number: str
) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        _grant(it, it.government_japan_officer, **values)
    assert refused.value.number == number
    assert _grant(it, it.government_japan_officer).version == 1


def test_a_party_authorises_a_unit_once_and_changes_by_a_new_version(it: SimpleNamespace) -> None:
    first = _grant(it, it.government_japan_officer)
    with pytest.raises(Refused, match="AUT-06"), transaction.atomic():
        _grant(it, it.government_japan_officer, reference="A-2")
    later = authorisations.revise(
        authorisation_id=first.pk,
        terms=Terms(uses=("ndc", "op"), authorised_on=NOON.date()),
        by=it.government_japan_officer,
        at=NOON,
    )
    assert (later.version, later.ranges.count()) == (2, 1)
    assert first.ranges.filter(is_current=True).exists()
    with pytest.raises(Refused, match="AUT-09"), transaction.atomic():
        authorisations.revise(authorisation_id=first.pk, terms=NDC_TERMS, by=it.government_japan_officer, at=NOON)
    authorisations.confirm(authorisation_id=later.pk, by=a_colleague(it.government_japan_officer), at=NOON)
    assert (first.ranges.filter(is_current=True).exists(), later.ranges.get().is_current) == (False, True)
    with pytest.raises(Refused, match="AUT-07"), transaction.atomic():
        authorisations.revise(authorisation_id=first.pk, terms=NDC_TERMS, by=it.government_japan_officer, at=NOON)


def test_units_are_covered_only_when_every_one_of_them_is(it: SimpleNamespace) -> None:
    (whole,) = _units(it)
    _grant(it, it.government_japan_officer, units=[Wanted(whole.lot_id, 1, 10), Wanted(whole.lot_id, 12, 20)])
    named: dict[str, Any] = {"side": "japan", "uses": ["ndc"]}
    assert covered.is_covered(whole.lot_id, 3, 10, **named)
    assert not covered.is_covered(whole.lot_id, 3, 11, **named)
    assert not covered.is_covered(whole.lot_id, 9, 13, **named)
    assert covered.is_covered(whole.lot_id, 12, 20, **named)
