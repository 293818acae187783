"""Published issuances become records, and their exact tonnes stand in the book: history of before this platform.

A cell is read as it is published: whole numbers and whole days become values, anything else stays as words. What is
not published is not derived: tonnes without a published split lie in an account that says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from common import events, numbers
from common.models import Origin
from common.refusals import Refused
from credits.models import Issuance, PublishedIssuance
from credits.services.history import Plan, post_plan, withdraw_posting
from credits.states.requests import DECIDED
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from projects.projects.models import Project
from registry.book.serials import NotASerialError, Serial, parse
from registry.services import locks

AMOUNTS = {
    "total_tco2e": "total_issued_tco2",
    "japan_tco2e": "to_japan_side_tco2",
    "government_of_japan_tco2e": "of_which_government_of_japan_tco2",
    "japanese_participants_tco2e": "of_which_japanese_participants_tco2",
    "partner_tco2e": "to_partner_side_tco2",
    "partner_government_tco2e": "of_which_partner_government_tco2",
    "partner_participants_tco2e": "of_which_partner_participants_tco2",
}
DAYS = {
    "monitoring_starts_on": "monitoring_start",
    "monitoring_ends_on": "monitoring_end",
    "decided_on": "jc_decision_date",
    "issued_on": "registry_issuance_date",
    "announced_on": "announcement_date",
}
WHOLE_DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})(?: \(Japan\))?$")


@dataclass(frozen=True)
class PublishedRow:
    """One row of the published file: its key, country and cells; the projects that were found for it.

    `contained_in` is the key of the row that includes this one; it is then recorded and counts nowhere.
    """

    key: str
    country: PartnerCountry
    cells: Mapping[str, str]
    projects: Sequence[Project] = ()
    contained_in: str = ""


@dataclass(frozen=True)
class Recorded:
    """What came of a row: `new`, `same` or `changed`."""

    record: PublishedIssuance
    what: str


def whole_number(cell: str) -> int | None:
    """The tonnes of a cell, or None where it does not hold a whole number and nothing else."""
    return numbers.whole(cell.strip()) if len(cell.strip()) <= 15 else None


def whole_day(cell: str) -> date | None:
    """The day of a cell, or None where the whole day is not published as such."""
    found = WHOLE_DAY.match(cell.strip())
    return date.fromisoformat(found[1]) if found else None


def serial_in(cell: str) -> Serial | None:
    """The serial number of a cell, with or without a remark behind it."""
    try:
        return parse(cell.split(" ", maxsplit=1)[0])
    except NotASerialError:
        return None


@locks.deed
def record_issuance(*, row: PublishedRow, by: User, at: datetime) -> Recorded:
    """Record a published issuance and post its exact tonnes; run again with the same row it changes nothing.

    A row with other amounts than before is corrected in the book by new transactions.
    Raises: Refused REC-01 (409, a side has no government organisation), HIS-01 (409, units of the earlier posting
    have moved on), REC-03 (the parts exceed the total), REC-04 (409, the published block does not follow in its
    series), LDG-nn.
    """
    record = PublishedIssuance.objects.select_for_update().filter(import_key=row.key).first()
    is_new = record is None
    record = record or PublishedIssuance(import_key=row.key, country=row.country, origin=Origin.IMPORTED)
    before = None if is_new else _stands(record)
    earlier = plan_of(record)
    _fill(record, row)
    if is_new:
        record.save()
    record.projects.set(row.projects)
    record.same_as = _issued_here(record, row.projects)
    if _stands(record) == before:
        return Recorded(record, "same")
    _bring_into_the_book(record, earlier, by, at)
    what = "new" if is_new else "changed"
    values = {"tonnes": record.posted_tco2e, "cells": record.imported_values}
    events.record(f"credits.publishedissuance.{what}", subject=record, by=by, at=at, after=values)
    return Recorded(record, what)


def _stands(record: PublishedIssuance) -> tuple[object, ...]:
    """What a record says, to tell whether a row changes anything."""
    projects = sorted(record.projects.values_list("pk", flat=True))
    return record.imported_values, record.contained_in, record.same_as_id, projects


def _fill(record: PublishedIssuance, row: PublishedRow) -> None:
    cells = {name: (text or "").strip() for name, text in row.cells.items()}
    for name, column in AMOUNTS.items():
        setattr(record, name, whole_number(cells.get(column, "")))
    for name, column in DAYS.items():
        setattr(record, name, whole_day(cells.get(column, "")))
    serial = serial_in(cells.get("serials", ""))
    record.imported_values, record.contained_in, record.country = cells, row.contained_in, row.country
    record.serial, record.number = (str(serial), serial.issuance) if serial else ("", 0)
    record.project_refs, record.scope = cells.get("project_refs", "")[:300], cells.get("scope", "")[:120]
    record.is_article6 = cells.get("article6", "").startswith("yes")
    record.source_url, record.record_note = cells.get("source_url", ""), cells.get("note", "")
    record.record_status = cells.get("record_status", "")[:120]


def _issued_here(record: PublishedIssuance, projects: Sequence[Project]) -> Issuance | None:
    """The platform's own issuance that the record publishes: the same single project and monitoring period."""
    if len(projects) != 1 or record.monitoring_ends_on is None or record.monitoring_starts_on is None:
        return None
    same = Issuance.objects.filter(
        request__project=projects[0],
        request__state__in=DECIDED,
        request__report__period_starts_on__lte=record.monitoring_ends_on,
        request__report__period_ends_on__gte=record.monitoring_starts_on,
    )
    return same.order_by("side").first()


