"""Situations of `credits`: requests as far as is asked, issued credits in accounts, uses and certificates."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from committee.decisions.services import forwarding
from credits.checks.requests import COMPLETENESS
from credits.models import Authorisation, FinalUse, Issuance, IssuanceRequest, PublishedIssuance, RetirementCertificate
from credits.services import authorisations, issuances, requests, uses
from credits.services.records import PublishedRow, record_issuance
from partners.organisations.models import Organisation
from partners.people.models.people import User
from projects.monitoring.models import MonitoringReport
from projects.papers.checks import fees
from projects.projects.models import Project
from registry.checks.requests import Wanted
from registry.models import Account, AccountKind, Lot
from registry.services import postings
from registry.services import requests as registry_requests
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories.addresses import Address, by, number, pk, slug_of_project
from tests.factories.partners import a_colleague
from tests.factories.projects import a_registered_project, a_verified_report, the_committee_agrees
from tests.factories.registry import an_account
from workflow.papers import services as papers

type Shares = list[tuple[Organisation, Decimal]]
DAY = timedelta(days=1)


def a_report(
    it: SimpleNamespace,
    *,
    shares: Shares | None = None,
    tonnes: int = 1009,
    last_year: int | None = None,
    reference: str = "",
    at: datetime = NOON,
) -> MonitoringReport:
    """A verified report of a registered project, not requested yet."""
    project: Project = a_registered_project(it, shares=shares, reference=reference, at=at)
    return a_verified_report(it, project, tonnes=tonnes, last_year=last_year, at=at)


def a_request(
    it: SimpleNamespace,
    *,
    to: str = "draft",
    report: MonitoringReport | None = None,
    at: datetime = NOON,
    **of_report: Any,
) -> IssuanceRequest:
    """An issuance request, brought to the state `to`: draft, submitted, complete, with_committee or approved."""
    report = report or a_report(it, at=at, **of_report)
    request = requests.start(report_id=report.pk, by=it.participant, at=at)
    papers.save_draft(paper=request, values={"declares_true": True}, by=it.participant, at=at)
    steps: list[tuple[str, Callable[[], Any]]] = [
        ("submitted", lambda: papers.submit(paper=request, by=it.participant, at=at)),
        ("complete", lambda: _complete(it, request, at)),
        ("with_committee", lambda: forwarding.forward(paper=request, by=it.officer, at=at)),
        ("approved", lambda: _agree(it, request.pk, at)),
    ]
    names = ["draft", *(name for name, _step in steps)]
    for _name, step in steps[: names.index(to)]:
        step()
    return IssuanceRequest.objects.get(pk=request.pk)


def _complete(it: SimpleNamespace, request: IssuanceRequest, at: datetime) -> None:
    if fees.is_due(request, at.date()):
        requests.record_fee(request_id=request.pk, reference="TGO-2", paid_on=at.date(), by=it.officer, at=at)
    requests.confirm_complete(request_id=request.pk, completeness=ticked(COMPLETENESS), by=it.officer, at=at)


def _agree(it: SimpleNamespace, request_id: int, at: datetime) -> None:
    item = IssuanceRequest.objects.get(pk=request_id).decision_item
    assert item is not None
    the_committee_agrees(it, item, at)


def open_accounts(it: SimpleNamespace, at: datetime = NOON) -> None:
    """An account for every usual party in its side's registry, and Japan's terminal accounts."""
    it.account_japan = an_account(it, it.government_japan, kind=AccountKind.GOVERNMENT, at=at)
    it.account_partner = an_account(it, it.government_partner, kind=AccountKind.GOVERNMENT, country=it.country, at=at)
    it.account_company = an_account(it, it.japanese_company, people=(it.participant, it.participant2), at=at)
    it.account_local = an_account(it, it.local_company, country=it.country, at=at)
    for kind in (
        AccountKind.RETIREMENT,
        AccountKind.CANCELLATION_VOLUNTARY,
        AccountKind.CANCELLATION_OMGE,
        AccountKind.CANCELLATION_OTHER,
    ):
        an_account(it, it.government_japan, kind=kind, at=at)


def issue_both(it: SimpleNamespace, request: IssuanceRequest, at: datetime = NOON) -> list[Issuance]:
    """Both registries issue, the partner's first."""
    officers = {"partner": it.partner_registry_officer, "japan": it.registry_officer}
    of_sides = {issuance.side: issuance for issuance in request.issuances.all()}
    return [issue(it, of_sides[side], by=officers[side], at=at) for side in ("partner", "japan") if side in of_sides]


