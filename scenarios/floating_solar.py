"""One whole walk, modelled on the Thai floating solar project behind the first ITMO issuance of the JCM.

The published facts are its title, 1,009 t CO2 eq verified for 2021, the decision of 30 October 2025 and the issuance
of November 2025. Everything else (companies, shares, days in between) is made up, and the whole is marked as example.
"""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from common.models import Origin
from credits.models import Authorisation, FinalUse, IssuanceRequest
from credits.services import authorisations, uses
from projects.projects.models import Project
from registry.checks.requests import Wanted
from registry.models import TransactionRequest
from registry.services import requests
from scenarios import accounts
from scenarios.papers import Story
from scenarios.people import Cast, colleague
from scenarios.walk import Walk

STORY = Story(
    "5 MW floating solar power on an industrial water reservoir",
    "Industrial water reservoir",
    "Rayong",
    "Solar panels of 5 MW that float on a reservoir of an industrial estate.",
    1,
    1050,
    6_000_000,
    "TH_AM001",
)
BEGAN = datetime(2019, 2, 4, 2, tzinfo=UTC)
REPORTED = datetime(2025, 10, 9, 2, tzinfo=UTC)  # the committee then decides on 30 October
YEAR, TONNES = 2021, 1009


@transaction.atomic
def walk_it(cast: Cast) -> bool:
    """Walk from PIN to retirement; False when it was walked before."""
    if Project.objects.filter(origin=Origin.EXAMPLE, title=STORY.name).exists():
        return False
    walk = Walk(cast, STORY, BEGAN)
    walk.register()
    walk.at = REPORTED
    request = walk.approve_issuance(YEAR, TONNES)
    walk.after(days=10)
    walk.issue(request, "partner", "registry_thailand")
    walk.issue(request, "japan", "registry_japan")
    _authorise(walk, IssuanceRequest.objects.get(pk=request.pk))
    _transfer(walk, 120)
    _retire(walk, 90)
    return True


def _authorise(walk: Walk, request: IssuanceRequest) -> None:
    """Both governments authorise every unit of the issuance for Japan's NDC."""
    lots = [lot for issuance in request.issuances.all() for lot in issuance.lots.all()]
    units = [Wanted(lot.lot_id, lot.first_unit, lot.last_unit) for lot in lots]
    walk.after(days=5)
    terms = authorisations.Terms(uses=("ndc",), authorised_on=walk.at.date(), terms="Example of an authorisation.")
    for side, by in (("partner", "government_thailand"), ("japan", "government_japan")):
        proposed = authorisations.propose(
            side=side,
            country=walk.cast.country,
            reference=_reference(walk.cast, side),
            terms=terms,
            units=units,
            by=walk.cast[colleague(by)],
            at=walk.at,
        )
        authorisations.confirm(authorisation_id=proposed.pk, by=walk.cast[by], at=walk.at)


@transaction.atomic
def revise_authorisation(cast: Cast, now: datetime) -> int:
    """A second version of Japan's authorisation waits for its second officer; returns how many were proposed."""
    reference = _reference(cast, "japan")
    if Authorisation.objects.filter(reference=reference, version=2).exists():
        return 0
    in_force, at = Authorisation.objects.get(reference=reference), now - timedelta(hours=12)
    terms = authorisations.Terms(
        uses=("ndc",), authorised_on=at.date(), terms="Example of an authorisation, with the entities named."
    )
    by = cast[colleague("government_japan")]
    authorisations.revise(authorisation_id=in_force.pk, terms=terms, by=by, at=at)
    return 1


def _reference(cast: Cast, side: str) -> str:
    return f"EXAMPLE-{cast.country.iso2}-{side.upper()}-1"


def _transfer(walk: Walk, tonnes: int) -> TransactionRequest:
    """The Japanese company sells units: one person proposes, another approves, and it is posted a day later."""
    sender, receiver = accounts.find("Example Solar Engineering"), accounts.find("Example Trading")
    proposed = requests.propose(
        account_id=sender.pk,
        kind="transfer",
        receiver=receiver.number,
        note="Sale under a supply contract",
        units=requests.choose(account=sender, quantity=tonnes),
        by=walk.cast["participant_japan"],
        at=walk.after(days=20),
    )
    requests.approve(request_id=proposed.pk, by=walk.cast["participant2_japan"], at=walk.after(hours=3))
    return requests.execute_due(request_id=proposed.pk, by=walk.cast.system, at=walk.after(hours=25))


def _retire(walk: Walk, tonnes: int) -> FinalUse:
    """The buyer retires units for the compliance of a year; the certificate follows."""
    account = accounts.find("Example Trading")
    wish = uses.Wish("gx_ets", "Example Trading Co., Ltd.", year=2026)
    use = uses.propose_use(
        account_id=account.pk,
        wish=wish,
        units=requests.choose(account=account, quantity=tonnes),
        by=walk.cast["buyer_japan"],
        at=walk.after(days=60),
    )
    requests.approve(request_id=use.request_id, by=walk.cast["buyer2_japan"], at=walk.after(hours=2))
    return use
