"""Meters whose own system sends readings: opened with a token that is shown once, and closed."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.refusals import Refused
from common.text import plain
from partners.people.models.people import User
from projects.definitions.selectors import definitions
from projects.designs import selectors as designs
from projects.methodologies.calculation import units
from projects.projects.models import Project
from projects.readings.models import Meter, Reading
from projects.readings.selectors import plans
from workflow.papers import checks as drafts


@dataclass(frozen=True)
class Told:
    """A new meter and its token, which is told this once."""

    meter: Meter
    token: str


@transaction.atomic
def open_meter(
    *,
    project_id: int,
    symbol: str,
    item: str,
    name: str,
    unit: str,
    calibrated_until: date | None,
    by: User,
    at: datetime,
) -> Told:
    """Open a meter of a project for a parameter that is monitored.

    Raises: Refused DRF-03 (403), MTR-01 (no such parameter or item in the monitoring plan), MTR-02 (the unit does not
    fit), MTR-03 (the name is taken).
    """
    project = Project.objects.select_for_update(of=("self",)).select_related("country").get(pk=project_id)
    drafts.participant(project, by)
    methodology = _methodology(project, symbol, item, unit)
    token = secrets.token_urlsafe(32)
    meter = Meter(
        project=project,
        methodology=methodology,
        symbol=symbol,
        item=item,
        name=plain(name),
        unit=unit,
        calibrated_until=calibrated_until,
        token_sha256=digest_of(token),
        opened_at=at,
    )
    try:
        with transaction.atomic():
            meter.save()
    except IntegrityError as error:
        if "meter_name_once_a_project" not in str(error):
            raise
        raise Refused("MTR-03", _("A meter of this project has this name. Give another one."), field="name") from error
    events.record("projects.meter.open", subject=meter, by=by, at=at, after={"symbol": symbol, "item": item})
    return Told(meter, token)


def _methodology(project: Project, symbol: str, item: str, unit: str) -> str:
    for plan in plans.of_design(designs.newest_in_force(project)):
        definition = definitions.read(plan.definition)
        parameter = next((one for one in definition.monitored if one.symbol == symbol), None)
        if parameter is None:
            continue
        names = [str(row["name"]) for row in plan.document["items"].get(parameter.per, [])] if parameter.per else [""]
        if item not in names:
            break
        if not units.of(unit).fits(units.of(parameter.unit)):
            raise Refused(
                "MTR-02",
                _("%(symbol)s is measured in %(unit)s. Choose a unit of the same kind."),
                field="unit",
                params={"symbol": symbol, "unit": parameter.unit},
            )
        return definition.reference
    raise Refused("MTR-01", _("The monitoring plan has no such parameter or item."), field="parameter")


@transaction.atomic
def close_meter(*, meter_id: int, by: User, at: datetime) -> Meter:
    """Close a meter: its token counts no longer, its readings stay. Raises Refused DRF-03 (403), MTR-04 (409)."""
    meter = Meter.objects.select_for_update(of=("self",)).select_related("project").get(pk=meter_id)
    drafts.participant(meter.project, by)
    if meter.closed_at is not None:
        raise Refused("MTR-04", _("This meter was closed already."), status=409)
    meter.closed_at = at
    meter.save(update_fields=["closed_at"])
    events.record("projects.meter.close", subject=meter, by=by, at=at, after={"name": meter.name})
    return meter


@transaction.atomic
def send(
    *,
    meter_id: int,
    first_at: datetime,
    last_at: datetime,
    value: Decimal,
    counter: Decimal | None,
    by: User,
    at: datetime,
) -> tuple[Reading, bool]:
    """Keep a reading that a meter's system sends; the same interval with the same amount again is the same reading.

    Returns: the reading, and whether it is new.
    Raises: Refused MTR-05 (ends before it begins, or lies in the future), MTR-06 (409, the interval has another
    amount), MTR-07 (409, it overlaps another interval).
    """
    meter = Meter.objects.select_for_update(of=("self",)).get(pk=meter_id)
    if not first_at < last_at <= at:
        raise Refused("MTR-05", _("An interval ends after it begins, and lies in the past."), field="last")
    standing = meter.readings.filter(first_at__lt=last_at, last_at__gt=first_at).order_by("first_at").first()
    if standing is not None:
        if (standing.first_at, standing.last_at) != (first_at, last_at):
            raise Refused("MTR-07", _("This interval overlaps one that was sent before."), status=409, field="first")
        if (standing.value, standing.counter) != (value, counter):
            raise Refused(
                "MTR-06",
                _("This interval was sent before with another amount. What was sent stays; tell the participants."),
                status=409,
                field="value",
            )
        return standing, False
    reading = Reading.objects.create(
        meter=meter,
        symbol=meter.symbol,
        item=meter.item,
        first_at=first_at,
        last_at=last_at,
        value=value,
        unit=meter.unit,
        counter=counter,
        option="C",
        came_at=at,
    )
    events.record("projects.meter.send", subject=meter, by=by, at=at, after={"reading": reading.pk})
    return reading, True


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()
