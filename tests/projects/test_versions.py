"""What was handed in is kept word for word; two versions can be compared; the form is a PDF made from the data."""

import io
from datetime import datetime
from types import SimpleNamespace

import pypdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from committee.decisions.services import decisions
from committee.rules.services import rules
from projects.papers.forms import versions as forms
from projects.papers.selectors import versions
from tests.database import past_the_rights
from tests.factories.committee import a_file as a_rule_file
from tests.factories.committee import a_package, a_rule_draft
from tests.factories.projects import a_design, a_pin, the_committee_agrees
from workflow.papers import services as papers
from workflow.versions.models import PaperVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(it: SimpleNamespace) -> Client:
    client = Client()
    client.force_login(it.participant)
    return client


def test_each_handing_in_keeps_a_version(it: SimpleNamespace, reader: Client, noon: datetime) -> None:
    pin = a_pin(it, submitted=True)
    papers.give_back(paper=pin, note="Say the scale.", by=it.officer, at=noon)
    papers.save_draft(paper=pin, values={"technology": "Floating panels of 7 MW"}, by=it.participant, at=noon)
    papers.submit(paper=pin, by=it.participant, at=noon)
    kept = list(versions.of_paper(pin))
    assert [version.number for version in kept] == [1, 2]
    assert kept[1].answers["technology"] == "Floating panels of 7 MW"
    assert kept[0].answers["technology"] != kept[1].answers["technology"]
    assert kept[0].form_code == "JCM_TH_F_PIN_ver01.0"
    page = reader.get(f"/papers/projectideanote/{pin.pk}/versions/").content.decode()
    assert "<ins>" in page
    assert "7" in page


def test_a_form_bears_the_version_that_the_committee_adopted(it: SimpleNamespace, noon: datetime) -> None:
    package = a_package(it)
    draft = a_rule_draft("F_PIN", version="02.0")
    rules.add_version(package_id=package.pk, draft=draft, upload=a_rule_file(), by=it.officer, at=noon)
    decision = rules.propose(package_id=package.pk, by=it.officer, at=noon)
    assert versions.of_paper(a_pin(it, submitted=True)).get().form_code == "JCM_TH_F_PIN_ver01.0"
    decisions.circulate(decision_id=decision.pk, by=it.officer, at=noon)
    the_committee_agrees(it, decision.items.get(), noon)
    assert versions.of_paper(a_pin(it, submitted=True)).get().form_code == "JCM_TH_F_PIN_ver02.0"


def test_years_and_topics_of_a_pdd_are_kept(it: SimpleNamespace) -> None:
    design = a_design(it, submitted=True)
    kept = versions.of_paper(design).get()
    assert kept.answers["years"][0] == [2021, "2100.000", "50.000"]
    assert kept.answers["methodology"] == str(design.methodology)


def test_a_pdd_says_in_words_what_a_methodology_says_in_tables(it: SimpleNamespace, reader: Client) -> None:
    design = a_design(it, submitted=True)
    page = reader.get(design.get_absolute_url()).content.decode()
    for words in (design.eligibility, design.emission_sources):
        assert page.count(words) == 1
    version = versions.of_paper(design).get()
    assert design.eligibility in {row.text for row in forms.rows(design, version)}


def test_a_version_never_changes(it: SimpleNamespace) -> None:
    version = versions.of_paper(a_pin(it, submitted=True)).get()
    for change in (lambda: PaperVersion.objects.filter(pk=version.pk).update(answers={}), version.delete):
        stays = pytest.raises(DatabaseError, match="paper_version_stays")
        with past_the_rights(PaperVersion), stays, transaction.atomic():
            change()


def test_the_form_is_a_pdf_for_those_who_work_on_it(it: SimpleNamespace, reader: Client) -> None:
    pin = a_pin(it, submitted=True)
    answer = reader.get(f"/papers/projectideanote/{pin.pk}/versions/1/pdf/")
    assert answer.content.startswith(b"%PDF")
    assert "JCM_TH_F_PIN_ver01.0" in answer["Content-Disposition"]
    assert reader.get(f"/papers/projectideanote/{pin.pk}/versions/9/pdf/").status_code == 404


def test_the_sustainability_plan_is_a_form_of_its_own(it: SimpleNamespace, reader: Client) -> None:
    it.rulebook.terms = {"sdip": {"en": "Contribution Plan"}}
    it.rulebook.save()
    design = a_design(it, submitted=True)
    version = versions.of_paper(design).get()
    base = f"/papers/projectdesign/{design.pk}/versions/"
    assert "JCM_TH_F_SDIP_ver01.0" in reader.get(base).content.decode()
    plan = reader.get(f"{base}{version.number}/pdf/", {"part": "sdip"})
    assert "JCM_TH_F_SDIP_ver01.0" in plan.headers["Content-Disposition"]
    said = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(plan.getvalue())).pages)
    assert "Contribution Plan" in said
    assert "Yearly training" in said
    assert design.description not in said.replace("\n", " ")
    assert "Yearly training" not in {row.text for row in forms.form_rows(design, version)}
    assert reader.get(f"{base}{version.number}/pdf/", {"part": "years"}).status_code == 404
