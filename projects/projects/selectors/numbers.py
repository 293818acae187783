"""The run of numbers of each kind, per country (domain notes 7); examples are numbered apart, from 901 on."""

import re
from collections.abc import Iterable

from common.numbers import Run
from partners.countries.models import PartnerCountry
from projects.methodologies.models import Methodology
from projects.pins.models import ProjectIdeaNote
from projects.projects.models import Project
from projects.proposals.models import MethodologyProposal
from projects.registrations.models import RegistrationRequest

BEFORE_EXAMPLES = 900


def _run(prefix: str, taken: Iterable[str | None], *, example: bool) -> Run:
    standing = [int(reference[len(prefix) :]) for reference in taken if reference]
    before = BEFORE_EXAMPLES if example else 0
    return Run(prefix, max((n for n in standing if (n > BEFORE_EXAMPLES) == example), default=before), before + 1)


def of_pins(country: PartnerCountry, *, example: bool = False) -> Run:
    """`CC_PINnnn`."""
    prefix = f"{country.iso2}_PIN"
    taken = ProjectIdeaNote.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    return _run(prefix, taken, example=example)


def of_projects(country: PartnerCountry, *, example: bool = False) -> Run:
    """`CCnnn`, after every number that a project or a request of the country has had."""
    projects = Project.objects.filter(reference__startswith=country.iso2).values_list("reference", flat=True)
    requests = RegistrationRequest.objects.filter(project_reference__startswith=country.iso2)
    taken = [*projects, *requests.values_list("project_reference", flat=True)]
    return _run(country.iso2, taken, example=example)


def of_proposals(country: PartnerCountry, *, example: bool = False) -> Run:
    """`CC_PMnnn`, after every number that a proposal of the country has had here or in published records."""
    prefix = f"{country.iso2}_PM"
    published = Methodology.objects.filter(proposed_reference__startswith=prefix)
    made = MethodologyProposal.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    taken = [*published.values_list("proposed_reference", flat=True), *made]
    return _run(prefix, [one for one in taken if re.fullmatch(rf"{prefix}\d+", one or "")], example=example)


def of_methodologies(country: PartnerCountry, *, example: bool = False) -> Run:
    """`CC_AMnnn`."""
    prefix = f"{country.iso2}_AM"
    taken = Methodology.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    return _run(prefix, taken, example=example)


def next_version(version: str) -> str:
    """The version after this one, as the published lists write it: "2.0" after "1.0" or "1.1"."""
    first = re.match(r"\d+", version)
    return f"{int(first[0]) + 1 if first else 2}.0"
