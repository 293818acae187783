"""Reference emissions are assessed against the latest NDC, by the secretariat or the committee as the rules say."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from committee.decisions.services import forwarding, withdrawals
from projects.assessments.services import validations
from projects.papers.services import documents
from projects.references import services as references
from projects.references.models import ReferenceAssessment
from projects.references.questions import COMPLETENESS as REFERENCE_POINTS
from scenarios.answers import REFERENCE
from scenarios.steps import ticked
from tests.factories.committee import not_adopted
from tests.factories.projects import (
    REPORT,
    a_design,
    a_file,
    a_validation,
    the_committee_agrees,
    the_reference_is_assessed,
)
from tests.factories.references import an_assessment
from tests.projects.refusals import refused
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db


def _rule(it: SimpleNamespace, **rules: Any) -> None:
    it.rulebook.rules |= {key.replace("__", "."): value for key, value in rules.items()}
    it.rulebook.save()


@pytest.mark.parametrize(("number", "field"), list(zip([f"REF-0{n}" for n in range(1, 7)], REFERENCE, strict=True)))
def test_a_request_that_is_not_whole_is_not_submitted(
    it: SimpleNamespace, noon: datetime, number: str, field: str
) -> None:
    values: dict[str, Any] = {field: None if field == "ndc_communicated_on" else ""}
    paper = an_assessment(it, **values)
    with refused(number, field=field):
        papers.submit(paper=paper, by=it.participant, at=noon)
    papers.save_draft(paper=paper, values={field: REFERENCE[field]}, by=it.participant, at=noon)
    assert papers.submit(paper=paper, by=it.participant, at=noon).state == "submitted"


def test_one_assessment_a_pdd_and_only_where_the_rules_ask(it: SimpleNamespace, noon: datetime) -> None:
    paper = an_assessment(it)
    with refused("REF-07", status=409):
        references.start(design_id=paper.design_id, by=it.participant, at=noon)
    with refused("DRF-03", status=403):
        references.start(design_id=paper.design_id, by=it.outsider, at=noon)
    _rule(it, reference__considers_ndc=False)
    with refused("REF-08", status=409):
        references.start(design_id=a_design(it).pk, by=it.participant, at=noon)


def test_the_secretariat_returns_completes_and_assesses(it: SimpleNamespace, noon: datetime, client: Any) -> None:
    paper = an_assessment(it, submitted=True)
    papers.give_back(paper=paper, note="Cite the table.", by=it.officer, at=noon)
    papers.submit(paper=paper, by=it.participant, at=noon)
    with refused("CMP-01", field="evidence"):
        references.accept(
            assessment_id=paper.pk,
            completeness=ticked(REFERENCE_POINTS) | {"evidence": False},
            by=it.officer,
            at=noon,
        )
    references.accept(assessment_id=paper.pk, completeness=ticked(REFERENCE_POINTS), by=it.officer, at=noon)
    with refused("REF-10", status=409):
        forwarding.forward(paper=paper, by=it.officer, at=noon)
    with refused("DRF-04", field="conclusion"):
        references.assess(assessment_id=paper.pk, positive=True, conclusion=" ", by=it.officer, at=noon)
    with refused("MOV-02", status=403):
        references.assess(assessment_id=paper.pk, positive=True, conclusion="Ok", by=it.participant, at=noon)
    assert client.get(paper.get_absolute_url()).status_code == 404
    paper = references.assess(assessment_id=paper.pk, positive=True, conclusion="It falls.", by=it.officer, at=noon)
    assert (paper.state, paper.assessed_on) == ("positive", noon.date())
    assert "It falls." in client.get(paper.get_absolute_url()).content.decode()


def test_the_committee_assesses_where_the_rules_say_so(it: SimpleNamespace, noon: datetime) -> None:
    _rule(it, reference__assessed_by="committee")
    paper, other = an_assessment(it, accepted=True), an_assessment(it, accepted=True)
    with refused("REF-09", status=409):
        references.assess(assessment_id=paper.pk, positive=True, conclusion="Ok", by=it.officer, at=noon)
    paper = forwarding.forward(paper=paper, by=it.officer, at=noon)
    assert paper.decision_item is not None
    the_committee_agrees(it, paper.decision_item, noon)
    assert ReferenceAssessment.objects.get(pk=paper.pk).state == "positive"
    other = forwarding.forward(paper=other, by=it.officer, at=noon)
    assert other.decision_item is not None
    not_adopted(it, other.decision_item.decision_id, "An older NDC.", at=noon)
    other = ReferenceAssessment.objects.get(pk=other.pk)
    assert (other.state, other.conclusion) == ("negative", "An older NDC.")


def test_no_positive_opinion_before_the_assessment_where_it_comes_first(it: SimpleNamespace, noon: datetime) -> None:
    _rule(it, reference__before_validation=True)
    validation = a_validation(it)
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
    documents.attach(paper=validation, slot="validation_report", complete=a_file(), by=it.auditor_of_tpe, at=noon)
    with refused("VAL-10", status=409):
        validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    the_reference_is_assessed(it, validation.design)
    validation = validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    assert validation.state == "positive"


def test_a_request_is_withdrawn_and_made_anew(it: SimpleNamespace, noon: datetime) -> None:
    paper = an_assessment(it, submitted=True)
    with refused("DRF-04", field="note"):
        forwarding.withdraw(paper=paper, note="", by=it.participant, at=noon)
    forwarding.withdraw(paper=paper, note="A newer NDC came.", by=it.participant, at=noon)
    assert references.start(design_id=paper.design_id, by=it.participant, at=noon).state == "draft"


def test_a_request_is_taken_back_from_the_committee(it: SimpleNamespace, noon: datetime) -> None:
    _rule(it, reference__assessed_by="committee")
    paper = an_assessment(it, accepted=True)
    paper = forwarding.forward(paper=paper, by=it.officer, at=noon)
    assert paper.decision_item is not None
    decision = paper.decision_item.decision_id
    withdrawals.withdraw(decision_id=decision, note="A table is missing.", by=it.officer, at=noon)
    paper.refresh_from_db()
    assert paper.state == "in_assessment"
    forwarding.forward(paper=paper, by=it.officer, at=noon)
    paper = forwarding.withdraw(paper=paper, note="A newer NDC came.", by=it.participant, at=noon)
    assert paper.decision_item is not None
    assert (paper.state, paper.decision_item.decision.state) == ("withdrawn", "withdrawn")