def plan_of(record: PublishedIssuance) -> Plan:
    """What a record puts into the book; nothing where it is contained in another, was issued here, or is not exact.

    Raises: Refused REC-03 when the parts exceed the total.
    """
    if record.contained_in or record.same_as_id:
        return Plan()
    japan = _side(record.japan_tco2e, record.government_of_japan_tco2e, record.japanese_participants_tco2e)
    partner = _side(record.partner_tco2e, record.partner_government_tco2e, record.partner_participants_tco2e)
    total = sum(japan) + sum(partner) if record.total_tco2e is None else record.total_tco2e
    unknown = total - sum(japan) - sum(partner)
    if unknown < 0 or min(*japan, *partner) < 0:
        raise Refused(
            "REC-03", _("The published parts of %(key)s exceed its total."), params={"key": record.import_key}
        )
    return Plan(
        government_of_japan=japan[0],
        other_japan=japan[1],
        partner_government=partner[0],
        other_partner=partner[1],
        unknown=unknown,
        vintage=_vintage(record),
        serial=record.serial,
    )


def _side(whole: int | None, government: int | None, participants: int | None) -> tuple[int, int]:
    """What the government gets, and what others of its side get, as far as it is published."""
    of_government = 0 if government is None else government
    if whole is not None:
        return of_government, whole - of_government
    return of_government, 0 if participants is None else participants


def _vintage(record: PublishedIssuance) -> int | None:
    """The one calendar year of the monitoring period; None where it is longer or not published."""
    first, last = record.monitoring_starts_on, record.monitoring_ends_on
    return first.year if first and last and first.year == last.year else None


def _bring_into_the_book(record: PublishedIssuance, earlier: Plan, by: User, at: datetime) -> None:
    plan = plan_of(record)
    if record.transaction is not None and plan == earlier:
        record.save()
        return
    if record.transaction is not None and record.posted_tco2e:
        withdraw_posting(record=record, by=by, at=at)
    record.posted_japan_tco2e, record.posted_partner_tco2e = plan.japan, plan.partner
    record.posted_tco2e = plan.total
    if plan.total:
        record.transaction = post_plan(record=record, plan=plan, by=by, at=at)
    record.save()
