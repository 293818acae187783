"""In a browser: a methodology from its proposal to its approval and first revision; reference emissions assessed."""

from types import SimpleNamespace
from typing import Any

import pytest

from common import clock
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.papers.services import documents
from projects.proposals.models import MethodologyProposal
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_design, a_file
from tests.factories.proposals import an_approved_methodology, proposal_values
from tests.journeys.actors import aside
from tests.journeys.people import People, address_of, decision_on, on
from workflow.papers import services as papers

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Replacement of diesel pumps by solar pumps"
COMMENT = {"name": "Somchai Wong", "email": "somchai@example.org", "text": "Which pumps are displaced?"}
NDC = {"ndc_title": "Second NDC", "ndc_version": "Second NDC", "ndc_communicated_on": "2025-11-02"}
LEVEL = {
    "explanation": "The factor falls with the NDC.",
    "below_business_as_usual": "A tenth below the mean of the grid.",
    "evidence": "Table 3 of the NDC.",
}


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A country in operation."""
    return a_country_in_operation()


def test_a_methodology_is_proposed_considered_and_approved(people: People) -> None:
    with on(2026, 3, 2):
        proposal = _propose(people)
    with on(2026, 3, 9):
        call = _published_with_a_comment(people, proposal)
    with on(2026, 3, 31):
        _closed_and_answered(people, call)
        _considered_longer(people, proposal)
    with on(2026, 7, 1):
        _approved(people, proposal, "TH_AM")
        people.visitor.open("/methodologies/").sees(TITLE)


def test_an_approved_methodology_is_revised(people: People) -> None:
    methodology = aside(lambda: an_approved_methodology(people.it).get_absolute_url())
    me = people.participant
    with on(2026, 9, 1):
        me.open(methodology).follow("Propose a revision").fill({"partners": people.it.local_company.name}).press()
        revision = me.path
        me.open(f"{revision}edit/revision/").keep("method-08-revision")
        me.fill({"revision_reason": "A newer factor of the grid."}).press("Save and continue")
        _files(people)
        me.open(f"{revision}submit/").press("Submit")
        people.officer.open(f"{revision}open-inputs/").tick_all().press()
        people.visitor.open(methodology).sees("A revision of this version is proposed").keep("method-09-revised")
    with on(2026, 10, 1):
        aside(lambda: inputs.close_due(by=people.it.system, at=clock.now()))
        _approved(people, address_of(MethodologyProposal), "ver02.0")


def test_reference_emissions_are_assessed_against_the_ndc(people: People) -> None:
    design = aside(lambda: a_design(people.it, submitted=True).get_absolute_url())
    me, officer = people.participant, people.officer
    with on(2026, 6, 2):
        me.open(design).sees("assessed against the latest NDC").follow("Request the assessment").press()
        paper = me.path
        me.open(f"{paper}submit/").press("Submit", status=422).sees("REF-")
        for section, values in (("ndc", NDC), ("level", LEVEL)):
            me.open(f"{paper}edit/{section}/").fill(values).press("Save and continue")
        me.open(paper).keep("reference-01-written").open(f"{paper}submit/").press("Submit")
        officer.has_in_inbox("reference emissions").open(f"{paper}accept/").tick_all().press()
        officer.open(paper).keep("reference-02-to-assess").open(f"{paper}assess/")
        officer.fill({"positive": "yes", "conclusion": "It follows the NDC of 2025."}).press()
        me.open(design).sees("Assessment of reference emissions")
        people.visitor.open(paper).sees("It follows the NDC of 2025.").keep("reference-03-result")


def _propose(people: People) -> str:
    """Step by step: the start, a text, a table; what is still missing; the rest as a whole."""
    me = people.participant.open("/my-work/").follow("Propose a methodology").keep("method-01-start")
    me.fill({"title": TITLE, "country": "Country TH"}).fill({"partners": people.it.local_company.name}).press()
    proposal = me.path
    me.open(f"{proposal}edit/title/").fill({"sectoral_scope": "1"}).press("Save and continue")
    me.open(f"{proposal}edit/eligibility/").keep("method-02-table")
    me.fill({"criterion_0": "A solar pump is newly installed."}).press("Save and continue")
    me.open(proposal).keep("method-03-tasks").open(f"{proposal}submit/").press("Submit", status=422).sees("MET-04")
    aside(lambda: _write_the_rest(people))
    _files(people)
    me.open(f"{proposal}submit/").press("Submit").sees("Completeness check at JCMA")
    return proposal


def _write_the_rest(people: People) -> None:
    values: dict[str, Any] = proposal_values(title=TITLE)
    del values["sectoral_scope"], values["eligibility"]
    papers.save_draft(paper=MethodologyProposal.objects.get(), values=values, by=people.it.participant, at=clock.now())


def _files(people: People) -> None:
    def attach() -> None:
        paper = MethodologyProposal.objects.latest("pk")
        for slot in ("methodology_sheet", "draft_pdd"):
            documents.attach(paper=paper, slot=slot, complete=a_file(), by=people.it.participant, at=clock.now())

    aside(attach)


def _published_with_a_comment(people: People, proposal: str) -> str:
    people.officer.has_in_inbox("Check that the methodology is complete").open(f"{proposal}open-inputs/")
    people.officer.tick_all().press()
    call = address_of(InputCall)
    people.visitor.open("/calls/").sees(TITLE).open(call).keep("method-04-call").fill(COMMENT).press()
    people.officer.open(call).press("Publish")
    people.visitor.open(call).sees(COMMENT["text"])
    return call


def _closed_and_answered(people: People, call: str) -> None:
    aside(lambda: inputs.close_due(by=people.it.system, at=clock.now()))
    people.participant.open(call).follow("Publish the response").fill({"response": "Pumps that burn diesel."}).press()
    people.participant.sees("Pumps that burn diesel.").press()  # read once more, then published for good
    people.visitor.open(call).sees("Pumps that burn diesel.", "Comments are no longer taken")


def _considered_longer(people: People, proposal: str) -> None:
    people.officer.has_in_inbox("Put the methodology before the Joint Committee").open(proposal)
    people.officer.keep("method-05-considered").follow("Extend the consideration").keep("method-06-extend")
    people.officer.fill({"reason": "An expert is heard."}).press()
    people.visitor.open(proposal).sees("An expert is heard.")


def _approved(people: People, proposal: str, reference: str) -> None:
    people.officer.open(f"{proposal}forward/").press()
    people.everybody_agrees(decision_on(MethodologyProposal))
    people.visitor.open(proposal).sees("Approved as", reference).keep(f"method-07-approved-{reference.strip('.0')}")
