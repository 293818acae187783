"""Who reviews how a project serves sustainable development: the entity, or the authority where the rules say so."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client

from committee.decisions.services import forwarding
from projects.assessments.forms.assessments import VALIDATION_SECTIONS, report_tasks
from projects.assessments.states.assessments import REPORTED
from projects.sustainability import checks
from projects.sustainability import services as sustainability
from projects.sustainability.models import SustainabilityReview
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import (
    a_monitoring_report,
    a_registered_project,
    a_registration_request,
    a_validation,
    the_authority_accepts,
)
from tests.factories.sustainability import a_review, with_the_authority
from tests.projects.refusals import refused
from workflow.papers import services as papers
from workflow.steps.selectors import inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(noon: datetime) -> SimpleNamespace:
    return a_country_in_operation("TH")


def test_the_authority_asks_reads_the_answer_and_accepts(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    review = a_review(it)
    step = inbox.open_step(review)
    assert step is not None
    assert (step.role, step.limit_key) == ("government", "sustainability.review")
    assert step in inbox.waiting_for(it.government_partner_officer)
    assert step not in inbox.waiting_for(it.government_japan_officer)
    client.force_login(it.government_partner_officer)
    assert "Yearly training" in client.get(review.get_absolute_url()).content.decode()
    client.post(f"{review.get_absolute_url()}ask/", {"text": "Who trains the staff?"})
    with refused("DRF-04", field="text"):
        sustainability.answer(review_id=review.pk, text=" ", by=it.participant, at=noon)
    client.force_login(it.participant)
    client.post(f"{review.get_absolute_url()}answer/", {"text": "The supplier, each June."})
    client.force_login(it.government_partner_officer)
    assert "The supplier, each June." in client.get(review.get_absolute_url()).content.decode()
    client.post(f"{review.get_absolute_url()}accept/", {"text": "It serves three goals."})
    review.refresh_from_db()
    assert (review.state, review.conclusion, review.accepted_on) == ("accepted", "It serves three goals.", noon.date())


def test_registration_and_issuance_wait_for_the_authority(it: SimpleNamespace, noon: datetime) -> None:
    with_the_authority(it)
    request = a_registration_request(it)
    SustainabilityReview.objects.update(state="waiting")
    with refused("REG-10", status=409), transaction.atomic():
        papers.submit(paper=request, by=it.participant, at=noon)
    the_authority_accepts(it, request.project)
    assert papers.submit(paper=request, by=it.participant, at=noon).state == "submitted"


def test_a_report_goes_to_the_authority_when_it_is_submitted(it: SimpleNamespace, noon: datetime) -> None:
    with_the_authority(it)
    project = a_registered_project(it)
    report = a_monitoring_report(it, project, submitted=True)
    with refused("SDR-01", status=409):
        checks.report_accepted(report)
    review = report.sustainability_reviews.get()
    assert (review.slot, inbox.open_step(review) is not None) == ("sdir", True)
    the_authority_accepts(it, project)
    checks.report_accepted(report)


def test_a_review_ends_with_its_paper(it: SimpleNamespace, noon: datetime) -> None:
    review = a_review(it, asked=True)
    assert review.design is not None
    forwarding.withdraw(paper=review.design, note="The site is sold.", by=it.participant, at=noon)
    review.refresh_from_db()
    assert (review.state, inbox.open_step(review)) == ("closed", None)


@pytest.mark.parametrize("authority", [False, True])
def test_the_entitys_report_has_the_topic_where_the_rules_leave_it_to_the_entity(
    it: SimpleNamespace, authority: bool
) -> None:
    if authority:
        with_the_authority(it)
    validation = a_validation(it)
    tasks = [task["url"] for task in report_tasks(validation, VALIDATION_SECTIONS, REPORTED)]
    assert any("edit/sustainability/" in url for url in tasks) is not authority
    assert SustainabilityReview.objects.exists() is authority
    assert ("sustainability" in {topic.key for topic in validation.missing_topics}) is not authority
