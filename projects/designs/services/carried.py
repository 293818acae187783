"""What a PIN says already, as the answers of the PDD that it becomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.pins.models import ProjectIdeaNote
from projects.projects.models import Project

_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)"
_COORDINATES = re.compile(rf"{_NUMBER}\s*°?\s*([NSns])?\s*[,;/ ]\s*{_NUMBER}\s*°?\s*([EWew])?(?=$|[\s,;)])")
LONGEST_REGION, LONGEST_CITY = 200, 300
SIXTH_DECIMAL = Decimal("0.000001")


@dataclass(frozen=True)
class Place:
    """A place as the PDD asks for it; what is not known is empty."""

    region: str = ""
    city: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def answers_for_design(project: Project) -> Mapping[str, object]:
    """The answers of a PDD that the project's PIN, or else the project itself, gives already."""
    pin = project.pins.exclude(state="withdrawn").order_by("-pk").first()
    place = place_in(project.location)
    return {
        "title": project.title,
        "description": _description(project, pin),
        "region": place.region,
        "city": place.city,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "methodology": project.methodology,
        "operation_starts_on": pin.operation_starts_on if pin else project.operation_started_on,
        "contribution_from_japan": _contribution(pin) if pin else "",
    }


def _description(project: Project, pin: ProjectIdeaNote | None) -> str:
    return "\n\n".join(part for part in (project.technology, pin.scale if pin else "") if part)


def _contribution(pin: ProjectIdeaNote) -> str:
    """Role, amount and sources, each as it was written."""
    amounts = [
        f"{pin.japan_currency} {amount:,.2f}".strip()
        for amount in (pin.japan_contribution, pin.total_cost)
        if amount is not None
    ]
    return "\n\n".join(part for part in (pin.japan_role, " of ".join(amounts), pin.finance_sources) if part)


def place_in(text: str) -> Place:
    """A place that was written in one line: coordinates, where there are any, then from the small to the large.

    `14.53, 100.91, Saraburi` is a region with coordinates, `Water reservoir, Rayong` a site in a region.
    """
    left, latitude, longitude = text, None, None
    for match in _COORDINATES.finditer(text):
        latitude, longitude = _coordinates(match)
        if latitude is not None:
            left = f"{text[: match.start()]},{text[match.end() :]}"
            break
    parts = [part.strip(" \t()") for part in re.split(r"[,;\n]", left)]
    named = [part for part in parts if part]
    region = named[-1] if named else ""
    return Place(region[:LONGEST_REGION], ", ".join(named[:-1])[:LONGEST_CITY], latitude, longitude)


def _coordinates(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Latitude and longitude in decimal degrees; neither where they lie on no map, or are no decimals."""
    if "." not in found[1] or "." not in found[3]:
        return None, None
    latitude = Decimal(found[1]) * (-1 if (found[2] or "").upper() == "S" else 1)
    longitude = Decimal(found[3]) * (-1 if (found[4] or "").upper() == "W" else 1)
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return latitude.quantize(SIXTH_DECIMAL), longitude.quantize(SIXTH_DECIMAL)
