"""The agreed allocation: the contract with `credits`."""

from dataclasses import dataclass
from decimal import Decimal

from partners.organisations.models import Organisation
from projects.projects.models import Project
from projects.registrations.models import AllocationProposal


@dataclass(frozen=True)
class Share:
    """A holder and its percentage of the credits."""

    organisation: Organisation
    percentage: Decimal


def agreed(project: Project) -> AllocationProposal | None:
    """The allocation that the Joint Committee decided with the registration."""
    found = AllocationProposal.objects.filter(request__project=project, agreed_on__isnull=False)
    return found.order_by("-agreed_on").first()


def shares(project: Project) -> list[Share]:
    """The agreed shares in their order; they sum to 100. Empty where nothing was agreed at registration."""
    allocation = agreed(project)
    if allocation is None:
        return []
    rows = allocation.shares.select_related("organisation").order_by("order", "id")
    return [Share(row.organisation, row.percentage) for row in rows]