def issue(it: SimpleNamespace, issuance: Issuance, *, by: User, at: datetime = NOON) -> Issuance:
    """One side issues: a colleague proposes, this person approves."""
    issuances.propose(issuance_id=issuance.pk, by=a_colleague(by), at=at)
    return issuances.issue(issuance_id=issuance.pk, by=by, at=at)


def issued(it: SimpleNamespace, *, at: datetime = NOON, **of_report: Any) -> IssuanceRequest:
    """Credits issued on both sides, in the accounts of all parties."""
    open_accounts(it, at)
    request = a_request(it, to="approved", at=at, **of_report)
    issue_both(it, request, at)
    return IssuanceRequest.objects.get(pk=request.pk)


def holding(it: SimpleNamespace, *, quantity: int = 252, vintages: tuple[int, ...] = (2021,)) -> SimpleNamespace:
    """Open accounts, and units straight in those of both companies: a lot for each vintage year."""
    open_accounts(it)
    for issuance, vintage in enumerate(vintages, start=1):
        for account in (it.account_company, it.account_local):
            portion = postings.Portion(account, quantity)
            lot = postings.NewLot("TH", account.registry, "TH014", issuance, vintage, [portion])
            postings.issue(key=f"{account.number}:{vintage}", lots=[lot], by=it.system, at=NOON)
    return it


def authorise_all(it: SimpleNamespace, *, named: tuple[str, ...] = ("ndc",)) -> list[Authorisation]:
    """Both Parties authorise every unit there is."""
    units = [Wanted(lot.pk, lot.units.lower, lot.units.upper - 1) for lot in Lot.objects.all()]
    terms = authorisations.Terms(uses=named, authorised_on=date(2026, 5, 1))
    officers = {"japan": it.government_japan_officer, "partner": it.government_partner_officer}
    return [
        authorise(it, side=side, country=it.country, reference=f"AUT-{side}", terms=terms, units=units, by=by, at=NOON)
        for side, by in officers.items()
    ]


def authorise(it: SimpleNamespace, *, by: User, at: datetime = NOON, **proposed: Any) -> Authorisation:
    """One Party authorises: a colleague proposes, this person confirms."""
    proposal = authorisations.propose(by=a_colleague(by), at=at, **proposed)
    return authorisations.confirm(authorisation_id=proposal.pk, by=by, at=at)


def a_use(
    it: SimpleNamespace,
    *,
    purpose: str = "voluntary",
    quantity: int = 10,
    account: Account | None = None,
    at: datetime = NOON,
    **wish: Any,
) -> FinalUse:
    """A retirement or cancellation that waits for its second person."""
    account = account or it.account_company
    return uses.propose_use(
        account_id=account.pk,
        wish=uses.Wish(purpose, **({"beneficiary": "Sakura Engineering Co., Ltd."} | wish)),
        units=registry_requests.choose(account=account, quantity=quantity),
        by=it.participant,
        at=at,
    )


def a_certificate(it: SimpleNamespace, *, at: datetime = NOON, **of_use: Any) -> RetirementCertificate:
    """A completed use with its certificate."""
    use = a_use(it, at=at, **of_use)
    registry_requests.approve(request_id=use.request_id, by=it.participant2, at=at)
    return RetirementCertificate.objects.get(use=use)


