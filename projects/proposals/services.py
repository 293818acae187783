"""Proposed methodologies: draft, submit, publish, consider, decide; a revision goes the same way."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from common import events
from common.machines import judge
from common.models import Origin
from common.text import plain
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.rulebooks.selectors import rulebooks
from projects.inputs.models import InputCall
from projects.methodologies.models import Methodology, MethodologyStatus
from projects.projects.selectors import numbers
from projects.proposals import checks
from projects.proposals.models import MethodologyProposal
from projects.proposals.states import ProposalKind
from workflow.papers import checks as drafts
from workflow.steps.services import terms
from workflow.versions import selectors as versions

DRAFT_FIELDS = (
    "title",
    "sectoral_scope",
    "revision_reason",
    "terms",
    "summary",
    "measures",
    "eligibility",
    "emission_sources",
    "reference_establishment",
    "reference_calculation",
    "project_calculation",
    "fixed_parameters",
    "monitored_parameters",
)


def _locked(proposal_id: int) -> MethodologyProposal:
    found = MethodologyProposal.objects.select_for_update(of=("self",))
    return found.select_related("country", "rulebook__country", "methodology", "revises").get(pk=proposal_id)


@transaction.atomic
def start(
    *,
    country: PartnerCountry,
    title: str,
    representative: Organisation,
    partners: list[Organisation],
    origin: Origin = Origin.PLATFORM,
    by: User,
    at: datetime,
) -> MethodologyProposal:
    """Start a methodology in draft, under the rulebook of the day. Raises Refused MET-14 (403), MET-15, RUL-01."""
    return _start(
        MethodologyProposal(country=country, title=plain(title), origin=origin), [representative, *partners], by, at
    )


@transaction.atomic
def start_revision(
    *,
    methodology_id: int,
    representative: Organisation,
    partners: list[Organisation],
    origin: Origin = Origin.PLATFORM,
    by: User,
    at: datetime,
) -> MethodologyProposal:
    """Start the revision of an approved methodology; what its version says here is carried over.

    Raises: Refused MET-16 and MET-17 (409), and what `start` raises.
    """
    methodology = Methodology.objects.select_for_update(of=("self",)).select_related("country").get(pk=methodology_id)
    checks.revisable(methodology)
    proposal = MethodologyProposal(
        country=methodology.country,
        kind=ProposalKind.REVISION,
        revises=methodology,
        title=methodology.title,
        sectoral_scope=methodology.scopes.first(),
        origin=origin,
    )
    before = MethodologyProposal.objects.filter(methodology=methodology).first()
    if before is not None:
        for name in DRAFT_FIELDS:
            setattr(proposal, name, "" if name == "revision_reason" else getattr(before, name))
    return _start(proposal, [representative, *partners], by, at)


def _start(
    proposal: MethodologyProposal, proponents: list[Organisation], by: User, at: datetime
) -> MethodologyProposal:
    checks.may_propose(proposal.country, proponents, by)
    proposal.rulebook = rulebooks.in_force(proposal.country_id, at.date())
    proposal.save()
    proposal.proponents.set(proponents)
    events.record("projects.methodologyproposal.start", subject=proposal, by=by, at=at, after={"state": proposal.state})
    return proposal


@transaction.atomic
def publish(*, proposal_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> InputCall:
    """Confirm completeness: the methodology gets its `CC_PMnnn`, is published, and a call for public inputs opens.

    Raises: Refused CMP-01 (an item not confirmed), MOV-01, MOV-02.
    """
    proposal = _locked(proposal_id)
    confirmed = drafts.confirmed(checks.COMPLETENESS, completeness)
    run = numbers.of_proposals(proposal.country, example=proposal.is_example)
    proposal.reference = proposal.reference or run.take()
    proposal.methodology = _public_record(proposal)
    judge(proposal.open_inputs, by=by).commit(at=at, completeness=confirmed)
    closes_on = proposal.rulebook.due_on("methodology.inputs", at.date())
    version = versions.newest_number(proposal)
    call = InputCall.objects.create(proposal=proposal, version_number=version, opens_on=at.date(), closes_on=closes_on)
    events.record("projects.inputcall.open", subject=call, by=by, at=at, after={"closes_on": closes_on.isoformat()})
    return call


def _public_record(proposal: MethodologyProposal) -> Methodology:
    """The row by which the public lists show the proposal; it becomes the approved version."""
    revision = proposal.is_revision
    record = Methodology.objects.create(
        proposed_reference=proposal.reference or "",
        title=proposal.title,
        country=proposal.country,
        proponent=proposal.proponent_names()[:300],
        origin=proposal.origin,
        status=MethodologyStatus.PROPOSED_REVISION if revision else MethodologyStatus.PROPOSED,
        version=numbers.next_version(proposal.revises.version) if revision and proposal.revises else "1.0",
    )
    record.scopes.set([proposal.sectoral_scope] if proposal.sectoral_scope else [])
    return record


@transaction.atomic
def extend(*, proposal_id: int, reason: str, by: User, at: datetime) -> MethodologyProposal:
    """Give the consideration the most days of the rules, counted from its begin; its step goes on until then.

    Raises: Refused DRF-04, MET-20, MOV-01, MOV-02, TRM-06 (409) while the clock of the step stands still.
    """
    proposal = _locked(proposal_id)
    checks.may_extend(proposal)
    begun = proposal.considered_from or at.date()
    due_on = proposal.rulebook.due_on("methodology.consideration_extended", begun)
    judge(proposal.extend, by=by).commit(at=at, due_on=due_on, reason=drafts.reason_given(reason, field="reason"))
    terms.follow_paper(proposal, until=due_on, reason=proposal.extension_reason, by=by, at=at)
    return proposal


def set_record(proposal: MethodologyProposal, *, status: MethodologyStatus, by: User, at: datetime) -> None:  # noqa: ARG001  its caller tells
    """A step: the public record says what became of the proposal."""
    if proposal.methodology is not None:
        proposal.methodology.status = status
        proposal.methodology.save()


@transaction.atomic
def confirm(*, proposal_id: int, by: User, at: datetime) -> MethodologyProposal:
    """The revised text is what the committee decided: the methodology is approved from today on."""
    proposal = _locked(proposal_id)
    judge(proposal.confirm, by=by).commit(at=at)
    approve(proposal, by=by, at=at)
    return proposal


@transaction.atomic
def ask_again(*, proposal_id: int, note: str, by: User, at: datetime) -> MethodologyProposal:
    """The revised text is not what the committee decided: back to its proponent. Raises Refused DRF-04."""
    proposal = _locked(proposal_id)
    judge(proposal.ask_again, by=by).commit(at=at, note=drafts.reason_given(note))
    return proposal


def approve(proposal: MethodologyProposal, *, by: User, at: datetime) -> None:  # noqa: ARG001  its caller’s event tells who
    """A step: its record becomes `CC_AMnnn` ver01.0, or the next version of what it revises, replaced today."""
    record = proposal.methodology
    if record is None:  # the constraint published_proposal_has_reference_and_record
        raise ValueError("A proposal without its public record")
    record.title, record.approved_on, record.status = proposal.title, at.date(), MethodologyStatus.APPROVED
    record.scopes.set([proposal.sectoral_scope] if proposal.sectoral_scope else [])
    if proposal.revises is None:
        record.reference = numbers.of_methodologies(proposal.country, example=proposal.is_example).take()
    else:
        replaced = Methodology.objects.select_for_update().get(pk=proposal.revises.pk)
        replaced.status, replaced.valid_until = MethodologyStatus.REPLACED, at.date()
        replaced.save()
        record.reference, record.formula_family = replaced.reference, replaced.formula_family
    record.save()
