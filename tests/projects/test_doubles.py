"""Avoidance of double registration: what resembles is found, and judged before a request goes on."""

from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from committee.decisions.services import forwarding
from projects.designs.models import ProjectDesign
from projects.doubles import selectors
from projects.doubles import services as doubles
from projects.doubles.models import DoubleJudgement
from projects.registrations.checks import COMPLETENESS as REGISTRATION_POINTS
from projects.registrations.models import RegistrationRequest
from scenarios.steps import ticked
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_design, a_registration_request
from tests.projects.refusals import refused

pytestmark = pytest.mark.django_db
ELSEWHERE: dict[str, Any] = {
    "title": "Biogas from cassava starch",
    "city": "Korat mill",
    "latitude": Decimal("14.970"),
    "longitude": Decimal("102.100"),
}


def _another(it: SimpleNamespace, **values: Any) -> ProjectDesign:
    """A project of the country that has nothing in common with the one to be registered but what `values` say."""
    design = a_design(it)
    said = ELSEWHERE | values
    ProjectDesign.objects.filter(pk=design.pk).update(**{k: v for k, v in said.items() if k != "location"})
    design.project.title, design.project.location = said["title"], said.get("location", "Korat")
    design.project.save()
    return design


def _forward(it: SimpleNamespace, request: RegistrationRequest, noon: datetime) -> RegistrationRequest:
    return forwarding.forward(
        paper=request,
        completeness=ticked(REGISTRATION_POINTS),
        project_reference="TH014",
        by=it.officer,
        at=noon,
    )


def _judge(it: SimpleNamespace, request: RegistrationRequest, candidate: Any, noon: datetime, **how: Any) -> Any:
    values = {"verdict": "other", "explanation": "Another owner and other equipment."} | how
    by = values.pop("by", it.officer)
    return doubles.judge(request_id=request.pk, candidate_id=candidate.pk, by=by, at=noon, **values)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": "5MW Floating Solar Power System on an Industrial Water Reservoir in Thailand"}, "names are alike"),
        ({"city": "Industrial water reservoir"}, "named alike"),
        ({"location": "At the industrial water reservoir of Rayong"}, "named alike"),
        ({"latitude": Decimal("12.690"), "longitude": Decimal("101.285")}, "km apart"),
    ],
)
def test_a_project_that_resembles_is_found_with_the_reason(
    it: SimpleNamespace, values: dict[str, Any], reason: str
) -> None:
    other = _another(it, **values)
    request = a_registration_request(it, submitted=True)
    found = selectors.candidates(request)
    assert [candidate.project.pk for candidate in found] == [other.project_id]
    assert reason in found[0].reasons[0]


def test_what_does_not_resemble_or_is_elsewhere_is_left_out(it: SimpleNamespace, noon: datetime) -> None:
    _another(it)
    a_design(a_country_in_operation("ID"))
    request = a_registration_request(it, submitted=True)
    assert selectors.candidates(request) == []
    assert _forward(it, request, noon).state == "with_committee"


def test_every_candidate_is_judged_before_the_request_goes_on(it: SimpleNamespace, noon: datetime) -> None:
    other = a_design(it).project
    request = a_registration_request(it, submitted=True)
    with refused("DBL-05"):
        _forward(it, request, noon)
    with refused("DBL-01", status=403):
        _judge(it, request, other, noon, by=it.participant)
    with refused("DBL-04", field="explanation"):
        _judge(it, request, other, noon, explanation=" ")
    with refused("DBL-03"):
        _judge(it, request, request.project, noon)
    assert DoubleJudgement.objects.count() == 0
    _judge(it, request, other, noon, verdict="same", explanation="The same plant under an old name.")
    with refused("DBL-06"):
        _forward(it, request, noon)
    _judge(it, request, other, noon)
    assert DoubleJudgement.objects.get().verdict == "other"
    assert _forward(it, request, noon).state == "with_committee"
    with refused("DBL-02", status=409):
        _judge(it, request, other, noon)


def test_an_officer_sees_and_judges_candidates_by_the_page(it: SimpleNamespace, client: Any) -> None:
    other = a_design(it).project
    request = a_registration_request(it, submitted=True)
    client.force_login(it.participant)
    assert "Similar projects" not in client.get(request.get_absolute_url()).content.decode()
    client.force_login(it.officer)
    page = client.get(request.get_absolute_url()).content.decode()
    assert "Not judged yet" in page
    url = f"{request.get_absolute_url()}similar/{other.pk}/"
    assert client.post(url, {"verdict": "other", "explanation": ""}).status_code == 422
    answer = client.post(url, {"verdict": "other", "explanation": "Another reservoir."})
    assert answer["Location"] == request.get_absolute_url()
    assert "Another reservoir." in client.get(request.get_absolute_url()).content.decode()


def test_the_way_between_two_places_is_in_kilometres() -> None:
    bangkok, rayong = (Decimal("13.7563"), Decimal("100.5018")), (Decimal("12.6814"), Decimal("101.2816"))
    assert 140 < selectors.distance_km(*bangkok, *rayong) < 150
