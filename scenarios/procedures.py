"""What waits in the demo beside projects: methodologies, a proposed rulebook, a review, a file of transfers."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from committee.decisions.services import forwarding
from committee.designations.models import Designation, DesignationReview
from committee.designations.services import reviews
from committee.rules.models.proposals import RulebookProposal
from committee.rules.services import proposals as rulebook_services
from committee.rules.services.proposals import Content, Heading
from common.models import Origin
from partners.rulebooks.selectors import rulebooks
from partners.scopes.models import SectoralScope
from projects.definitions.models import MethodologyDefinition
from projects.definitions.selectors import definitions as definition_texts
from projects.definitions.services import definitions
from projects.definitions.services.definitions import Written
from projects.inputs import services as inputs
from projects.papers.services import documents
from projects.proposals import services as proposals
from projects.proposals.checks import COMPLETENESS as METHODOLOGY_POINTS
from projects.proposals.models import MethodologyProposal
from registry.models import TransferBatch
from registry.services import batches
from scenarios import accounts, papers
from scenarios.people import Cast
from scenarios.steps import ticked
from workflow.papers import services as life

NOTE = "Example: not a real document."
DEFINED = "TH_AM005"  # of which no story of the demo speaks
METHODOLOGY: dict[str, Any] = {
    "terms": "Heat pump: a device that lifts heat with electricity.",
    "measures": "Heat pumps in place of boilers.",
    "summary": "Hot water from heat pumps displaces hot water from boilers.",
    "eligibility": [{"criterion": "A heat pump is newly installed."}],
    "emission_sources": [{"side": "reference", "source": "Fuel of the boiler", "gas": "CO2"}],
    "reference_establishment": "A boiler with the best efficiency on the market.",
    "reference_calculation": "RE_p = Q_p / eta_RE * EF_fuel",
    "project_calculation": "PE_p = EC_p * EF_grid",
    "fixed_parameters": [
        {"symbol": "eta_RE", "description": "Efficiency", "unit": "-", "value": "0.92", "source": "Catalogue"}
    ],
    "monitored_parameters": [
        {
            "symbol": "Q_p",
            "description": "Heat",
            "unit": "GJ/p",
            "options": "C",
            "procedure": "Heat meter",
            "frequency": "Monthly",
        }
    ],
}
TITLES = (
    "Example: heat pumps in place of boilers",
    "Example: heat pumps in laundries",
    "Example: heat pumps in dairies",
)


def set_out(cast: Cast, at: datetime) -> int:
    """Play what is not there yet; returns how much was played."""
    played = (_methodologies, _definition, _rulebook, _review, _file_of_transfers)
    return sum(play(cast, at) for play in played)


@transaction.atomic
def _definition(cast: Cast, now: datetime) -> int:
    """The next definition of a methodology waits for a second officer."""
    methodology = definition_texts.newest(DEFINED)
    if methodology is None or MethodologyDefinition.objects.filter(origin=Origin.EXAMPLE).exists():
        return 0
    written = Written(definition_texts.first_text(methodology), "Example: nothing changes but this sentence.")
    at = now - timedelta(days=1)
    draft = definitions.start(
        methodology_id=methodology.pk, written=written, origin=Origin.EXAMPLE, by=cast["jcma"], at=at
    )
    definitions.propose(definition_id=draft.pk, by=cast["jcma"], at=at)
    return 1


@transaction.atomic
def _methodologies(cast: Cast, now: datetime) -> int:
    """One waits for JCMA's check, one is open for public inputs, one is before the Joint Committee."""
    if MethodologyProposal.objects.filter(origin=Origin.EXAMPLE).exists():
        return 0
    _submitted(cast, TITLES[0], now - timedelta(days=3))
    then = now - timedelta(days=8)
    open_one = _submitted(cast, TITLES[1], then)
    call = _published(cast, open_one, then + timedelta(days=2))
    inputs.comment(
        call_id=call,
        name="Paul Keller",
        organisation="",
        email="visitor@example.org",
        by=cast.system,
        text="Please say how the efficiency of the boiler was found.",
        at=now - timedelta(days=1),
    )
    then = now - timedelta(days=40)
    decided = _submitted(cast, TITLES[2], then)
    _published(cast, decided, then + timedelta(days=3))
    inputs.close_due(by=cast.system, at=then + timedelta(days=20))
    forwarding.forward(paper=decided, by=cast["jcma"], at=now - timedelta(days=2))
    return len(TITLES)


def _submitted(cast: Cast, title: str, at: datetime) -> MethodologyProposal:
    by, organisations = cast["participant_japan"], cast.organisations
    made = proposals.start(
        country=cast.country,
        title=title,
        representative=organisations["company_japan"],
        partners=[organisations["company_thailand"]],
        origin=Origin.EXAMPLE,
        by=by,
        at=at,
    )
    values = METHODOLOGY | {"title": title, "sectoral_scope": SectoralScope.objects.get(pk=3)}
    life.save_draft(paper=made, values=values, by=by, at=at)
    for slot in ("methodology_sheet", "draft_pdd"):
        documents.attach(paper=made, slot=slot, complete=papers.pdf(slot.replace("_", "-")), by=by, at=at)
    return life.submit(paper=made, by=by, at=at)


def _published(cast: Cast, proposal: MethodologyProposal, at: datetime) -> int:
    ticks = ticked(METHODOLOGY_POINTS)
    return proposals.publish(proposal_id=proposal.pk, completeness=ticks, by=cast["jcma"], at=at).pk


@transaction.atomic
def _rulebook(cast: Cast, now: datetime) -> int:
    """A second officer is asked to put a rulebook in force: longer public inputs from the next quarter on."""
    if RulebookProposal.objects.filter(country=cast.country, note=NOTE).exists():
        return 0
    base = rulebooks.on_day(cast.country.pk, now.date())
    if base is None:
        return 0
    heading = Heading("JCM", "EX-02.0", (now + timedelta(days=60)).date(), "Example of a decision", NOTE)
    limits = base.time_limits | {"pdd.inputs": {"days": 45}}
    rulebook_services.propose(
        country=cast.country,
        base=base,
        heading=heading,
        by=cast["jcma2"],
        at=now - timedelta(days=1),
        content=Content(base.rules, limits, base.terms, base.sources),
    )
    return 1


@transaction.atomic
def _review(cast: Cast, now: datetime) -> int:
    """The example entity is asked about one of its scopes."""
    designation = Designation.objects.filter(organisation=cast.organisations["tpe"], country=cast.country).first()
    if designation is None or DesignationReview.objects.filter(designation=designation).exists():
        return 0
    grounds = "Example: in a witness audit no lead auditor for transport was named. Please say who it is."
    reviews.open_review(
        designation_id=designation.pk,
        grounds=grounds,
        concerns=("verification:7",),
        by=cast["jcma"],
        at=now - timedelta(days=2),
    )
    return 1


@transaction.atomic
def _file_of_transfers(cast: Cast, now: datetime) -> int:
    """Two transfers of one uploaded file wait for the second person of the account."""
    if TransferBatch.objects.filter(file_name="example-transfers.csv").exists():
        return 0
    receiver = accounts.find("Example Solar Engineering").number
    lines = [f"{receiver},{tonnes},,Example: {tonnes} t from a file" for tonnes in (1, 2)]
    batches.propose(
        account_id=accounts.find("Example Trading").pk,
        text="\r\n".join([",".join(batches.COLUMNS), *lines]),
        file_name="example-transfers.csv",
        by=cast["buyer_japan"],
        at=now - timedelta(hours=20),
    )
    return 1
