"""How far the JCM has come towards its targets: issued, verified, expected; and what is not published.

The targets count accumulated reductions of all JCM projects, which nobody publishes as one figure. Each column here
says what it is, and none stands for another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Sum

from common.models import Origin
from credits.models import PublishedIssuance
from credits.selectors import totals
from partners.countries.models import PartnerCountry
from projects.assessments.models.assessments import VerifiedAmount
from projects.assessments.states.assessments import AssessmentState
from projects.projects.models import Project
from projects.projects.selectors import projects
from projects.projects.states import ProjectState

type Key = int | None
type Amounts = Mapping[Key, int]


@dataclass(frozen=True)
class Progress:
    """One line: a country, a sector or a programme. `None` in `expected` where no project publishes an estimate.

    Attributes:
        expected: by target year, accumulated: the published estimates of registered projects, for each full year after
            they were registered or began to operate; a projection of ours.
        without_estimate: registered projects that publish none, or no year in which they began.
    """

    name: object
    issued: int
    verified: int
    expected: Mapping[int, int | None]
    projects: int
    without_estimate: int


@dataclass(frozen=True)
class Grouping:
    """A way to group: how it is called in addresses, and what of a project names the group."""

    name: str
    of: Callable[[Project], Key]
    named: Callable[[Sequence[Project]], Mapping[Key, object]]


def _countries(_found: Sequence[Project]) -> Mapping[Key, object]:
    return {country.pk: country for country in PartnerCountry.objects.all()}


def _sectors(found: Sequence[Project]) -> Mapping[Key, object]:
    return {project.sectoral_scope_id: project.sectoral_scope for project in found if project.sectoral_scope}


def _programmes(found: Sequence[Project]) -> Mapping[Key, object]:
    programmes = [project.financing_programme for project in found]
    return {programme.pk: programme for programme in programmes if programme is not None}


GROUPINGS: Mapping[str, Grouping] = {
    "country": Grouping("country", lambda project: project.country_id, _countries),
    "sector": Grouping("sector", lambda project: project.sectoral_scope_id, _sectors),
    "programme": Grouping("programme", lambda project: project.financing_programme_id, _programmes),
}


def by(grouping: str) -> list[Progress]:
    """The lines of a grouping, the largest issuance first; what belongs to no group stands last, without a name."""
    group = GROUPINGS[grouping]
    related = projects.counted().select_related("country", "sectoral_scope", "financing_programme")
    found = list(related)
    keys = {project.pk: group.of(project) for project in found}
    issued, verified = _issued(grouping, keys), _verified(keys)
    names = group.named(found)
    lines = [
        _line(names.get(key), [p for p in found if keys[p.pk] == key], issued.get(key, 0), verified.get(key, 0))
        for key in dict.fromkeys([*keys.values(), *issued, *verified])
    ]
    shown = [line for line in lines if line.issued or line.verified or line.projects]
    return sorted(shown, key=lambda line: (line.name is None, -line.issued, str(line.name)))


def _issued(grouping: str, keys: Mapping[int, Key]) -> Amounts:
    """Issued tonnes by group. A published record of several projects counts for a group where all are of it."""
    if grouping == "country":
        return {country: issued.total for country, issued in totals.issued_by_country().items()}
    found: dict[Key, int] = {}
    for record in totals.counted_records().prefetch_related("projects"):
        key = _group_of(record, keys)
        found[key] = found.get(key, 0) + record.posted_tco2e
    here = totals.counted_issuances().order_by().values_list("request__project").annotate(t=Sum("issued_tco2e"))
    for project, tonnes in here:
        found[keys.get(project)] = found.get(keys.get(project), 0) + tonnes
    return found


def _group_of(record: PublishedIssuance, keys: Mapping[int, Key]) -> Key:
    groups = {keys.get(project.pk) for project in record.projects.all()}
    return groups.pop() if len(groups) == 1 else None


def _verified(keys: Mapping[int, Key]) -> Amounts:
    found: dict[Key, int] = {}
    amounts = VerifiedAmount.objects.filter(verification__state=AssessmentState.POSITIVE)
    amounts = amounts.exclude(verification__report__project__origin=Origin.EXAMPLE).order_by()
    for project, tonnes in amounts.values_list("verification__report__project").annotate(t=Sum("quantity_tco2e")):
        found[keys.get(project)] = found.get(keys.get(project), 0) + tonnes
    return found


def _line(name: object, found: Sequence[Project], issued: int, verified: int) -> Progress:
    registered = [project for project in found if project.state == ProjectState.REGISTERED]
    estimated = [project for project in registered if _began_in(project) and project.estimated_annual_tco2e is not None]
    expected = {year: _expected(estimated, year) if estimated else None for year in settings.TARGETS_TCO2E}
    return Progress(name, issued, verified, expected, len(registered), len(registered) - len(estimated))


def _began_in(project: Project) -> int | None:
    on = project.operation_started_on or project.registered_on
    return None if on is None else on.year


def _expected(found: Sequence[Project], year: int) -> int:
    total = Decimal(0)
    for project in found:
        began = _began_in(project)
        if began is not None and project.estimated_annual_tco2e is not None:
            total += project.estimated_annual_tco2e * max(year - began, 0)
    return round(total)


def total(lines: Sequence[Progress]) -> Progress:
    """The sum over all lines of a grouping."""
    expected: dict[int, int | None] = {}
    for year in settings.TARGETS_TCO2E:
        known = [tonnes for line in lines if (tonnes := line.expected[year]) is not None]
        expected[year] = sum(known) if known else None
    return Progress(
        None,
        sum(line.issued for line in lines),
        sum(line.verified for line in lines),
        expected,
        sum(line.projects for line in lines),
        sum(line.without_estimate for line in lines),
    )