def a_published_record(it: SimpleNamespace) -> PublishedIssuance:
    """A published issuance with a total and the Government of Japan's part."""
    cells = {
        "project_refs": "TH001",
        "scope": "single project",
        "total_issued_tco2": "300",
        "of_which_government_of_japan_tco2": "150",
        "jc_decision_date": "2018-04",
        "record_status": "verified",
        "source_url": "https://example.org/record",
        "note": "Made for tests.",
    }
    return record_issuance(row=PublishedRow(key="X01", country=it.country, cells=cells), by=it.system, at=NOON).record


def _approved(it: SimpleNamespace) -> IssuanceRequest:
    open_accounts(it)
    return a_request(it, to="approved")


def _holder(it: SimpleNamespace) -> SimpleNamespace:
    """The country, with credits issued."""
    issued(it)
    return it


def _certificate(it: SimpleNamespace) -> RetirementCertificate:
    return a_certificate(holding(it))


def _issuance(it: SimpleNamespace, side: str = "japan") -> Issuance:
    return _approved(it).issuances.get(side=side)


def _authorisation(it: SimpleNamespace) -> Authorisation:
    return authorise_all(holding(it))[0]


def _proposed_issuance(it: SimpleNamespace) -> Issuance:
    """Japan's side, with the name of the administrator who would have proposed it."""
    issuance = _issuance(it)
    Issuance.objects.filter(pk=issuance.pk).update(proposed_by=it.registry_officer)
    return Issuance.objects.get(pk=issuance.pk)


def a_proposed_authorisation(it: SimpleNamespace) -> Authorisation:
    """An authorisation of every unit there is, by Japan; a colleague of its officer has proposed it."""
    holding(it)
    units = [Wanted(lot.pk, lot.units.lower, lot.units.upper - 1) for lot in Lot.objects.all()]
    terms = authorisations.Terms(uses=("ndc",), authorised_on=date(2026, 5, 1))
    return authorisations.propose(
        side="japan",
        country=it.country,
        reference="AUT-P",
        terms=terms,
        units=units,
        by=a_colleague(it.government_japan_officer),
        at=NOON,
    )


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "credits.IssuanceRequest": lambda it: a_request(it, to="draft"),
    "credits.Issuance": _proposed_issuance,
    "credits.Authorisation": a_proposed_authorisation,
}
ADDRESSES: dict[str, Address] = {
    "credits:issuance-start": pk(a_report),
    "credits:request-page": pk(a_request, to="approved"),
    "credits:request-edit": pk(a_request).plus(section="declaration"),
    "credits:request-submit": pk(a_request),
    "credits:request-return": pk(a_request, to="submitted"),
    "credits:request-fee": pk(a_request, to="submitted"),
    "credits:request-confirm": pk(a_request, to="submitted"),
    "credits:request-forward": pk(a_request, to="complete"),
    "credits:request-withdraw": pk(a_request),
    "credits:issuance-page": pk(_issuance, side="japan"),
    "credits:issuance-propose": pk(_issuance, side="partner"),
    "credits:issuance-send-back": pk(_issuance, side="partner"),
    "credits:issuance-issue": pk(_issuance, side="partner"),
    "credits:published-page": by({"key": "import_key"}, a_published_record),
    "credits:project-issuances": slug_of_project(issued),
    "credits:use-start": by({"number": "account_company.number"}, holding),
    "credits:certificate-of": by({"pk": "transaction_id"}, _certificate),
    "credits:certificate-page": number(_certificate),
    "credits:certificate-pdf": number(_certificate),
    "credits:certificate-record": number(_certificate),
    "credits:authorisation-grant": by({"iso2": "country.iso2"}, _holder),
    "credits:authorisation-revise": pk(_authorisation),
    "credits:authorisation-page": pk(_authorisation),
    "credits:authorisation-confirm": pk(a_proposed_authorisation),
    "credits:authorisation-decline": pk(a_proposed_authorisation),
}
