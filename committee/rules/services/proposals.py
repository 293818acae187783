"""Rulebooks: one officer proposes a version, a second one puts it in force from a day on; the past never changes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from committee.rules import checks
from committee.rules.models.proposals import RulebookProposal
from committee.rules.states.proposals import ProposalState
from common import events
from common.machines import judge
from common.refusals import Refused
from common.text import plain
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.rulebooks.models.rulebooks import Rulebook


@dataclass(frozen=True)
class Content:
    """What a rulebook says: only what differs from the declared defaults."""

    rules: dict[str, Any] = field(default_factory=dict)
    time_limits: dict[str, dict[str, Any]] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """Which rulebook it is, from when, and where it comes from."""

    track: str
    version: str
    in_force_from: date
    source: str
    note: str = ""


@transaction.atomic
def propose(
    *, country: PartnerCountry, base: Rulebook | None, heading: Heading, content: Content, by: User, at: datetime
) -> RulebookProposal:
    """Propose a whole rulebook; nothing changes until a second officer puts it in force.

    Raises: Refused RUL-02 (403), RUL-03 (no source), RUL-04 (a day that has come), RUL-05 (409, the version exists),
    RUL-06 (409, another proposal is open), RUL-07 (a value the platform does not know), RUL-09 (no version or track).
    """
    if not permissions.holds(by, "secretariat", country_id=country.pk):
        raise Refused("RUL-02", _("Only JCMA officers propose rulebooks."), status=403)
    PartnerCountry.objects.select_for_update().get(pk=country.pk)
    checks.heading_whole(country, heading.track, heading.version, heading.source)
    checks.day_ahead(heading.in_force_from, at.date())
    checks.no_other_open(country, heading.track)
    checks.known_values(content.rules, content.time_limits, content.terms)
    proposal = RulebookProposal.objects.create(
        country=country,
        base=base,
        track=plain(heading.track),
        version=plain(heading.version),
        in_force_from=heading.in_force_from,
        source_url=plain(heading.source),
        note=plain(heading.note),
        rules=content.rules,
        time_limits=content.time_limits,
        terms=content.terms,
        sources=content.sources,
        proposed_by=by,
        proposed_at=at,
    )
    events.record(
        "committee.rulebookproposal.propose",
        subject=proposal,
        by=by,
        at=at,
        after={"state": proposal.state},
        tells=("secretariat",),
    )
    return proposal


def _locked(proposal_id: int) -> RulebookProposal:
    found = RulebookProposal.objects.select_for_update(of=("self",)).select_related("country")
    return found.get(pk=proposal_id)


@transaction.atomic
def adopt(*, proposal_id: int, by: User, at: datetime) -> Rulebook:
    """Put a proposed rulebook in force from its day; the one before it ends on the day before.

    Raises: Refused MOV-01, MOV-02, RUL-04 (the day has come meanwhile), RUL-05, RUL-10 (409, a later one is set).
    """
    proposal = _locked(proposal_id)
    PartnerCountry.objects.select_for_update().get(pk=proposal.country_id)
    if proposal.state == ProposalState.PROPOSED and permissions.another_officer(proposal, by):
        checks.day_ahead(proposal.in_force_from, at.date())
        proposal.rulebook = _put(proposal)
    proposal.decided_by = by
    judge(proposal.adopt, by=by).commit(at=at)
    if proposal.rulebook is None:
        raise ValueError("an adopted proposal has become a rulebook")
    return proposal.rulebook


def _put(proposal: RulebookProposal) -> Rulebook:
    same = Rulebook.objects.select_for_update(of=("self",)).filter(
        country=proposal.country_id, track__iexact=proposal.track
    )
    checks.version_new(same, proposal.version)
    checks.nothing_later(same, proposal.in_force_from)
    before = same.filter(in_force__contains=proposal.in_force_from).first()
    if before is not None:
        before.in_force = DateRange(before.in_force.lower, proposal.in_force_from)
        before.save(update_fields=["in_force"])
    made = proposal.as_rulebook()
    made.in_force = DateRange(proposal.in_force_from, None)
    made.save()
    return made


@transaction.atomic
def reject(*, proposal_id: int, note: str, by: User, at: datetime) -> RulebookProposal:
    """Reject a proposal with the reason. Raises: Refused MOV-01, MOV-02, RUL-08 without a reason."""
    proposal = _locked(proposal_id)
    proposal.decided_by = by
    judge(proposal.reject, by=by).commit(at=at, note=checks.reason_given(note))
    return proposal


@transaction.atomic
def withdraw(*, proposal_id: int, note: str, by: User, at: datetime) -> RulebookProposal:
    """Take a proposal back. Raises: Refused MOV-01, MOV-02, RUL-08 without a reason."""
    proposal = _locked(proposal_id)
    judge(proposal.withdraw, by=by).commit(at=at, note=checks.reason_given(note))
    return proposal
