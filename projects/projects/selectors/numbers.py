"""The run of numbers of each kind, per country (domain notes 7); those of examples are runs of their own."""

import re

from common.numbers import Run
from partners.countries.models import PartnerCountry
from projects.methodologies.models import Methodology
from projects.pins.models import ProjectIdeaNote
from projects.projects.models import Project
from projects.proposals.models import MethodologyProposal
from projects.registrations.models import RegistrationRequest

EXAMPLE = "-EX"  # behind the kind: no number of an example is one of a project


def prefix(country: PartnerCountry, kind: str = "", *, example: bool) -> str:
    """What stands before the number: of a project where no kind is named."""
    return f"{country.iso2}{kind}{EXAMPLE if example else ''}"


def of_pins(country: PartnerCountry, *, example: bool = False) -> Run:
    """`CC_PINnnn`."""
    rows = ProjectIdeaNote.objects.values_list("reference", flat=True)
    return Run.of(prefix(country, "_PIN", example=example), rows)


def of_projects(country: PartnerCountry, *, example: bool = False) -> Run:
    """`CCnnn`, after every number that a project or a request of the country has had."""
    projects = Project.objects.values_list("reference", flat=True)
    requests = RegistrationRequest.objects.values_list("project_reference", flat=True)
    return Run.of(prefix(country, example=example), projects, requests)


def of_proposals(country: PartnerCountry, *, example: bool = False) -> Run:
    """`CC_PMnnn`, after every number that a proposal of the country has had here or in published records."""
    published = Methodology.objects.values_list("proposed_reference", flat=True)
    made = MethodologyProposal.objects.values_list("reference", flat=True)
    return Run.of(prefix(country, "_PM", example=example), published, made)


def of_methodologies(country: PartnerCountry, *, example: bool = False) -> Run:
    """`CC_AMnnn`."""
    rows = Methodology.objects.values_list("reference", flat=True)
    return Run.of(prefix(country, "_AM", example=example), rows)


def next_version(version: str) -> str:
    """The version after this one, as the published lists write it: "2.0" after "1.0" or "1.1"."""
    first = re.match(r"\d+", version)
    return f"{int(first[0]) + 1 if first else 2}.0"
