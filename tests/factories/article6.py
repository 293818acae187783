"""Situations of Article 6: what Parties say of themselves, proposed and in force."""

from types import SimpleNamespace
from typing import Any

from credits.models import PartyRecord, PublishedTransfer, ReportRun
from credits.models.party_contents import InventoryYears, Ndc
from credits.selectors import parties
from credits.selectors import party_records as party_records_of
from credits.services import aef, party_records, reports
from tests.conftest import NOON
from tests.factories.addresses import Address, pk
from tests.factories.partners import a_colleague

PERIOD = range(2021, 2031)
JAPANS = Ndc(2021, 2030, "single_year", "averaging", 760_000_000, {}, source="NDC of February 2025")
INVENTORY = InventoryYears(dict.fromkeys(PERIOD, 1_000_000), source="National inventory report")


def officer_of(it: SimpleNamespace, party: str) -> Any:
    """The officer of the government of a Party."""
    return it.government_japan_officer if party == "JPN" else it.government_partner_officer


def a_proposed_ndc(it: SimpleNamespace, *, party: str = "JPN", said: Ndc = JAPANS) -> PartyRecord:
    """An NDC that a colleague of the Party's officer has proposed."""
    one = parties.by_code(party)
    return party_records.propose_ndc(party=one, said=said, by=a_colleague(officer_of(it, party)), at=NOON)


def an_ndc(it: SimpleNamespace, *, party: str = "JPN", said: Ndc = JAPANS) -> PartyRecord:
    """An NDC in force."""
    return put_in_force(it, a_proposed_ndc(it, party=party, said=said))


def an_inventory(it: SimpleNamespace, *, party: str = "JPN", said: InventoryYears = INVENTORY) -> PartyRecord:
    """An inventory in force."""
    by = a_colleague(officer_of(it, party))
    return put_in_force(it, party_records.propose_inventory(party=parties.by_code(party), said=said, by=by, at=NOON))


def put_in_force(it: SimpleNamespace, record: PartyRecord) -> PartyRecord:
    """The Party's officer confirms."""
    return party_records.confirm(record_id=record.pk, by=officer_of(it, record.party), at=NOON)


def a_published_transfer(it: SimpleNamespace, **facts: Any) -> PublishedTransfer:
    """The published first transfer of Thailand to Japan."""
    given = {"quantity_tco2e": 1009, "vintage": 2021, "transferred_on": NOON.date(), "serial": "JCM-TH-JP-2018-3026"}
    return PublishedTransfer.objects.create(
        host=it.country, import_key="T1", acquirer="Ministry of the Environment", origin="imported", **(given | facts)
    )


def a_draft(it: SimpleNamespace, *, party: str = "JPN", year: int = 2025) -> PartyRecord:
    """A draft of an agreed electronic format, of a year without actions."""
    one = parties.by_code(party)
    if party_records_of.ndc(one) is None:
        an_ndc(it, party=party)
    return aef.draft(party=one, year=year, by=a_colleague(officer_of(it, party)), at=NOON)


def a_filed_format(it: SimpleNamespace, *, party: str = "JPN", year: int = 2025) -> PartyRecord:
    """A format that two officers filed."""
    draft = a_draft(it, party=party, year=year)
    party_records.propose(record_id=draft.pk, by=a_colleague(officer_of(it, party)), at=NOON)
    return put_in_force(it, draft)


def _japan(it: SimpleNamespace) -> dict[str, object]:
    an_ndc(it)
    return {"party": "JPN"}


def _both(it: SimpleNamespace) -> dict[str, object]:
    a_published_transfer(it)
    return {"party": "JPN", "other": it.country.iso3}


def a_report(it: SimpleNamespace, *, made: bool = True) -> ReportRun:
    """A report that an officer of JCMA asked for."""
    run = reports.ask(kind="country", about=it.country.iso2, by=it.officer, at=NOON)
    for piece in range(run.pieces if made else 0):
        reports.make_piece({"report": run.pk, "piece": piece})
    return ReportRun.objects.get(pk=run.pk)


SUBJECTS = {"credits.PartyRecord": a_proposed_ndc}
ADDRESSES: dict[str, Address] = {
    "credits:adjustment-page": Address(_japan),
    "credits:adjustment-figure": Address(_japan).plus(row=10, year=2021),
    "credits:adjustment-mirror": Address(_both),
    "credits:record-ndc": Address(_japan),
    "credits:record-inventory": Address(_japan),
    "credits:record-final": Address(_japan).plus(period="2021-2030"),
    "credits:record-page": pk(an_ndc),
    "credits:record-confirm": pk(a_proposed_ndc),
    "credits:record-decline": pk(a_proposed_ndc),
    "credits:record-propose": pk(a_draft),
    "credits:aef-page": pk(a_filed_format),
    "credits:aef-file": pk(a_filed_format).plus(profile="checker", extension="xlsx"),
    "credits:aef-draft": Address(_japan),
    "credits:report-page": pk(a_report),
    "credits:report-file": pk(a_report),
}
