"""The next free number of each kind, per country (domain notes 7); examples are numbered apart, from 901 on."""

import re
from collections.abc import Iterable

from partners.models import PartnerCountry
from projects.methodologies.models import Methodology
from projects.pins.models import ProjectIdeaNote
from projects.projects.models import Project
from projects.proposals.models import MethodologyProposal
from projects.registrations.models import RegistrationRequest

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


def next_proposed_methodology(country: PartnerCountry, *, example: bool = False) -> str:
    """`CC_PMnnn`, after every number that a proposal of the country has had here or in published records."""
    prefix = f"{country.iso2}_PM"
    published = Methodology.objects.filter(proposed_reference__startswith=prefix)
    made = MethodologyProposal.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    taken = [*published.values_list("proposed_reference", flat=True), *made]
    return _next(prefix, [one for one in taken if re.fullmatch(rf"{prefix}\d+", one or "")], example=example)


def next_methodology(country: PartnerCountry, *, example: bool = False) -> str:
    """`CC_AMnnn`. The caller holds a lock on the country."""
    prefix = f"{country.iso2}_AM"
    taken = Methodology.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    return _next(prefix, taken, example=example)


def next_version(version: str) -> str:
    """The version after this one, as the published lists write it: "2.0" after "1.0" or "1.1"."""
    first = re.match(r"\d+", version)
    return f"{int(first[0]) + 1 if first else 2}.0"
