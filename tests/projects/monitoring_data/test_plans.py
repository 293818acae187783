"""The monitoring plan of a PDD: made from the methodology; the estimates of every year follow from it."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client

from projects.designs.models import ProjectDesign
from projects.designs.services import designs
from projects.designs.services.designs import YearAmounts
from projects.readings.models import MonitoringPlan
from projects.readings.services import plans
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_methodology
from tests.factories.readings import DOCUMENT, a_planned_design
from tests.projects.refusals import refused
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(noon: datetime) -> SimpleNamespace:
    it = a_country_in_operation("TH")
    it.design = a_planned_design(it)
    return it


def test_the_years_of_the_pdd_follow_from_the_plan(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    designs.save_draft(
        design_id=it.design.pk, values={"crediting_period_starts_on": date(2021, 7, 1)}, by=it.participant, at=noon
    )
    client.force_login(it.participant)
    address = f"{it.design.get_absolute_url()}plan/"
    page = client.get(f"{address}write/").content.decode()
    assert "Inverter 1" in page
    typed = {
        "EF": "0.5",
        "inverter.1.name": "north",
        "inverter.1.E": "1,460",
        "inverter.2.name": "south",
        "inverter.2.E": "730000 kWh",
    }
    assert client.post(f"{address}write/", typed).status_code == 302
    years = {year.year: year.reference_tco2e for year in it.design.years.all()}
    assert years[2022] == Decimal(1095)
    assert years[2024] == Decimal(1095)  # a plan is of a full year, also of one with 366 days
    assert years[2021] == (Decimal(1095) * 184 / 365).quantize(Decimal("0.001"))
    shown = client.get(address).content.decode()
    assert "Option" in shown or "Own meter" in shown
    assert "<math" in shown
    assert client.get(f"{it.design.get_absolute_url()}edit/years/").status_code == 404
    with refused("RDG-54", status=409):
        designs.save_draft(
            design_id=it.design.pk,
            values={},
            years=[YearAmounts(2022, Decimal(9), Decimal(0))],
            by=it.participant,
            at=noon,
        )


def test_a_plan_wants_definition_first_day_and_its_authors(it: SimpleNamespace, noon: datetime) -> None:
    with refused("DRF-03", status=403):
        plans.save(design_id=it.design.pk, document=DOCUMENT, by=it.outsider, at=noon)
    ProjectDesign.objects.filter(pk=it.design.pk).update(crediting_period_starts_on=None)
    with refused("RDG-47", status=409):
        plans.save(design_id=it.design.pk, document=DOCUMENT, by=it.participant, at=noon)
    other = a_methodology(it, "TH_AM002")
    ProjectDesign.objects.filter(pk=it.design.pk).update(crediting_period_starts_on=date(2021, 1, 1), methodology=other)
    with refused("RDG-46", status=409):
        plans.save(design_id=it.design.pk, document=DOCUMENT, by=it.participant, at=noon)


def test_a_plan_of_another_methodology_stops_the_submission(it: SimpleNamespace, noon: datetime) -> None:
    plans.save(design_id=it.design.pk, document=DOCUMENT, by=it.participant, at=noon)
    other = a_methodology(it, "TH_AM002")
    designs.save_draft(design_id=it.design.pk, values={"methodology": other}, by=it.participant, at=noon)
    with refused("RDG-45", field="methodology"):
        papers.submit(paper=ProjectDesign.objects.get(pk=it.design.pk), by=it.participant, at=noon)


def test_a_plan_that_lacks_a_value_is_refused_and_kept_in_the_form(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.participant)
    typed = {"EF": "0.5", "inverter.1.name": "north", "inverter.1.E": ""}
    page = client.post(f"{it.design.get_absolute_url()}plan/write/", typed)
    assert page.status_code == 422
    assert page.context["form"]["inverter.1.name"].value() == "north"
    assert not MonitoringPlan.objects.exists()
