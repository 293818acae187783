"""Published records of `projects`: methodologies, projects and PINs, from files."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db import models, transaction

from committee.decisions.models import DecisionItem
from common.records import Cells, Tally, read, whole_day
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.scopes.models import SectoralScope
from partners.services.published import file_of, scopes_in
from projects.definitions.services import published as definitions
from projects.methodologies.models import Methodology, MethodologyStatus
from projects.pins.states import PinState
from projects.projects.models import Project
from projects.projects.services import records
from projects.projects.services.records import Source
from projects.projects.states import ProjectState

DATA = Path(__file__).resolve().parent.parent.parent / "data"
DOUBTS = {
    "ref_status": "number",
    "title_status": "title",
    "methodology_status": "methodology",
    "registration_date_status": "day of registration",
}
PIN_STATE = {"no objection": PinState.NO_OBJECTION}


def load(*, directory: Path | None, by: User, at: datetime) -> Iterator[Tally]:
    """Read every file of `projects`; yields what each did. A newer file in `directory` comes before our own.

    Definitions come before the projects, which name versions that only definitions tell of.
    """
    yield _rows("methodologies", _methodology, directory, by, at)
    yield from definitions.load(by=by, at=at)
    yield _rows("projects", _project, directory, by, at)
    yield _rows("pins", _pin, directory, by, at)


def _rows(
    name: str, row_of: Callable[[Cells, User, datetime], str], directory: Path | None, by: User, at: datetime
) -> Tally:
    tally = Tally(name)
    with transaction.atomic():
        for cells in read(file_of(directory, DATA, name)):
            tally.add(row_of(cells, by, at))
    return tally


def key_of(kind: str, cells: Cells) -> str:
    """What makes a row the same row: its reference, or country and title where none is published."""
    named = cells["ref"] or cells.get("proposed_ref", "") or cells["title"]
    return f"{kind}:{cells['country']}:{named}"[:300]


def _named_now(model: type[models.Model], kind: str, cells: Cells) -> None:
    """A row that had no reference and has one now is the same row: it is found by its title and keeps its history."""
    if cells["ref"]:
        by_title = f"{kind}:{cells['country']}:{cells['title']}"[:300]
        known = model._default_manager.filter(import_key=key_of(kind, cells)).exists()
        if not known:
            model._default_manager.filter(import_key=by_title).update(import_key=key_of(kind, cells))


def _source(kind: str, cells: Cells) -> Source:
    return Source(
        import_key=key_of(kind, cells),
        url=cells["source_url"],
        status=_how_sure(cells)[:120],
        note=cells["note"],
        cells=cells,
    )


def _how_sure(cells: Cells) -> str:
    """The record's status, and that of its number, title, method and day where one is not verified."""
    parts = [cells.get("record_status", "")]
    for column, name in DOUBTS.items():
        words = cells.get(column, "")
        if words and not words.startswith("verified"):
            parts.append(f"{name} {words}")
    return "; ".join(filter(None, parts))


def _country(cells: Cells) -> PartnerCountry:
    return PartnerCountry.objects.get(iso2=cells["country"])


def _exact(text: str) -> Decimal | None:
    """A number where the cell is exactly one; words stay words."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _scope(cells: Cells) -> SectoralScope | None:
    listed = scopes_in(cells["sectoral_scope"])
    return listed[0] if len(listed) == 1 else None


def _methodology(cells: Cells, by: User, at: datetime) -> str:
    words = cells["status"]
    status = MethodologyStatus.APPROVED
    if words.startswith("proposed"):
        revised = words.startswith("proposed revision")
        status = MethodologyStatus.PROPOSED_REVISION if revised else MethodologyStatus.PROPOSED
    return records.record_methodology(
        source=_source("methodology", cells),
        country=_country(cells),
        title=cells["title"],
        status=status,
        reference=cells["ref"],
        proposed_reference=cells["proposed_ref"],
        version=cells["version"],
        title_status=cells["title_status"],
        scopes=scopes_in(cells["sectoral_scope"]),
        proponent=cells["proponent"],
        approved_on=whole_day(cells["approval_date"]),
        approved_as_published=cells["approval_date"],
        status_as_published=words,
        formula_family=cells["formula_family"],
        by=by,
        at=at,
    ).change


def _methodology_used(words: str) -> Methodology | None:
    """The first methodology that a project names, in the version that it names; else the approved one."""
    used = re.match(r"([A-Z]{2}_AM\d{3})(?: ver(\d+\.\d+))?", words)
    if used is None:
        return None
    rows = list(Methodology.objects.filter(reference=used[1]).order_by("-version"))
    fitting = [row for row in rows if row.plain_version == used[2]] if used[2] else []
    approved = [row for row in rows if row.status == MethodologyStatus.APPROVED]
    return next(iter([*fitting, *approved, *rows]), None)


def _project(cells: Cells, by: User, at: datetime) -> str:
    _named_now(Project, "project", cells)
    registered = cells["status"].startswith("registered")
    named = [cells["participants_partner"], cells["participants_japan"]]
    return records.record_project(
        source=_source("project", cells),
        country=_country(cells),
        title=cells["title"],
        state=ProjectState.REGISTERED if registered else ProjectState.PROPOSED,
        reference=cells["ref"] or None,
        registered_on=whole_day(cells["registration_date"]),
        registered_as_published=cells["registration_date"],
        methodology=_methodology_used(cells["methodology"]),
        sectoral_scope=_scope(cells),
        technology=cells["technology"],
        location=cells["location"],
        participants_as_published="; ".join(filter(None, named)),
        estimated_annual_tco2e=_exact(cells["est_annual_er_tco2"]),
        estimated_total_tco2e=_exact(cells["est_total_er_tco2"]),
        operation_started_on=whole_day(cells["operation_start"]),
        financing_as_published=cells["financing"],
        by=by,
        at=at,
    ).change


def _pin(cells: Cells, by: User, at: datetime) -> str:
    item = None
    if cells["ref"]:
        item = DecisionItem.objects.filter(decision__country__iso2=cells["country"], reference=cells["ref"]).first()
    return records.record_pin(
        source=_source("pin", cells),
        country=_country(cells),
        reference=cells["ref"] or "",
        title=cells["title"],
        state=PIN_STATE.get(cells["decision"], PinState.DECIDED),
        decided_on=whole_day(cells["decision_date"]),
        decision_item=item,
        by=by,
        at=at,
    ).change
