"""Published issuances from files, posted to the ledger through its own door by `records`."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from common.records import Cells, Change, Tally, keep, keeps, read, whole_day
from credits.models import PublishedTransfer
from credits.services.records import PublishedRow, record_issuance
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.services.published import file_of, sourced
from projects.projects.models import Project

keeps(PublishedTransfer)
DATA = Path(__file__).resolve().parent.parent / "data"
INCLUDED = re.compile(r"Included in (I\d+)|Do not add (I\d+)")
WORDS = {"new": Change.CREATED, "changed": Change.CHANGED, "same": Change.UNCHANGED}


def load(*, directory: Path | None, by: User, at: datetime) -> Iterator[Tally]:
    """Read the published issuances; yields what that did."""
    tally = Tally("issuances")
    with transaction.atomic():
        rows = list(read(file_of(directory, DATA, "issuances")))
        inside = contained(rows)
        for cells in rows:
            tally.add(WORDS[_issuance(cells, inside.get(cells["issuance_id"], ""), by, at)])
    yield tally
    tally = Tally("itmo_transfers")
    with transaction.atomic():
        for cells in read(file_of(directory, DATA, "itmo_transfers")):
            tally.add(_transfer(cells, by, at))
    yield tally


def _transfer(cells: Cells, by: User, at: datetime) -> Change:
    values = {
        "host": PartnerCountry.objects.get(iso2=cells["host"]),
        "acquirer": cells["acquirer"],
        "quantity_tco2e": int(cells["quantity_tco2"]),
        "vintage": int(cells["vintage"]) if cells["vintage"] else None,
        "decided_on": whole_day(cells["jc_decision_date"]),
        "transferred_on": whole_day(cells["transfer_or_issuance_date"]),
        "serial": cells["underlying_block"],
        **sourced(cells),
    }
    transfer, change = keep(PublishedTransfer, find={"import_key": cells["seq"]}, values=values, by=by, at=at)
    transfer.projects.set(Project.objects.filter(reference__in=cells["project_refs"].split(";")))
    return change


def contained(rows: list[dict[str, str]]) -> dict[str, str]:
    """Which row lies in which other one, as the notes tell: I04 lies in I05, I15 in I16."""
    found: dict[str, str] = {}
    for cells in rows:
        for own, other in INCLUDED.findall(cells["note"]):
            if own:
                found[cells["issuance_id"]] = own
            elif "includes" in cells["scope"] or other in cells["scope"]:
                found[other] = cells["issuance_id"]
    return found


def _issuance(cells: Cells, inside: str, by: User, at: datetime) -> str:
    references = re.findall(r"\b[A-Z]{2}\d{3,6}\b", cells["project_refs"])
    row = PublishedRow(
        key=cells["issuance_id"],
        country=PartnerCountry.objects.get(iso2=cells["country"]),
        cells=cells,
        projects=list(Project.objects.filter(reference__in=references).order_by("reference")),
        contained_in=inside,
    )
    return str(record_issuance(row=row, by=by, at=at).what)
