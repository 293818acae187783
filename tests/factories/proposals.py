"""Situations of proposed methodologies, each reached by walking the services as its actors would."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from committee.decisions.services import forwarding
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.methodologies.models import Methodology
from projects.papers.services import documents
from projects.proposals import services as proposals
from projects.proposals.checks import COMPLETENESS as METHODOLOGY_POINTS
from projects.proposals.models import MethodologyProposal
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories.addresses import Address, slug
from tests.factories.projects import DAY, a_file, a_methodology, scope, the_committee_agrees
from workflow.papers import services as papers


def proposal_values(**values: Any) -> dict[str, Any]:
    """Whatever a whole methodology says: solar power, as the domain notes have it."""
    return {
        "title": "Installation of Solar PV System",
        "sectoral_scope": scope(),
        "terms": "Solar photovoltaic system: panels, inverters and mounting.",
        "summary": "Electricity from solar panels displaces electricity from the grid.",
        "measures": "Installation of solar PV systems.",
        "eligibility": [
            {"criterion": "A solar PV system is newly installed."},
            {"criterion": "The modules are certified to IEC 61215 and IEC 61730."},
        ],
        "emission_sources": [{"side": "reference", "source": "Electricity of the grid", "gas": "CO2"}],
        "reference_establishment": "A conservative factor below the mean of the grid.",
        "reference_calculation": "RE_p = sum_i ( EG_i,p * EF_RE,i )",
        "project_calculation": "PE_p = 0",
        "fixed_parameters": [
            {
                "symbol": "EF_RE,i",
                "description": "Reference factor",
                "unit": "tCO2/MWh",
                "value": "0.319",
                "source": "Default",
            }
        ],
        "monitored_parameters": [
            {
                "symbol": "EG_i,p",
                "description": "AC output of system i",
                "unit": "MWh/p",
                "options": "BC",
                "procedure": "Electricity meter",
                "frequency": "Monthly",
            }
        ],
    } | values


def a_proposal(
    it: SimpleNamespace,
    *,
    submitted: bool = False,
    published: bool = False,
    considered: bool = False,
    with_committee: bool = False,
    revisions: str = "",
    decided: bool = False,
    of: Methodology | None = None,
    at: datetime = NOON,
    **values: Any,
) -> MethodologyProposal:
    """A methodology in draft, or as far as is asked; `revisions` are those that the committee is asked to decide;
    `of` makes it a revision of that methodology."""
    who: dict[str, Any] = {"representative": it.japanese_company, "partners": [it.local_company], "by": it.participant}
    if of is None:
        proposal = proposals.start(country=it.country, title="Solar", at=at, **who)
    else:
        proposal = proposals.start_revision(methodology_id=of.pk, at=at, **who)
        values = {"revision_reason": "A newer factor of the grid."} | values
    papers.save_draft(paper=proposal, values=proposal_values(**values), by=it.participant, at=at)
    for slot in ("methodology_sheet", "draft_pdd"):
        documents.attach(paper=proposal, slot=slot, complete=a_file(), by=it.participant, at=at)
    reached = [submitted, published, considered, with_committee, decided]
    for step, deed in enumerate((_submit, _publish, _close, _forward, _decide)):
        if any(reached[step:]):
            deed(it, proposal.pk, at, revisions)
    return MethodologyProposal.objects.get(pk=proposal.pk)


def _submit(it: SimpleNamespace, pk: int, at: datetime, revisions: str) -> None:
    papers.submit(paper=MethodologyProposal.objects.get(pk=pk), by=it.participant, at=at)


def _publish(it: SimpleNamespace, pk: int, at: datetime, revisions: str) -> None:
    proposals.publish(proposal_id=pk, completeness=ticked(METHODOLOGY_POINTS), by=it.officer, at=at)


def _close(it: SimpleNamespace, pk: int, at: datetime, revisions: str) -> None:
    inputs.close_due(by=it.system, at=at + 16 * DAY)


def _forward(it: SimpleNamespace, pk: int, at: datetime, revisions: str) -> None:
    forwarding.forward(
        paper=MethodologyProposal.objects.get(pk=pk), required_revisions=revisions, by=it.officer, at=at + 20 * DAY
    )


def _decide(it: SimpleNamespace, pk: int, at: datetime, revisions: str) -> None:
    item = MethodologyProposal.objects.get(pk=pk).decision_item
    if item is not None:
        the_committee_agrees(it, item, at + 21 * DAY)


def an_approved_methodology(it: SimpleNamespace) -> Methodology:
    """A methodology that was proposed and approved here."""
    proposal = a_proposal(it, decided=True)
    return Methodology.objects.get(proposal=proposal)


def a_revised_text(it: SimpleNamespace) -> MethodologyProposal:
    """A proposal approved with revisions whose revised text waits for JCMA."""
    proposal = a_proposal(it, decided=True, revisions="Cite the standard of each certificate.")
    papers.submit(paper=proposal, by=it.participant, at=NOON + 22 * DAY)
    return MethodologyProposal.objects.get(pk=proposal.pk)


def a_call_on_a_methodology(it: SimpleNamespace) -> InputCall:
    """An open call for public inputs on a methodology."""
    return InputCall.objects.get(proposal=a_proposal(it, published=True))


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {"projects.MethodologyProposal": a_proposal}
ADDRESSES: dict[str, Address] = {
    "projects:proposal-page": slug(a_proposal, published=True),
    "projects:proposal-edit": slug(a_proposal).plus(section="monitored"),
    "projects:proposal-submit": slug(a_proposal),
    "projects:proposal-publish": slug(a_proposal, submitted=True),
    "projects:proposal-return": slug(a_proposal, submitted=True),
    "projects:proposal-extend": slug(a_proposal, considered=True),
    "projects:proposal-forward": slug(a_proposal, considered=True),
    "projects:proposal-confirm": slug(a_revised_text),
    "projects:proposal-ask-again": slug(a_revised_text),
    "projects:proposal-withdraw": slug(a_proposal),
    "projects:revision-start": slug(a_methodology),
}
