"""Project designs: draft, submit, publish for inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.drafts import Seen
from common.machines import judge
from common.refusals import Refused
from common.text import plain
from partners.people.models.people import User
from projects.changes import checks as change_checks
from projects.designs import checks as design_checks
from projects.designs.models import EstimatedYear, ProjectDesign
from projects.designs.services import carried
from projects.inputs.models import InputCall
from projects.projects.models import Project
from projects.sustainability import services as sustainability
from projects.sustainability.topics import SustainabilityTopic
from workflow.drafts import checks as fields
from workflow.drafts.selectors import put_rows
from workflow.papers import checks as drafts
from workflow.papers import services as papers
from workflow.versions import selectors as versions

DRAFT_FIELDS = (
    "title",
    "description",
    "region",
    "city",
    "latitude",
    "longitude",
    "operation_starts_on",
    "lifetime_years",
    "contribution_from_japan",
    "methodology",
    "eligibility",
    "emission_sources",
    "crediting_period_starts_on",
    "eia_required",
    "eia_note",
    "consultation",
    "consulted_on",
    "references",
    "monitoring_plan",
    "declares_no_double_registration",
    "other_mechanism",
    "other_mechanism_name",
    "other_mechanism_reference",
    "sdg_contribution",
)


@dataclass(frozen=True)
class YearAmounts:
    """Reference and project emissions of a calendar year, in t CO2 eq."""

    year: int
    reference_tco2e: Decimal
    project_tco2e: Decimal


@dataclass(frozen=True)
class TopicAnswer:
    """An SDIP answer: `relevant` is "yes", "no" or "" while it is open."""

    topic: SustainabilityTopic
    relevant: str
    plan: str


def _locked(design_id: int) -> ProjectDesign:
    return ProjectDesign.objects.select_for_update(of=("self",)).select_related("project__country").get(pk=design_id)


@transaction.atomic
def start(*, project_id: int, by: User, at: datetime) -> ProjectDesign:
    """Start a PDD; what the PIN says already is carried over.

    Raises: Refused DRF-03 (403), PDD-16 (409, the PIN is not answered), PDD-17 (409, there is one already).
    """
    project = Project.objects.select_for_update(of=("self",)).select_related("rulebook", "country").get(pk=project_id)
    drafts.participant(project, by)
    design_checks.may_start(project)
    design = ProjectDesign.objects.create(
        project=project,
        version=project.designs.count() + 1,
        origin=project.origin if project.origin != "imported" else "platform",
        **carried.answers_for_design(project),
    )
    events.record("projects.projectdesign.start", subject=design, by=by, at=at, after={"state": design.state})
    return design


@transaction.atomic
def save_draft(
    *,
    design_id: int,
    values: Mapping[str, object],
    years: Sequence[YearAmounts] | None = None,
    topics: Sequence[TopicAnswer] | None = None,
    seen: Seen | None = None,
    by: User,
    at: datetime,
) -> ProjectDesign:
    """Keep what is typed so far; `years` and `topics` replace what stood there when they are given.

    Raises: Refused DRF-01 (403), DRF-02, DRF-05 and DRF-06 (409), FLD-01 to FLD-04, PDD-23 (a year twice or
    impossible).
    """
    design = _locked(design_id)
    return papers.save_draft(paper=design, values=values, seen=seen, by=by, at=at, years=years, topics=topics)


def write(
    design: ProjectDesign,
    *,
    values: Mapping[str, object],
    years: Sequence[YearAmounts] | None = None,
    topics: Sequence[TopicAnswer] | None = None,
) -> None:
    """A step of saving: put answers on a PDD that is in hand, judged. Raises FLD-01 to FLD-04, PDD-23."""
    fields.set_values(design, values, DRAFT_FIELDS)
    if topics is not None:
        design.sdip = {one.topic.value: {"relevant": one.relevant, "plan": plain(one.plan)} for one in topics}
    if years is not None:
        _years_possible(years)
        put_rows(design, "years", [estimated(design, one) for one in years])


def _years_possible(years: Sequence[YearAmounts]) -> None:
    if len({one.year for one in years}) != len(years) or any(not 1990 <= one.year <= 2100 for one in years):
        raise Refused("PDD-23", _("Give each calendar year once, from 1990 to 2100."), field="years")
    for one in years:
        fields.plausible_amount(one.reference_tco2e, field=f"reference_{one.year}")
        fields.plausible_amount(one.project_tco2e, field=f"project_{one.year}")


def estimated(design: ProjectDesign, of: YearAmounts) -> EstimatedYear:
    """The row of a year, not saved."""
    return EstimatedYear(
        design=design, year=of.year, reference_tco2e=of.reference_tco2e, project_tco2e=of.project_tco2e
    )


def years_from(design: ProjectDesign, stored: Sequence[Sequence[Any]]) -> list[EstimatedYear]:
    """The rows, not saved, that a correction keeps as JSON: year, reference, project."""
    return [
        estimated(design, YearAmounts(year, Decimal(reference), Decimal(project)))
        for year, reference, project in stored
    ]


@transaction.atomic
def publish(*, design_id: int, by: User, at: datetime) -> InputCall:
    """Publish the PDD and call for public inputs; the rulebook says how long the call stays open.

    Raises: Refused PDD-24 (409) when the rules want no public inputs on a revised PDD; RUL-01.
    """
    design = _locked(design_id)
    judge(design.open_inputs, by=by).commit(at=at)
    change_checks.inputs_wanted(design, wanted=True)
    rulebook = design.project.rulebook
    if rulebook is None:
        raise Refused("RUL-01", _("No rulebook is in force for this country on that day. Ask JCMA."), status=409)
    call = InputCall.objects.create(
        design=design,
        version_number=versions.newest_number(design),
        opens_on=at.date(),
        closes_on=rulebook.due_on("pdd.inputs", at.date()),
    )
    events.record(
        "projects.inputcall.open", subject=call, by=by, at=at, after={"closes_on": call.closes_on.isoformat()}
    )
    sustainability.open_for(design, by=by, at=at)
    return call


@transaction.atomic
def pass_on(*, design_id: int, by: User, at: datetime) -> ProjectDesign:
    """Pass a revised PDD on to its validation without public inputs. Raises Refused PDD-25 (409), MOV-01, MOV-02."""
    design = _locked(design_id)
    judge(design.pass_on, by=by).commit(at=at)
    change_checks.inputs_wanted(design, wanted=False)
    sustainability.open_for(design, by=by, at=at)
    return design
