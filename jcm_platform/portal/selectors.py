"""What the public pages ask of several apps at once. Examples never count in a public total."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision
from committee.decisions.selectors import decisions
from committee.designations import selectors as tpes
from committee.designations.models import Designation
from common import search as find
from common.models import Origin
from common.refusals import Sentence
from credits.selectors import totals
from credits.selectors.totals import Issued
from partners.countries import selectors as countries
from partners.countries.models import PartnerCountry
from projects.inputs import selectors as inputs
from projects.inputs.models import InputCall
from projects.inputs.states import CallState
from projects.methodologies import selectors as methodologies
from projects.methodologies.models import Methodology
from projects.projects.models import Project
from projects.projects.selectors import projects
from projects.projects.states import ProjectState

REAL_PROJECT = Q(projects__state=ProjectState.REGISTERED) & ~Q(projects__origin=Origin.EXAMPLE)


@dataclass(frozen=True)
class Standing:
    """Where the JCM stands, for the home page."""

    countries: int
    projects: int
    issued: Issued
    decisions: Sequence[Decision]
    calls: Sequence[InputCall]


def countries_with_counts() -> QuerySet[PartnerCountry]:
    """Every country with `project_count`: its registered projects, examples left out."""
    return countries.public().annotate(project_count=Count("projects", filter=REAL_PROJECT))


def standing(today: date) -> Standing:
    """The figures and news of the home page."""
    open_now = (
        inputs.public().filter(state=CallState.OPEN, opens_on__lte=today, closes_on__gte=today).order_by("closes_on")
    )
    return Standing(
        countries=countries.public().count(),
        projects=projects.counted().filter(state=ProjectState.REGISTERED).count(),
        issued=totals.issued(),
        decisions=list(decisions.public().exclude(origin=Origin.EXAMPLE).exclude(decided_on=None)[:5]),
        calls=list(open_now.order_by("closes_on")[:5]),
    )


@dataclass(frozen=True)
class Latest:
    """The newest of each kind of a country."""

    projects: Sequence[Project]
    decisions: Sequence[Decision]
    designations: Sequence[Designation]


def latest_of(country: PartnerCountry) -> Latest:
    """Ten projects and decisions of a country, newest first, and its designated entities."""
    rows = projects.public().filter(country=country).order_by(F("registered_on").desc(nulls_last=True), "-pk")
    return Latest(
        projects=list(rows[:10]),
        decisions=list(decisions.public().filter(country=country)[:10]),
        designations=list(tpes.public().prefetch_related(None).filter(country=country)[:20]),
    )


@dataclass(frozen=True)
class Found:
    """What a search found in one list: the first few, and where to see all."""

    title: Sentence
    rows: Sequence[Any]
    url: str


def search(words: str, most: int = 6) -> Sequence[Found]:
    """The first few of every list in which all words are found; lists with nothing are left out.

    A country's name alone, in whatever language, finds what is of that country too.
    """
    kinds: list[tuple[Sentence, QuerySet[Any], Sequence[str], str]] = [
        (_("Countries"), countries.public(), ("name", "name_ja", "iso2__iexact"), "portal:country-list"),
        (_("Projects"), projects.public(), ("reference__istartswith", "title", "technology"), "portal:project-list"),
        (_("Methodologies"), methodologies.public(), ("reference__istartswith", "title"), "portal:methodology-list"),
        (_("Decisions"), decisions.public(), ("number", "published_text"), "portal:decision-list"),
        (_("Third-party entities"), tpes.public(), ("reference", "organisation__name"), "portal:tpe-list"),
    ]
    matching = [(title, list(_matching(rows, names, words)[:most]), page) for title, rows, names, page in kinds]
    return [Found(title, rows, reverse(page)) for title, rows, page in matching if rows]


def _matching(rows: QuerySet[Any], names: Sequence[str], words: str) -> QuerySet[Any]:
    of_country = find.same_names(words)
    if of_country and rows.model is not PartnerCountry:
        named = find.matching(rows, names, words).order_by().values("pk")
        return rows.filter(Q(country__name__in=of_country) | Q(pk__in=named))
    return find.matching(rows, names, words)


def versions_of(slug: str) -> QuerySet[Methodology]:
    """The versions under a reference, the newest first; a single version or proposal by `m-12`."""
    return methodologies.versions_of(slug)
