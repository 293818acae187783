"""Projects of ours that may be the one to be registered: like in name, at the same facility, or close by."""

from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from partners.rulebooks.models.rules import RULES
from projects.doubles.models import DoubleJudgement
from projects.projects.models import Project
from projects.registrations.models import RegistrationRequest

EARTH_KM, KM_A_DEGREE = 6371.0, 111.0
SHORTEST_NAME = 4  # signs; shorter names of facilities say nothing


@dataclass(frozen=True)
class Candidate:
    """A project that resembles, in what it does, and the officer's judgement if there is one."""

    project: Project
    reasons: tuple[str, ...]
    judgement: DoubleJudgement | None


def _bound(request: RegistrationRequest, key: str) -> float:
    rulebook = request.rulebook
    return float(str(rulebook.rule(key) if rulebook is not None else RULES[key].default))


def candidates(request: RegistrationRequest) -> list[Candidate]:
    """Every project of the country that resembles this one, withdrawn ones too; examples are compared among
    themselves."""
    judged = {judgement.candidate_id: judgement for judgement in request.double_judgements.select_related("by")}
    found: dict[int, Candidate] = {}
    for project in _like(request):
        reasons = _reasons(request, project)
        if reasons and project.pk not in found:
            found[project.pk] = Candidate(project, reasons, judged.get(project.pk))
    return list(found.values())


def _like(request: RegistrationRequest) -> QuerySet[Project]:
    design = request.design
    others = Project.objects.filter(country=request.country_id).exclude(pk=request.project_id)
    own = others.filter(origin="example") if request.project.is_example else others.exclude(origin="example")
    rows = own.select_related("country").annotate(
        name_like=TrigramSimilarity("title", request.project.title),
        site_like=TrigramWordSimilarity(design.city, "location"),
        city_like=TrigramSimilarity("designs__city", design.city),
        latitude=F("designs__latitude"),
        longitude=F("designs__longitude"),
    )
    site = _bound(request, "double.site_percent") / 100
    near = Q(name_like__gte=_bound(request, "double.name_percent") / 100)
    if len(design.city) >= SHORTEST_NAME:
        near |= Q(site_like__gte=site) | Q(city_like__gte=site)
    if design.latitude is not None and design.longitude is not None:
        degrees = Decimal(_bound(request, "double.distance_km") / KM_A_DEGREE)
        wide = degrees / max(Decimal(cos(radians(design.latitude))), Decimal("0.01"))
        near |= Q(
            latitude__range=(design.latitude - degrees, design.latitude + degrees),
            longitude__range=(design.longitude - wide, design.longitude + wide),
        )
    return rows.filter(near).order_by("-name_like", "pk")


def _reasons(request: RegistrationRequest, project: Project) -> tuple[str, ...]:
    design, row = request.design, vars(project)
    reasons = []
    if row["name_like"] >= _bound(request, "double.name_percent") / 100:
        reasons.append(_("The names are alike (%(percent)s %%)") % {"percent": round(row["name_like"] * 100)})
    site = max((row[name] for name in ("site_like", "city_like") if row[name] is not None), default=0)
    if len(design.city) >= SHORTEST_NAME and site >= _bound(request, "double.site_percent") / 100:
        reasons.append(_("The facility or place is named alike (%(percent)s %%)") % {"percent": round(site * 100)})
    if design.latitude is not None and design.longitude is not None and None not in {row["latitude"], row["longitude"]}:
        away = distance_km(design.latitude, design.longitude, row["latitude"], row["longitude"])
        if away <= _bound(request, "double.distance_km"):
            reasons.append(_("The places are %(km)s km apart") % {"km": f"{away:.1f}"})
    return tuple(reasons)


def distance_km(latitude: Decimal, longitude: Decimal, other_latitude: Decimal, other_longitude: Decimal) -> float:
    """The way between two places on the Earth, in km, by the haversine formula."""
    north, other_north = radians(latitude), radians(other_latitude)
    half_up = sin((other_north - north) / 2) ** 2
    half_across = sin((radians(other_longitude) - radians(longitude)) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half_up + cos(north) * cos(other_north) * half_across))
