"""PDD and SDIP: when they start, what a whole one says, their files, publication."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from projects.designs import selectors
from projects.designs.models import ProjectDesign
from projects.designs.services import carried, designs
from projects.designs.services.designs import TopicAnswer, YearAmounts
from projects.inputs.models import InputCall
from projects.papers.selectors import documents as document_selectors
from projects.papers.services import documents
from projects.pins.models import ProjectIdeaNote
from tests.factories.partners import a_country_in_operation, rulebook_for
from tests.factories.projects import DAY, YEARS, a_design, a_file, a_methodology, a_pin, design_values, topics
from tests.projects.refusals import refused
from workflow import procedures
from workflow.papers import services as papers

CARRIED = (
    "title",
    "description",
    "region",
    "city",
    "latitude",
    "longitude",
    "methodology",
    "operation_starts_on",
    "contribution_from_japan",
)
pytestmark = pytest.mark.django_db


def test_a_pdd_waits_for_the_answer_to_the_pin_where_the_rules_ask_for_one(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it)
    with refused("PDD-16", status=409):
        designs.start(project_id=pin.project_id, by=it.participant, at=noon)
    answered = a_pin(it, answered=True)
    design = designs.start(project_id=answered.project_id, by=it.participant, at=noon)
    assert (design.title, design.version) == (answered.title, 1)
    with refused("PDD-17", status=409):
        designs.start(project_id=answered.project_id, by=it.participant, at=noon)


def test_rules_without_a_pin_let_the_pdd_start_at_once(noon: datetime) -> None:
    from tests.factories.partners import country

    rulebook_for(country("MX"), pin__required=False)
    it = a_country_in_operation("MX")
    pin = a_pin(it)
    assert designs.start(project_id=pin.project_id, by=it.participant, at=noon).state == "draft"


def test_where_the_rules_want_it_the_consultation_comes_before_the_pdd(it: SimpleNamespace, noon: datetime) -> None:
    it.rulebook.rules |= {"consultation.before_pdd": True}
    it.rulebook.save()
    design = a_design(it)
    for day in (None, noon.date()):
        values = design_values(it, consulted_on=day)
        designs.save_draft(design_id=design.pk, values=values, by=it.participant, at=noon)
        with refused("PDD-27", field="consulted_on"), transaction.atomic():
            papers.submit(paper=design, by=it.participant, at=noon)
    values = design_values(it, consulted_on=noon.date() - timedelta(days=1))
    designs.save_draft(design_id=design.pk, values=values, by=it.participant, at=noon)
    assert papers.submit(paper=design, by=it.participant, at=noon).state == "submitted"


@pytest.mark.parametrize(
    ("number", "values"),
    [
        ("PDD-01", {"title": ""}),
        ("PDD-02", {"description": ""}),
        ("PDD-03", {"city": ""}),
        ("PDD-04", {"longitude": None}),
        ("PDD-05", {"operation_starts_on": None}),
        ("PDD-06", {"lifetime_years": None}),
        ("PDD-07", {"contribution_from_japan": ""}),
        ("PDD-08", {"methodology": None}),
        ("PDD-09", {"eligibility": ""}),
        ("PDD-10", {"emission_sources": ""}),
        ("PDD-11", {"crediting_period_starts_on": None}),
        ("PDD-12", {"eia_required": None}),
        ("PDD-13", {"consultation": ""}),
        ("PDD-14", {"monitoring_plan": ""}),
        ("PDD-15", {"declares_no_double_registration": False}),
        ("DBL-07", {"other_mechanism": ""}),
        ("DBL-08", {"other_mechanism": "applied", "other_mechanism_name": "VCS"}),
    ],
)
def test_a_pdd_that_is_not_whole_is_not_submitted(
    it: SimpleNamespace, noon: datetime, number: str, values: dict[str, Any]
) -> None:
    design = a_design(it, **values)
    with refused(number):
        papers.submit(paper=design, by=it.participant, at=noon)
    designs.save_draft(design_id=design.pk, values=design_values(it), by=it.participant, at=noon)
    assert papers.submit(paper=design, by=it.participant, at=noon).state == "submitted"


def test_years_topics_and_monitoring_plan_belong_to_a_whole_pdd(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, answered=True)
    design = designs.start(project_id=pin.project_id, by=it.participant, at=noon)

    def save(**more: Any) -> None:
        designs.save_draft(design_id=design.pk, values=design_values(it), by=it.participant, at=noon, **more)

    def submit() -> ProjectDesign:
        return papers.submit(paper=design, by=it.participant, at=noon)

    save()
    with refused("PDD-18"):
        submit()
    save(years=[YearAmounts(2021, Decimal(10), Decimal(20))])
    with refused("PDD-19"):
        submit()
    save(years=YEARS)
    with refused("PDD-20"):
        submit()
    save(topics=[TopicAnswer(one.topic, "yes", "") for one in topics()])
    with refused("PDD-21"):
        submit()
    save(topics=topics())
    with refused("PDD-22"):
        submit()
    documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=noon)
    assert submit().state == "submitted"


@pytest.mark.parametrize(
    ("years", "number"),
    [
        ([YearAmounts(2021, Decimal(1), Decimal(0)), YearAmounts(2021, Decimal(2), Decimal(0))], "PDD-23"),
        ([YearAmounts(1021, Decimal(1), Decimal(0))], "PDD-23"),
        ([YearAmounts(2021, Decimal(-1), Decimal(0))], "FLD-04"),
        ([YearAmounts(2021, Decimal(10) ** 12, Decimal(0))], "FLD-04"),
    ],
)
def test_impossible_years_are_not_kept(
    it: SimpleNamespace, noon: datetime, years: list[YearAmounts], number: str
) -> None:
    design = a_design(it)
    with refused(number):
        designs.save_draft(design_id=design.pk, values={}, years=years, by=it.participant, at=noon)
    assert [year.year for year in design.years.all()] == [2021, 2022]


def test_publication_opens_the_call_for_the_days_of_the_rulebook(it: SimpleNamespace, noon: datetime) -> None:
    design = a_design(it, published=True)
    call = InputCall.objects.get(design=design)
    assert (call.opens_on, call.closes_on) == (noon.date(), noon.date() + 30 * DAY)
    assert design in selectors.public()
    with refused("MOV-01", status=409):
        designs.publish(design_id=design.pk, by=it.officer, at=noon)


def test_a_file_with_confidential_parts_needs_its_public_version(
    it: SimpleNamespace, noon: datetime, client: Any
) -> None:
    design = a_design(it)
    with refused("DOC-04", field="public"):
        documents.attach(
            paper=design, slot="pdd", complete=a_file(), has_confidential_parts=True, by=it.participant, at=noon
        )
    public, secret = a_file("public.pdf", b"%PDF-1.7\npublic"), a_file("secret.pdf", b"%PDF-1.7\nsecret")
    version = documents.attach(
        paper=design,
        slot="pdd",
        complete=secret,
        public=public,
        has_confidential_parts=True,
        by=it.participant,
        at=noon,
    )
    complete_url, public_url = f"/files/{version.pk}/complete/", f"/files/{version.pk}/public/"
    assert client.get(public_url).status_code == 404
    papers.submit(paper=design, by=it.participant, at=noon)
    designs.publish(design_id=design.pk, by=it.officer, at=noon)
    assert b"".join(client.get(public_url).streaming_content) == b"%PDF-1.7\npublic"
    assert client.get(complete_url).status_code == 404
    client.force_login(it.outsider, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(complete_url).status_code == 404
    for reader in (it.local_participant, it.officer, it.japan_member, it.government_partner_officer):
        client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(complete_url)
        assert b"".join(answer.streaming_content) == b"%PDF-1.7\nsecret", reader


def test_earlier_versions_of_a_file_are_kept(it: SimpleNamespace, noon: datetime) -> None:
    design = a_design(it)
    second = documents.attach(paper=design, slot="monitoring_plan", complete=a_file(), by=it.participant, at=noon)
    assert second.number == 2
    assert second.document.versions.count() == 2
    assert document_selectors.of_paper(design).get().latest == second


@pytest.mark.parametrize(
    ("name", "content", "number"),
    [("a.pdf", b"", "FIL-01"), ("a.pdf", b"MZ programme", "FIL-03"), ("a.exe", b"%PDF-1.7", "FIL-03")],
)
def test_a_file_is_judged_by_its_content(
    it: SimpleNamespace, noon: datetime, name: str, content: bytes, number: str
) -> None:
    design = a_design(it)
    with refused(number, field="complete"):
        documents.attach(paper=design, slot="pdd", complete=a_file(name, content), by=it.participant, at=noon)


def test_a_file_too_large_is_refused(it: SimpleNamespace, noon: datetime, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10
    pin = a_pin(it)
    with refused("FIL-02", field="complete"):
        documents.attach(paper=pin, slot="evidence", complete=a_file(), by=it.participant, at=noon)


def test_files_are_handed_in_by_their_party_while_the_paper_is_open(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, submitted=True)
    with refused("DOC-01", status=403):
        documents.attach(paper=pin, slot="pin", complete=a_file(), by=it.officer, at=noon)
    with refused("DOC-02", status=409):
        documents.attach(paper=pin, slot="pin", complete=a_file(), by=it.participant, at=noon)
    with refused("DOC-03"):
        documents.attach(paper=pin, slot="moc", complete=a_file(), by=it.participant, at=noon)
    papers.give_back(paper=pin, note="Add the annex.", by=it.officer, at=noon)
    assert documents.attach(paper=pin, slot="pin", complete=a_file(), by=it.participant, at=noon).number == 1


def test_what_the_pin_gave_stands_in_the_right_boxes_of_the_pdd(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(
        it,
        answered=True,
        location="14.53, 100.91, Saraburi",
        scale="5 MW",
        operation_starts_on=date(2027, 10, 1),
        methodology=a_methodology(it),
        japan_role="The company builds and runs the plant.",
        japan_contribution=Decimal("250000000.00"),
        japan_currency="JPY",
        total_cost=Decimal("500000000.00"),
        finance_sources="Own funds and a bank.",
    )
    assert pin.project.operation_started_on == date(2027, 10, 1), "the project's page shows it"
    design = designs.start(project_id=pin.project_id, by=it.participant, at=noon)
    answers = {name: getattr(design, name) for name in CARRIED}
    assert answers == {
        "title": pin.title,
        "description": "Floating solar 5 MW\n\n5 MW",
        "region": "Saraburi",
        "city": "",
        "latitude": Decimal("14.530000"),
        "longitude": Decimal("100.910000"),
        "methodology": pin.methodology,
        "operation_starts_on": date(2027, 10, 1),
        "contribution_from_japan": (
            "The company builds and runs the plant."
            "\n\nJPY 250,000,000.00 of JPY 500,000,000.00"
            "\n\nOwn funds and a bank."
        ),
    }
    asked_twice = {field.name for field in ProjectIdeaNote._meta.fields} & {*procedures.of(design).answers}
    assert asked_twice <= set(CARRIED), "what both forms ask is carried over"


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Saraburi", ("Saraburi", "", None, None)),
        ("Industrial water reservoir, Rayong", ("Rayong", "Industrial water reservoir", None, None)),
        ("Rayong (12.681, 101.281)", ("Rayong", "", Decimal("12.681"), Decimal("101.281"))),
        ("Nairobi 1.29 S, 36.82 E", ("Nairobi", "", Decimal("-1.29"), Decimal("36.82"))),
        ("Plot 12, 14 Main Road", ("14 Main Road", "Plot 12", None, None)),
        ("Line 7, 99.5, 200.1", ("200.1", "Line 7, 99.5", None, None)),
        ("", ("", "", None, None)),
    ],
)
def test_a_place_in_one_line_is_read_into_its_boxes(written: str, place: tuple[Any, ...]) -> None:
    read = carried.place_in(written)
    assert (read.region, read.city, read.latitude, read.longitude) == place
