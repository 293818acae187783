"""The next free number of each kind, per country (domain notes 7)."""

from collections.abc import Iterable

from partners.models import PartnerCountry
from projects.models import Project, ProjectIdeaNote, RegistrationRequest


def _next(prefix: str, taken: Iterable[str | None]) -> str:
    last = max((int(reference[len(prefix) :]) for reference in taken if reference), default=0)
    return f"{prefix}{last + 1:03d}"


def next_pin(country: PartnerCountry) -> str:
    """`CC_PINnnn`. The caller holds a lock on the country."""
    prefix = f"{country.iso2}_PIN"
    taken = ProjectIdeaNote.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    return _next(prefix, taken)


def next_project(country: PartnerCountry) -> str:
    """`CCnnn`, after every number that a project or a request of the country has had."""
    projects = Project.objects.filter(reference__startswith=country.iso2).values_list("reference", flat=True)
    requests = RegistrationRequest.objects.filter(project_reference__startswith=country.iso2)
    return _next(country.iso2, [*projects, *requests.values_list("project_reference", flat=True)])
