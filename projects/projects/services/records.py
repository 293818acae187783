"""Records of published history (and examples): rows at the state that their record proves, nothing invented.

Each function is idempotent by `import_key`: the same cells again change nothing; a newer file changes what differs.
Rows that people made on the platform are never overwritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models, transaction

from committee.decisions.models import DecisionItem
from common import events
from common.models import Origin
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.programmes.models import FinancingProgramme
from partners.rulebooks.selectors import rulebooks
from partners.scopes.models import SectoralScope
from projects.methodologies.models import Methodology, MethodologyStatus
from projects.pins.models import ProjectIdeaNote
from projects.pins.states import PinState
from projects.projects.models import Project, ProjectParticipant
from projects.projects.states import ProjectState


class Change(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Source:
    """Where a record comes from; `cells` are the published cells as they were read."""

    import_key: str
    url: str = ""
    status: str = ""
    note: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = Origin.IMPORTED

    def values(self) -> dict[str, Any]:
        """As fields of a `Sourced` row."""
        return {
            "import_key": self.import_key,
            "origin": self.origin,
            "source_url": self.url,
            "record_status": self.status,
            "record_note": self.note,
            "imported_values": dict(self.cells),
        }


@dataclass(frozen=True)
class Recorded[Row: models.Model]:
    """The row and what happened to it."""

    row: Row
    change: Change


def _put[Row: models.Model](
    model: type[Row], values: dict[str, Any], *, same: Mapping[str, Any] | None, by: User, at: datetime
) -> Recorded[Row]:
    """Create or update one row.

    Args:
        same: how to find a row that people made on the platform for the same thing; such a row stays as it is.
    """
    rows = model._default_manager.select_for_update(of=("self",))
    found = rows.filter(import_key=values["import_key"]).first()
    if found is None and same is not None and (made := rows.filter(**same).first()) is not None:
        return Recorded(made, Change.UNCHANGED)
    if found is None:
        created = model._default_manager.create(**values)
        _note(created, Change.CREATED, values, by, at)
        return Recorded(created, Change.CREATED)
    changed = {name: value for name, value in values.items() if getattr(found, name) != value}
    if not changed:
        return Recorded(found, Change.UNCHANGED)
    model._default_manager.filter(pk=found.pk).update(**changed)  # states are protected against assignment
    fresh = model._default_manager.get(pk=found.pk)
    _note(fresh, Change.CHANGED, changed, by, at)
    return Recorded(fresh, Change.CHANGED)


def _note(row: models.Model, change: Change, values: Mapping[str, Any], by: User, at: datetime) -> None:
    events.record(
        f"{row._meta.label_lower}.record",
        subject=row,
        by=by,
        at=at,
        after={"change": change.value, "fields": sorted(values)},
    )


@transaction.atomic
def record_project(
    *,
    source: Source,
    country: PartnerCountry,
    title: str,
    state: ProjectState,
    reference: str | None = None,
    registered_on: date | None = None,
    registered_as_published: str = "",
    methodology: Methodology | None = None,
    sectoral_scope: SectoralScope | None = None,
    technology: str = "",
    location: str = "",
    participants: Sequence[Organisation] = (),
    participants_as_published: str = "",
    estimated_annual_tco2e: Decimal | None = None,
    estimated_total_tco2e: Decimal | None = None,
    operation_started_on: date | None = None,
    financing_programme: FinancingProgramme | None = None,
    financing_as_published: str = "",
    track: str = "JCM",
    by: User,
    at: datetime,
) -> Recorded[Project]:
    """Keep a published project; what is not published stays None or empty. Examples get the rulebook of the day.

    A project that was walked through the cycle here under the same reference stays as it is ("unchanged").
    """
    values = {
        "country": country,
        "track": track,
        "reference": reference or None,
        "title": title,
        "state": state.value,
        "registered_on": registered_on,
        "registered_as_published": registered_as_published,
        "methodology": methodology,
        "sectoral_scope": sectoral_scope,
        "technology": technology,
        "location": location,
        "participants_as_published": participants_as_published,
        "estimated_annual_tco2e": estimated_annual_tco2e,
        "estimated_total_tco2e": estimated_total_tco2e,
        "operation_started_on": operation_started_on,
        "financing_programme": financing_programme,
        "financing_as_published": financing_as_published,
    }
    if source.origin != Origin.IMPORTED:
        values["rulebook"] = rulebooks.in_force(country.pk, at.date(), track)
    same = {"reference": reference} if reference else None
    recorded = _put(Project, values | source.values(), same=same, by=by, at=at)
    if recorded.row.import_key == source.import_key:
        _take_part(recorded.row, participants)
    return recorded


def _take_part(project: Project, organisations: Sequence[Organisation]) -> None:
    """Participants as published; nobody is called the focal point unless a source says so."""
    for organisation in organisations:
        ProjectParticipant.objects.get_or_create(
            project=project, organisation=organisation, ended_on=None, defaults={"side": organisation.side}
        )


@transaction.atomic
def record_pin(
    *,
    source: Source,
    country: PartnerCountry,
    reference: str,
    title: str,
    state: PinState,
    decided_on: date | None = None,
    decision_item: DecisionItem | None = None,
    by: User,
    at: datetime,
) -> Recorded[ProjectIdeaNote]:
    """Keep a published PIN and the planned project that it is about."""
    made = ProjectIdeaNote.objects.filter(reference=reference or None).exclude(reference=None)
    pin = made.exclude(import_key=source.import_key).first()
    if pin is not None:
        return Recorded(pin, Change.UNCHANGED)
    planned = state == PinState.NO_OBJECTION
    about = record_project(
        source=Source(f"pin:{source.import_key}", source.url, source.status, source.note, source.cells, source.origin),
        country=country,
        title=title,
        state=ProjectState.PLANNED if planned else ProjectState.PROPOSED,
        by=by,
        at=at,
    )
    values = {
        "project": about.row,
        "reference": reference or None,
        "title": title,
        "state": state.value,
        "decided_on": decided_on,
        "decision_item": decision_item,
    }
    return _put(ProjectIdeaNote, values | source.values(), same=None, by=by, at=at)


@transaction.atomic
def record_methodology(
    *,
    source: Source,
    country: PartnerCountry,
    title: str,
    status: MethodologyStatus,
    reference: str = "",
    proposed_reference: str = "",
    version: str = "",
    title_status: str = "",
    scopes: Sequence[SectoralScope] = (),
    proponent: str = "",
    approved_on: date | None = None,
    approved_as_published: str = "",
    status_as_published: str = "",
    formula_family: str = "",
    by: User,
    at: datetime,
) -> Recorded[Methodology]:
    """Keep a published methodology, approved or proposed."""
    values = {
        "country": country,
        "title": title,
        "status": status.value,
        "reference": reference,
        "proposed_reference": proposed_reference,
        "version": version,
        "title_status": title_status,
        "proponent": proponent,
        "approved_on": approved_on,
        "approved_as_published": approved_as_published,
        "status_as_published": status_as_published,
        "formula_family": formula_family,
    }
    known = Methodology.objects.filter(import_key=source.import_key).first()
    if known is not None and known.valid_until is not None:
        values["status"] = known.status  # it was replaced here, which the published file does not know yet
    same = {"reference": reference, "version": version} if reference else None
    recorded = _put(Methodology, values | source.values(), same=same, by=by, at=at)
    if recorded.row.import_key == source.import_key:
        recorded.row.scopes.set(scopes)
    return recorded
