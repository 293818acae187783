"""The next free number of each kind, per country (domain notes 7); examples are numbered apart, from 901 on."""

from collections.abc import Iterable

from partners.models import PartnerCountry
from projects.models import Project, ProjectIdeaNote, RegistrationRequest

BEFORE_EXAMPLES = 900


def _next(prefix: str, taken: Iterable[str | None], *, example: bool) -> str:
    given = [int(reference[len(prefix) :]) for reference in taken if reference]
    own = [number for number in given if (number > BEFORE_EXAMPLES) == example]
    return f"{prefix}{max(own, default=BEFORE_EXAMPLES if example else 0) + 1:03d}"


def next_pin(country: PartnerCountry, *, example: bool = False) -> str:
    """`CC_PINnnn`. The caller holds a lock on the country."""
    prefix = f"{country.iso2}_PIN"
    taken = ProjectIdeaNote.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    return _next(prefix, taken, example=example)


def next_project(country: PartnerCountry, *, example: bool = False) -> str:
    """`CCnnn`, after every number that a project or a request of the country has had."""
    projects = Project.objects.filter(reference__startswith=country.iso2).values_list("reference", flat=True)
    requests = RegistrationRequest.objects.filter(project_reference__startswith=country.iso2)
    taken = [*projects, *requests.values_list("project_reference", flat=True)]
    return _next(country.iso2, taken, example=example)
