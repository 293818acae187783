"""Issuance requests: who sees which, and what each party would get."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from common.models import Origin
from credits import allocation
from credits.models import IssuanceRequest
from credits.permissions import either_registry
from credits.states.requests import DECIDED
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import Visitor
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.selectors import rulebooks
from projects.assessments.models.assessments import Verification
from projects.monitoring.models import MonitoringReport
from projects.papers.selectors import documents
from projects.papers.selectors.readers import taking_part
from projects.projects.models import Project
from projects.projects.selectors import entities
from projects.registrations.models import AllocationProposal, AllocationShare
from registry.models import JAPAN, Account, AccountKind
from registry.states.accounts import AccountState

WORKING_ROLES = ("secretariat", "registry", "committee", "government")


def visible_to(user: Visitor) -> QuerySet[IssuanceRequest]:
    """Decided requests for everybody; open ones for their parties and for who works on their country or has verified
    what they ask for; a draft for those who write it."""
    every = IssuanceRequest.objects.select_related(
        "project__country",
        "project__rulebook",
        "report__project",
        "verification__tpe",
        "allocation",
        "decision_item__decision",
    )
    if not user.is_authenticated:
        return every.filter(state__in=DECIDED)
    if permissions.holds(user, "auditor"):
        return every
    may = Q(state__in=DECIDED) | Q(project__in=taking_part(user).values("project"))
    may |= entities.verifying(user, "verification") & ~Q(state="draft")
    for appointment in user.held:
        if appointment.role in WORKING_ROLES:
            here = Q() if appointment.country_id is None else Q(project__country_id=appointment.country_id)
            may |= here & ~Q(state="draft")
    return every.filter(may)


def works_on(request: IssuanceRequest, user: Visitor) -> bool:
    """True for who reads all of a request: its parties, and who works on its country. The public reads what was decided
    and who gets how much of it."""
    reads = permissions.any_of(documents.works_on, either_registry)
    return bool(user.is_authenticated) and reads(request, user)


def for_desk(user: Visitor) -> QuerySet[IssuanceRequest]:
    """Requests that wait at JCMA's desk, the longest waiting first."""
    return visible_to(user).filter(state__in=["submitted", "complete"]).order_by("submitted_at", "id")


def own_reports(user: Visitor) -> QuerySet[MonitoringReport]:
    """Monitoring reports of the projects in which this person's organisations take part."""
    found = MonitoringReport.objects.filter(project__in=taking_part(user).values("project"))
    return found.select_related("project__country")


def rulebook_of(project: Project, on: date) -> Rulebook:
    """The rulebook that a project is judged by: its own, or the one in force for imported projects.

    Raises: Refused RUL-01 when there is none.
    """
    return project.rulebook or rulebooks.in_force(project.country_id, on, project.track)


def registry_of(side: str, country: PartnerCountry) -> str:
    """The two letters of the registry that issues a side's part."""
    return JAPAN if side == Side.JAPAN else country.iso2


def accounts_of(parties: Sequence[Organisation], country: PartnerCountry, *, is_example: bool) -> dict[int, Account]:
    """Where each party gets its credits, by its key: the government holding account of its side's registry, or the
    entity's own there; nothing for who has no open one. Examples use accounts of examples where there are any."""
    entity = Q(kind=AccountKind.ENTITY, holder__in=parties)
    opened = Account.objects.filter(entity | Q(kind=AccountKind.GOVERNMENT), state=AccountState.OPEN)
    opened = opened.filter(registry__in=[JAPAN, country.iso2]).order_by("number")
    fitting = sorted(opened, key=lambda account: (_FIT[is_example].get(account.origin, 9), account.number))
    found: dict[int, Account] = {}
    for party in parties:
        registry = registry_of(party.side, country)
        is_government = party.kind == OrganisationKind.GOVERNMENT
        for account in fitting:
            own = account.kind == AccountKind.GOVERNMENT if is_government else account.holder_id == party.pk
            if own and account.registry == registry and (is_example or account.origin != Origin.EXAMPLE):
                found.setdefault(party.pk, account)
    return found


# Which account is taken first, by its origin: for real credits, and for those of examples.
_FIT: dict[bool, dict[str, int]] = {
    False: {Origin.PLATFORM: 0, Origin.IMPORTED: 1},
    True: {Origin.EXAMPLE: 0, Origin.PLATFORM: 1, Origin.IMPORTED: 2},
}


@dataclass(frozen=True)
class Line:
    """What one party gets, year by year."""

    organisation: Organisation
    side: str
    registry: str
    percentage: str
    tonnes: Sequence[int]
    account: Account | None

    @property
    def total(self) -> int:
        return sum(self.tonnes)


@dataclass(frozen=True)
class Preview:
    """The whole allocation of a request as it would be put before the Joint Committee."""

    years: Sequence[int]
    lines: Sequence[Line]
    totals: Sequence[int]

    @property
    def total(self) -> int:
        return sum(self.totals)

    @property
    def without_account(self) -> Sequence[Line]:
        """Parties that would get tonnes and have no open account yet."""
        return [line for line in self.lines if line.total and line.account is None]


def amounts_of(verification: Verification) -> dict[int, int]:
    """Verified tonnes by vintage year."""
    return {amount.year: amount.quantity_tco2e for amount in verification.amounts.all()}


def shares_of(proposal: AllocationProposal) -> Sequence[AllocationShare]:
    """The agreed shares in their order."""
    return list(proposal.shares.select_related("organisation").order_by("order", "id"))


def computed(request: IssuanceRequest, on: date) -> Mapping[int, Mapping[int, int]]:
    """Tonnes by vintage year and organisation, by the agreed shares and the rulebook's rule for remainders."""
    shares = [(share.organisation_id, share.percentage) for share in shares_of(request.allocation)]
    rule = str(rulebook_of(request.project, on).rule("allocation.rounding"))
    return allocation.split_years(amounts_of(request.verification), shares, rule=rule)


def preview(request: IssuanceRequest, on: date) -> Preview:
    """Who gets how much of which year, and into which account: the fixed amounts, or what they would be today."""
    fixed = list(request.amounts.select_related("organisation"))
    by_year = _fixed(fixed) if fixed else computed(request, on)
    years = sorted(by_year)
    country, is_example = request.project.country, request.project.is_example
    shares, lines = shares_of(request.allocation), []
    accounts = accounts_of([share.organisation for share in shares], country, is_example=is_example)
    for share in shares:
        party = share.organisation
        registry = registry_of(party.side, country)
        tonnes = [by_year[year].get(party.pk, 0) for year in years]
        percentage = f"{share.percentage.normalize():f}"
        lines.append(Line(party, party.side, registry, percentage, tonnes, accounts.get(party.pk)))
    return Preview(years, lines, [sum(line.tonnes[n] for line in lines) for n in range(len(years))])


def _fixed(amounts: Sequence[Any]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for amount in amounts:
        found.setdefault(amount.vintage, {})[amount.organisation_id] = amount.quantity_tco2e
    return found
