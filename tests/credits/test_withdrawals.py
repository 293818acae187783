"""An issuance request is withdrawn before the Joint Committee decides; its number serves the next one."""

from datetime import datetime
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.test import Client
from pypdf import PdfReader

from committee.decisions.models import Decision
from committee.decisions.services import forwarding, withdrawals
from credits.models import IssuanceRequest
from credits.services import requests
from tests.factories.committee import put_on_a_meeting
from tests.factories.credits import a_request
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import with_a_spare
from tests.projects.refusals import refused
from workflow.versions.models import PaperVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


def _before_committee(it: SimpleNamespace) -> tuple[IssuanceRequest, Decision]:
    request = a_request(it, to="with_committee")
    return request, Decision.objects.get(items=request.decision_item)


def test_participants_withdraw_an_issuance_request_before_the_committee(it: SimpleNamespace, noon: datetime) -> None:
    request, decision = _before_committee(it)
    with refused("MOV-02", status=403):
        forwarding.withdraw(paper=request, note="No.", by=it.officer, at=noon)
    request = forwarding.withdraw(paper=request, note="A meter failed.", by=it.participant, at=noon)
    decision.refresh_from_db()
    assert (request.state, request.number, decision.state) == ("withdrawn", None, "withdrawn")
    again = requests.start(report_id=request.report_id, by=it.participant, at=noon)
    assert again.state == "draft"


def test_only_the_item_goes_from_a_meeting_when_an_issuance_request_is_withdrawn(
    it: SimpleNamespace, noon: datetime
) -> None:
    request, _electronic = _before_committee(it)
    assert request.decision_item is not None
    meeting = put_on_a_meeting(it, request.decision_item)
    forwarding.withdraw(paper=request, note="A meter failed.", by=it.participant, at=noon)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.items.count(), meeting.points.count()) == ("convened", 0, 0)
    assert Decision.objects.get(items=request.decision_item).state == "withdrawn"


def test_a_proposal_taken_back_goes_forward_again_under_the_same_number(it: SimpleNamespace, noon: datetime) -> None:
    request, decision = _before_committee(it)
    number = request.number
    withdrawals.withdraw(decision_id=decision.pk, note="A figure was wrong.", by=it.officer, at=noon)
    request = IssuanceRequest.objects.get(pk=request.pk)
    assert (request.state, request.number) == ("complete", None)
    assert forwarding.forward(paper=request, by=it.officer, at=noon).number == number


def test_the_withdrawal_is_kept_as_its_form_with_its_reason(it: SimpleNamespace, noon: datetime) -> None:
    request = a_request(it, to="with_committee")
    forwarding.withdraw(paper=request, note="Wrong meter.", by=it.participant, at=noon)
    asked, version = PaperVersion.objects.filter(paper=request.paper)
    amounts = [[one.vintage, one.organisation.name, one.quantity_tco2e] for one in request.amounts.all()]
    assert (asked.form_code, asked.answers["amounts"]) == ("JCM_TH_F_Iss_Req_ver04.0", amounts)
    assert (version.form_code, version.answers) == ("JCM_TH_F_IW_Req_ver01.0", {"outcome_note": "Wrong meter."})
    reader, stranger = Client(), Client()
    reader.force_login(it.participant)
    stranger.force_login(it.outsider)
    address = f"/papers/issuancerequest/{request.pk}/versions/"
    assert address in reader.get(request.get_absolute_url()).content.decode()
    assert "JCM_TH_F_IW_Req_ver01.0" in reader.get(address).content.decode()
    pdf = reader.get(f"{address}1/pdf/")
    assert f"{amounts[0][2]} t CO" in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    pdf = reader.get(f"{address}2/pdf/")
    assert "Wrong meter." in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    assert "JCM_TH_F_IW_Req_ver01.0" in pdf["Content-Disposition"]
    assert stranger.get(address).status_code == 404
