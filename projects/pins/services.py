"""Project idea notes: draft, submit, check, forward, conclude."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from committee.decisions.models import DecisionItem, DecisionKind
from committee.decisions.services import decisions, withdrawals
from common import events
from common.drafts import Seen
from common.machines import judge
from common.models import Origin
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.people.selectors import people
from projects.papers.checks import completeness as lists
from projects.papers.checks import drafts
from projects.pins import checks as pin_checks
from projects.pins.models import ProjectIdeaNote
from projects.projects.models import Project
from projects.projects.selectors import numbers
from projects.projects.services import projects
from projects.projects.states import ProjectState
from workflow.drafts import checks as fields

DRAFT_FIELDS = (
    "title",
    "contact_name",
    "contact_email",
    "location",
    "sectoral_scope",
    "technology",
    "scale",
    "schedule",
    "operation_starts_on",
    "estimated_annual_tco2e",
    "methodology",
    "method_idea",
    "other_revenue",
    "irr_without_percent",
    "irr_with_percent",
    "payback_without_years",
    "payback_with_years",
    "need_for_credits",
    "excels_in_technology",
    "excels_in_scale",
    "excels_in_speed",
    "excellence",
    "ndc_contribution",
    "local_companies",
    "no_local_company_reason",
    "spillover",
    "procurement_starts_on",
    "construction_starts_on",
    "timing_exemption",
    "timing_explanation",
    "support_programme",
    "support_decided_on",
    "forestry_guideline",
    "forestry_guideline_on",
    "japan_role",
    "japan_contribution",
    "japan_currency",
    "total_cost",
    "finance_sources",
)
TO_PROJECT = ("title", "location", "sectoral_scope", "technology", "methodology", "estimated_annual_tco2e")


def _locked(pin_id: int) -> ProjectIdeaNote:
    return ProjectIdeaNote.objects.select_for_update(of=("self",)).select_related("project__country").get(pk=pin_id)


@transaction.atomic
def start(
    *,
    country: PartnerCountry,
    title: str,
    representative: Organisation,
    partners: list[Organisation],
    track: str = "JCM",
    origin: Origin = Origin.PLATFORM,
    by: User,
    at: datetime,
) -> ProjectIdeaNote:
    """Start a project with a PIN in draft. Raises what `projects.start` raises."""
    project = projects.start(
        country=country,
        title=title,
        representative=representative,
        partners=partners,
        track=track,
        origin=origin,
        by=by,
        at=at,
    )
    pin = ProjectIdeaNote.objects.create(project=project, title=project.title, origin=origin)
    events.record("projects.projectideanote.start", subject=pin, by=by, at=at, after={"state": pin.state})
    return pin


@transaction.atomic
def save_draft(
    *, pin_id: int, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> ProjectIdeaNote:
    """Keep what is typed so far; nothing needs to be whole yet.

    Raises: Refused DRF-01 (403), DRF-02 and DRF-05 (409), FLD-01 to FLD-03 (a value out of bounds).
    """
    pin = _locked(pin_id)
    drafts.writable(pin, by)
    drafts.as_seen(pin, seen)
    fields.set_values(pin, values, DRAFT_FIELDS)
    pin.save()
    events.record("projects.project.save_pin", subject=pin.project, by=by, at=at, after={"pin": pin.pk})
    return pin


@transaction.atomic
def submit(*, pin_id: int, by: User, at: datetime) -> ProjectIdeaNote:
    """Hand the PIN to JCMA. Raises Refused MOV-01, MOV-02, PIN-01 to PIN-24."""
    pin = _locked(pin_id)
    judge(pin.submit, by=by).commit(at=at)
    pin_checks.timing_explained(pin, at.date())
    for name in TO_PROJECT:
        setattr(pin.project, name, getattr(pin, name))
    if pin.timing_exemption == "support":
        pin.project.financing_programme = pin.support_programme
    pin.project.save()
    return pin


@transaction.atomic
def return_to_participant(*, pin_id: int, note: str, by: User, at: datetime) -> ProjectIdeaNote:
    """Give an incomplete PIN back with what is missing. Raises Refused DRF-04 without a note."""
    pin = _locked(pin_id)
    judge(pin.return_to_participant, by=by).commit(at=at, note=drafts.reason_given(note))
    return pin


@transaction.atomic
def forward(
    *, pin_id: int, completeness: Mapping[str, bool], timing_note: str = "", by: User, at: datetime
) -> ProjectIdeaNote:
    """Confirm completeness and send the PIN to both governments: it gets its number, and a decision is circulated.

    The day is the day of submission to the partner government (criterion 2).
    Raises: Refused CMP-01 (an item not confirmed), PIN-25 (late without a note), MOV-01, MOV-02.
    """
    pin = _locked(pin_id)
    move = judge(pin.forward, by=by)
    confirmed = lists.confirmed(lists.PIN, completeness)
    note = pin_checks.lateness_noted(pin, at.date(), timing_note)
    country = PartnerCountry.objects.get(pk=pin.country_id)
    pin.reference = pin.reference or numbers.of_pins(country, example=pin.is_example).take()
    proposal = decisions.Proposal(
        kind=DecisionKind.PIN,
        title=pin.title,
        reference=pin.reference,
        paper=pin.paper,
        text=pin.technology,
        interested=sorted(pin.party_ids("participant")),
    )
    decision = decisions.prepare(country=country, proposals=[proposal], is_example=pin.is_example, by=by, at=at)
    pin.decision_item = decision.items.get()
    move.commit(at=at, completeness=confirmed, timing_note=note)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return pin


@transaction.atomic
def withdraw(*, pin_id: int, note: str, by: User, at: datetime) -> ProjectIdeaNote:
    """Take the PIN back before both governments have answered; an open proposal on it is withdrawn too.

    Raises: Refused DRF-04 without a reason, WDR-03 (409), MOV-01, MOV-02.
    """
    withdrawals.before_withdrawal(DecisionItem.objects.filter(project_idea_note=pin_id).first())
    pin = _locked(pin_id)
    judge(pin.withdraw, by=by).commit(at=at, note=drafts.reason_given(note))
    withdrawals.withdraw_with_paper(pin.decision_item, note=pin.outcome_note, by=by, at=at)
    return pin


@transaction.atomic
def conclude(item: DecisionItem, *, by: User, at: datetime) -> None:
    """What follows from the Joint Committee's decision on a PIN."""
    pin = _locked(ProjectIdeaNote.objects.only("pk").get(decision_item=item).pk)
    if not item.is_approved:
        note = item.outcome_note or item.decision.conclusion_note
        judge(pin.object, by=by).commit(at=at, on=at.date(), note=note)
        return
    judge(pin.conclude, by=people.system()).commit(at=at, on=at.date())
    project = Project.objects.select_for_update().get(pk=pin.project_id)
    if project.state == ProjectState.PROPOSED:
        judge(project.plan, by=people.system()).commit(at=at)


@transaction.atomic
def take_back(item: DecisionItem, *, by: User, at: datetime) -> None:
    """The secretariat withdrew the proposal: the PIN is at the completeness check again."""
    pin = _locked(ProjectIdeaNote.objects.only("pk").get(decision_item=item).pk)
    judge(pin.take_back, by=by).commit(at=at)
